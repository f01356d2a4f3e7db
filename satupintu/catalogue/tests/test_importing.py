"""A file becomes items: once, again, changed, shorter, broken."""

import json

import pytest

from satupintu.catalogue.actions.importing import import_file
from satupintu.catalogue.actions.keeping import Shelf
from satupintu.catalogue.actions.starting import load_starter
from satupintu.catalogue.actions.withdrawing import TooMany
from satupintu.catalogue.models import Entry, ImportRun, Item
from satupintu.catalogue.sources.mapping import chosen
from satupintu.catalogue.sources.reading import Broken
from satupintu.catalogue.sources.task import look_at
from satupintu.offices.models import Office
from satupintu.rules import clock

CODES = """id,code,level,category,parent,title,description
kbli2020:A,A,kategori,A,,Pertanian,
kbli2020:01,01,golongan pokok,A,A,Tanaman,Bercocok tanam
kbli2020:01111,01111,kelompok,A,0111,Jagung,
kbli2020:01,01,golongan pokok,A,A,Tanaman lagi,
,02,golongan pokok,A,A,Tanpa id,
kbli2020:03,03,golongan pokok,A,A,,
"""
DATA = """id,kind,type,domain,title,subject,subject_id,period,updated,url,unit,description,source
var:3300:1,data,dynamic_table,3300,"Padi, 2015-2023",Pertanian,53,2015-2023,06 Mar 2023,https://jateng.bps.go.id/x,Ton,,x
st:3399:2,data,statictable,3399,Jagung,Pertanian,53,null-null,,javascript:alert(1),Ton,,x
pub:0000:3,data,publication,0000,Buku,,,2024,,,,,x
tab:0000:4,data,entah,0000,Aneh,,,,,,,,x
"""


OWN = """{"always": {"kind": "data", "type": "table", "source": "dinas"},
 "fields": {"ident": "kode", "title": "nama"},
 "refuse": [{"column": "status", "is": "hapus", "because": "sudah dihapus"}]}"""


@pytest.fixture
def a_file(tmp_path):
    def write(text, name="a.csv"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return write


def counts(outcome):
    return (outcome.added, outcome.changed, outcome.unchanged, outcome.withdrawn,
            len(outcome.refusals))  # fmt: skip


@pytest.mark.proves("CAT-1")
def test_codes_become_a_tree_and_refused_rows_say_why(office, a_file):
    outcome = import_file(look_at(a_file(CODES)))
    assert counts(outcome) == (3, 0, 0, 0, 3)
    assert [(one.row, one.ident, one.reason) for one in outcome.refusals] == [
        (5, "kbli2020:01", "id ini sudah ada di baris 3"),
        (6, "", "tidak ada id"),
        (7, "kbli2020:03", "tidak ada judul"),
    ]
    assert list(Item.objects.order_by("code").values_list("code", "parent_code", "edition")) == [
        ("01", "A", "2020"), ("01111", "01", "2020"), ("A", "", "2020"),
    ]  # fmt: skip
    assert Entry.objects.count() == 3


@pytest.mark.proves("CAT-1")
def test_data_gets_its_place_years_and_an_honest_link(office, a_file):
    outcome = import_file(look_at(a_file(DATA)))
    assert counts(outcome) == (3, 0, 0, 0, 1)
    assert "jenis 'entah' tidak dikenal" in outcome.refusals[0].reason
    assert "1 tautan dibuang" in outcome.remarks[0]
    rice = Item.objects.get(ident="var:3300:1")
    assert (rice.region_name, rice.first_year, rice.last_year, rice.unit, rice.source_name) == (
        "Provinsi Jawa Tengah", 2015, 2023, "Ton", "BPS Provinsi Jawa Tengah",
    )  # fmt: skip
    maize = Item.objects.get(ident="st:3399:2")
    assert (maize.link, maize.period, maize.first_year, maize.region_name) == ("", "", None, "")
    assert Item.objects.get(ident="pub:0000:3").source_name == "BPS"


@pytest.mark.proves("CAT-1")
def test_the_same_file_again_writes_nothing(office, a_file, django_assert_max_num_queries):
    import_file(look_at(a_file(CODES)))
    before = dict(Item.objects.values_list("ident", "changed_at"))
    with django_assert_max_num_queries(14):
        assert counts(import_file(look_at(a_file(CODES)))) == (0, 0, 3, 0, 3)
    assert dict(Item.objects.values_list("ident", "changed_at")) == before


def test_what_changed_is_changed_and_found_by_its_new_words(office, a_file):
    import_file(look_at(a_file(CODES)))
    outcome = import_file(look_at(a_file(CODES.replace("Jagung", "Jagung manis"))))
    assert counts(outcome) == (0, 1, 2, 0, 3)
    assert Entry.objects.get(item__code="01111").title == "jagung manis"


def test_looking_only_changes_nothing_and_counts_the_same(office, a_file):
    assert counts(import_file(look_at(a_file(CODES)), dry=True)) == (3, 0, 0, 0, 3)
    assert (Item.objects.count(), ImportRun.objects.count()) == (0, 0)


@pytest.mark.proves("CAT-1")
def test_a_complete_file_withdraws_what_it_lacks_and_a_later_one_brings_it_back(office, a_file):
    rows = "".join(f"kbli2020:{n},{n},kelompok,A,,Kode {n},\n" for n in range(10, 20))
    whole = CODES.splitlines(keepends=True)[0] + rows
    import_file(look_at(a_file(whole)))
    shorter = whole.replace("kbli2020:12,12,kelompok,A,,Kode 12,\n", "")
    assert counts(import_file(look_at(a_file(shorter)), complete=True)) == (0, 0, 9, 1, 0)
    gone = Item.objects.get(code="12")
    assert gone.withdrawn_at is not None
    assert not Entry.objects.filter(item=gone).exists()
    assert counts(import_file(look_at(a_file(whole)))) == (0, 1, 9, 0, 0)
    assert Entry.objects.filter(item=gone).exists()


def test_a_refused_row_is_named_by_the_id_of_its_own_column_and_not_withdrawn(office, a_file):
    own = chosen(str(a_file(OWN, "dinas.json")))
    rows = "".join(f"d:{n},Panjang jalan {n},ada\n" for n in range(4))
    import_file(look_at(a_file(f"kode,nama,status\n{rows}"), own))
    changed = rows.replace("3,ada", "3,hapus")
    again = import_file(look_at(a_file(f"kode,nama,status\n{changed}"), own), complete=True)
    assert counts(again) == (0, 0, 3, 0, 1)
    assert [(one.row, one.ident) for one in again.refusals] == [(5, "d:3")]


def test_a_file_cut_short_withdraws_nothing_unless_somebody_is_sure(office, a_file):
    import_file(look_at(a_file(CODES)))
    cut = a_file("".join(CODES.splitlines(keepends=True)[:2]))
    with pytest.raises(TooMany):
        import_file(look_at(cut), complete=True)
    assert not Item.objects.exclude(withdrawn_at=None).exists()
    assert import_file(look_at(cut), complete=True, sure=True).withdrawn == 2


def test_a_file_broken_in_its_middle_changes_nothing(office, a_file):
    with pytest.raises(Broken):
        import_file(look_at(a_file(CODES + 'kbli2020:09,09,kelompok,A,,"Tidak ditutup,\n')))
    assert not Item.objects.exists()


def test_an_interrupted_import_keeps_whole_batches_and_goes_on(office, a_file, monkeypatch):
    rows = "".join(f"kbli2020:{n},{n},kelompok,A,,Kode {n},\n" for n in range(1000, 2200))
    file = a_file(CODES.splitlines(keepends=True)[0] + rows)
    real, put = Shelf.put, []

    def fails_in_the_second(shelf, batch):
        put.append(batch)
        if len(put) == 2:
            raise KeyboardInterrupt
        real(shelf, batch)

    monkeypatch.setattr(Shelf, "put", fails_in_the_second)
    with pytest.raises(KeyboardInterrupt):
        import_file(look_at(file))
    assert Item.objects.count() == 500
    assert ImportRun.objects.get().finished_at is None
    monkeypatch.undo()
    with clock.travel(to=clock.now()):
        assert counts(import_file(look_at(file))) == (700, 0, 500, 0, 0)


def test_a_run_remembers_its_counts_and_the_first_refusals(office, a_file):
    rows = "".join(f",{n},kelompok,A,,Kode {n},\n" for n in range(150))
    import_file(look_at(a_file(CODES.splitlines(keepends=True)[0] + rows)))
    run = ImportRun.objects.get()
    assert (run.name, run.refused, len(run.refusals)) == ("a.csv", 150, 100)
    assert run.refusals[0] == {"row": 2, "ident": "", "reason": "tidak ada id"}


def test_signs_that_no_database_keeps_are_refused_or_cleaned_not_stumbled_over(office, a_file):
    lines = ['{"id": "a", "judul": "Satu\\u0000 dua", "uraian": "x\\ud800"}',
             '{"id": "b\\u0000", "judul": "", "jenis": "\\u0000"}',
             '{"id": "c", "judul": "Tiga", "jenis": "entah\\u0000"}',
             '{"id": "d", "judul": {"isi": 1}, "jenis": null}']  # fmt: skip
    outcome = import_file(look_at(a_file("\n".join(lines), "a.jsonl")))
    assert counts(outcome) == (1, 0, 0, 0, 3)
    assert Item.objects.get().title == "Satu dua"
    assert [one.ident for one in outcome.refusals] == ["b", "c", "d"]


def test_values_are_added_to_what_is_there_and_stay_when_the_list_comes_again(office, a_file):
    import_file(look_at(a_file(DATA)))
    told = [{"id": "var:3300:1", "row": {"Provinsi": "JAWA TENGAH", "Padi": {"2023": 9.5}}},
            {"id": "var:9999:9", "row": {"Padi": {"2023": 1}}},
            {"id": "st:3399:2", "row": {"Padi": {}}}]  # fmt: skip
    file = a_file("\n".join(map(json.dumps, told)), "nilai.jsonl")
    assert counts(import_file(look_at(file))) == (0, 1, 0, 0, 2)
    assert counts(import_file(look_at(file))) == (0, 0, 1, 0, 2)
    changed = DATA.replace("Ton,,x", "Kuintal,,x")
    assert import_file(look_at(a_file(changed))).changed == 2
    rice = Item.objects.get(ident="var:3300:1")
    assert (rice.value, rice.unit) == ("2023: 9,5 (Jawa Tengah)", "Kuintal")


def test_an_answer_published_here_is_never_written_over(office, a_file):
    Item.objects.create(
        ident="K-1", source="answers", kind="answer", type="answer", title="Asli",
        changed_at=clock.now(),
    )  # fmt: skip
    outcome = import_file(look_at(a_file("id,judul\nK-1,Palsu\n")))
    assert outcome.refusals[0].reason == "id ini milik jawaban yang diterbitkan kantor"
    assert Item.objects.get(ident="K-1").title == "Asli"


def test_an_office_may_have_a_list_of_its_own(office, a_file):
    file = a_file("Judul;Jenis;Wilayah;Tautan\nData jalan;Tabel;3300;https://x.go.id/a\n")
    import_file(look_at(file), office=Office.objects.get(code="3300"))
    item = Item.objects.get()
    assert (item.office_id, item.type, item.link) == (office.pk, "table", "https://x.go.id/a")
    assert item.ident.startswith("list:")


def test_a_list_of_one_office_never_takes_items_of_another_one(office, other_office, a_file):
    file = a_file("Judul;Jenis;Wilayah\nData jalan;Tabel;3300\n")
    import_file(look_at(file), office=office)
    outcome = import_file(look_at(file), office=other_office)
    assert [one.reason for one in outcome.refusals] == [
        "id ini milik daftar kantor lain; beri id lain"
    ]
    assert import_file(look_at(file), office=office).unchanged == 1
    import_file(look_at(file))
    assert Item.objects.get().office_id is None


@pytest.mark.proves("CAT-3")
def test_the_starter_steps_back_for_a_real_list_and_does_not_come_again(office, a_file):
    load_starter(office)
    rows = "".join(f"var:0000:{n},data,table,0000,Tabel {n},,,,,,,,x\n" for n in range(70))
    import_file(look_at(a_file(DATA.splitlines(keepends=True)[0] + rows)))
    starting = Item.objects.filter(source="starter")
    assert not starting.filter(kind="data", withdrawn_at=None).exists()
    assert not starting.exclude(kind="data").exclude(withdrawn_at=None).exists()
    assert load_starter(office).added + load_starter(office).changed == 0


@pytest.mark.proves("CAT-3")
def test_a_word_that_a_real_list_explains_is_not_explained_twice(office, a_file):
    load_starter(office)
    there = set(Item.objects.filter(source="starter", kind="metadata").values_list("pk", flat=True))
    title = Item.objects.get(ident="starter:terms:kbli").title.partition("(")[0]
    import_file(look_at(a_file(f"Judul;Golongan;Jenis\n{title};metadata;istilah\n")))
    gone = Item.objects.filter(pk__in=there).exclude(withdrawn_at=None)
    assert [one.ident for one in gone] == ["starter:terms:kbli"]


@pytest.mark.proves("CAT-3")
def test_the_full_list_takes_over_codes_of_the_starter_with_their_everyday_words(office, a_file):
    load_starter(office)
    words = Item.objects.get(ident="kbli2020:96200").keywords
    header = CODES.splitlines(keepends=True)[0]
    import_file(look_at(a_file(f"{header}kbli2020:96200,96200,kelompok,S,,Aktivitas penatu,Isi\n")))
    code = Item.objects.get(ident="kbli2020:96200")
    assert (code.source, code.description, code.keywords) == ("kbli2020", "Isi", words)
    load_starter(office)
    assert Item.objects.get(ident="kbli2020:96200").source == "kbli2020"
