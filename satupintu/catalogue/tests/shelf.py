"""A small catalogue of our own making for the tests of the search."""

from typing import Any

from satupintu.catalogue.actions.index import index
from satupintu.catalogue.models import Item, Kind, Type
from satupintu.catalogue.search import Found, find
from satupintu.offices.models import Office
from satupintu.rules import clock


def item(ident: str, title: str, **told: Any) -> Item:
    """An item as an import would keep it, not yet in the index."""
    told.setdefault("kind", Kind.DATA)
    told.setdefault("type", Type.TABLE)
    told.setdefault("source", "test")
    return Item.objects.create(ident=ident, title=title, changed_at=clock.now(), **told)


def code(edition: str, number: str, title: str, notes: str = "", parent: str = "") -> Item:
    """A code of KBLI."""
    return item(
        f"kbli{edition}:{number}", title,
        kind=Kind.CLASSIFICATION, type=Type.CODE, source=f"kbli{edition}", scheme="kbli",
        edition=edition, code=number, parent_code=parent or number[:-1], description=notes,
    )  # fmt: skip


def fill() -> None:
    """Tables of three areas, definitions, codes of two editions; all indexed."""
    index(_data() + _definitions() + _codes())


def idents(found: Found) -> list[str]:
    """What was found, best first."""
    return [hit.item.ident for hit in found.hits]


def first(office: Office, text: str, **options: Any) -> str:
    """The best answer."""
    return idents(find(office, text, **options))[0]


def _data() -> list[Item]:
    national = {"region_code": "0000", "region_name": "Indonesia"}
    jateng = {"region_code": "3300", "region_name": "Jawa Tengah"}
    malut = {"region_code": "8200", "region_name": "Maluku Utara"}
    return [
        item("t:1", "Produksi Jagung Menurut Provinsi",
             first_year=2015, last_year=2022, **national),
        item("t:2", "Produksi Jagung Menurut Kabupaten/Kota di Jawa Tengah",
             first_year=2018, last_year=2023, unit="ton", value="2023: 812", **jateng),
        item("t:3", "Produksi Jagung di Maluku Utara", first_year=2018, last_year=2020, **malut),
        item("t:4", "Tingkat Pengangguran Terbuka Menurut Pendidikan", **national),
        item("t:5", "Jumlah Penduduk Miskin di Jawa Tengah", last_year=2023, **jateng),
        item("t:6", "Populasi Ternak Kerbau", first_year=2010, last_year=2014, **national),
        item("t:7", "Panjang Pantai", **national),
        item("t:8", "Banyaknya Perpustakaan Desa di Maluku Utara", **malut),
    ]  # fmt: skip


def _definitions() -> list[Item]:
    concept = {"kind": Kind.METADATA, "type": Type.CONCEPT}
    return [
        item("m:1", "Tingkat Pengangguran Terbuka", keywords="TPT",
             description="Persentase penganggur terhadap angkatan kerja.", **concept),
        item("m:2", "Angkatan Kerja", description="Penduduk yang bekerja atau mencari kerja.",
             **concept),
    ]  # fmt: skip


def _codes() -> list[Item]:
    return [
        code("2020", "95", "Reparasi Barang", parent="S"),
        code("2020", "952", "Reparasi Barang Pribadi"),
        code("2020", "9529", "Reparasi Barang Pribadi Lainnya"),
        code("2020", "95291", "Reparasi Payung",
             "Kelompok ini mencakup reparasi payung lipat. Tidak termasuk reparasi biola."),
        code("2020", "95299", "Reparasi Barang Lainnya", "Reparasi kaleidoskop dan sejenisnya."),
        code("2025", "9529", "REPARASI BARANG RUMAH TANGGA"),
        code("2025", "95291", "REPARASI PAYUNG"),
        code("2020", "47799", "Perdagangan Eceran Payung"),
    ]  # fmt: skip
