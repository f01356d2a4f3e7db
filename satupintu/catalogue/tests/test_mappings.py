"""Mappings: the shipped ones, those of an office, and what is wrong with a wrong one."""

import json

import pytest

from satupintu.catalogue.sources.mapping import Unknown, chosen, fitting, parsed, shipped
from satupintu.catalogue.sources.record import Refused
from satupintu.catalogue.sources.task import look_at


def test_every_shipped_mapping_is_whole_and_has_its_own_name():
    names = [one.name for one in shipped()]
    assert len(names) == len(set(names)) >= 9
    assert all(one.about and (one.columns or one.skip) for one in shipped())


def test_the_mapping_that_knows_most_columns_is_taken():
    assert fitting(("id", "code", "level", "title", "note"), "x.csv").name == "classification"
    assert fitting(("judul", "tautan"), "x.xlsx").name == "list"
    with pytest.raises(Unknown, match="tidak dikenal"):
        fitting(("a", "b"), "x.csv")


def test_a_mapping_of_ones_own_is_a_small_file(tmp_path):
    file = tmp_path / "dinas.json"
    file.write_text(
        '{"always": {"kind": "data", "type": "table", "source": "dinas"}, "fields": {"title":'
        ' ["nama", "judul"], "ident": {"mark": ["nama"], "before": "d:"}, "keywords": {"words":'
        ' ["kata"]}, "description": {"lines": {"Satuan": "sat"}}, "subject": {"text": "{a}/{b}"}},'
        ' "refuse": [{"column": "status", "is": "hapus", "because": "sudah dihapus"}]}',
        encoding="utf-8",
    )
    reader = chosen(str(file)).reader()
    record = reader.record({"nama": "Panjang jalan", "kata": "aspal", "sat": "Km", "a": "x"})
    assert (record.title, record.keywords, record.description, record.subject) == (
        "Panjang jalan", "aspal", "Satuan: Km", "",
    )  # fmt: skip
    assert record.ident.startswith("d:")
    with pytest.raises(Refused, match="sudah dihapus"):
        reader.record({"nama": "x", "status": "hapus"})


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("{", "bukan pemetaan yang utuh"),
        ('{"kolom": []}', "bukan bagian pemetaan"),
        ('{"fields": {"judul": "x"}}', "bukan kolom katalog"),
        ('{"fields": {"title": {"dari": "x"}}}', "bukan cara menyebut kolom"),
        ('{"fields": {"title": {"words": 5}}}', "title.*bukan cara menyebut kolom"),
        ('{"fields": {"value": {"latest": ["a"]}}}', "value.*bukan cara menyebut kolom"),
        ('{"details": ["x"]}', "'details' harus seperti"),
        ('{"pattern": "("}', "bukan pemetaan yang utuh"),
        ('{"pattern": 5}', "'pattern' harus berupa teks"),
        ('{"always": {"kind": ["data"]}}', "'always' harus seperti"),
        ('{"translate": {"type": "x"}}', "'translate' harus seperti"),
        ('{"refuse": [{"column": "a"}]}', "'refuse' harus berupa daftar"),
        ('{"nothing": [5]}', "'nothing' harus berupa daftar teks"),
        ('{"supplement": "ya"}', "'supplement' harus berupa true"),
        ("[]", "satu objek JSON"),
        ("[" * 100_000, "bukan pemetaan yang utuh"),
    ],
)
def test_a_mapping_that_is_wrong_says_where(written, reason):
    with pytest.raises(Unknown, match=reason):
        parsed(written, "x.json")


def test_an_unknown_mapping_names_the_known_ones():
    with pytest.raises(Unknown, match="classification"):
        chosen("tiada")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("starter", "dipakai aplikasi sendiri"),
        ("answers", "dipakai aplikasi sendiri"),
        ("x" * 25, "lebih dari 24 huruf"),
        ("", "tidak ada nama daftar"),
    ],
)
def test_a_list_has_a_name_of_its_own_that_fits(source, reason):
    told = {"always": {"kind": "data", "type": "table", "source": source}}
    with pytest.raises(Unknown, match=reason):
        parsed(json.dumps(told), "x.json")
    del told["always"]["source"]
    told["fields"] = {"ident": "id", "title": "judul", "source": "daftar"}
    reader = parsed(json.dumps(told), "x.json").reader()
    with pytest.raises(Refused, match=reason):
        reader.record({"id": "1", "judul": "Padi", "daftar": source})


def test_columns_may_be_named_as_they_stand_in_the_file(tmp_path):
    told = {
        "always": {"kind": "data", "type": "table", "source": "dinas"},
        "fields": {"ident": "Kode  Tabel", "title": ["NAMA"], "subject": {"text": "{Bidang}!"},
                   "keywords": {"words": ["Kata"]}, "description": {"lines": {"Isi": "Isi"}}},
        "refuse": [{"column": "Status", "is": "x", "because": "dihapus"}],
    }  # fmt: skip
    mapping = parsed(json.dumps(told), "x.json")
    file = tmp_path / "a.csv"
    file.write_text("Kode Tabel,Nama,Bidang,Kata,Isi,Status\nT-1,Jalan,PU,aspal,km,\nT-2,B,,,,x\n")
    refused = []
    found = look_at(file, mapping).records(lambda *row: refused.append(row), lambda *_: None)
    record = next(found)[1]
    assert (record.ident, record.title, record.subject) == ("T-1", "Jalan", "PU!")
    assert (record.keywords, record.description) == ("aspal", "Isi: km")
    assert list(found) == []
    assert refused == [(3, "T-2", "dihapus")]


def test_a_column_that_the_file_lacks_is_said_before_anything_is_read(tmp_path):
    told = {
        "always": {"kind": "data", "type": "table", "source": "dinas"},
        "fields": {"ident": "id", "title": ["judul", "nama"], "link": "tautan", "unit": "satuan"},
    }
    file = tmp_path / "a.csv"
    file.write_text("id,nama,satuan\n1,Jalan,km\n")
    task = look_at(file, parsed(json.dumps(told), "x.json"))
    assert list(task.remarks()) == ["'link' kosong: tidak ada kolom tautan"]
    file.write_text("id,satuan\n1,km\n")
    with pytest.raises(Unknown, match=r"'title' dari kolom judul atau nama.*yang ada: id, satuan"):
        look_at(file, parsed(json.dumps(told), "x.json"))
