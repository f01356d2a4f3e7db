"""What is called exact, what near, and what is not made up."""

import pytest

from satupintu.catalogue.actions.index import index, words_changed
from satupintu.catalogue.models import ElsewhereHint, Kind, Type
from satupintu.catalogue.search import Match, find
from satupintu.catalogue.tests.shelf import code, idents, item


@pytest.mark.proves("PRT-6")
def test_a_near_miss_is_called_one(shelf):
    found = find(shelf, "produksi jagung ungu")
    assert found.match == Match.NEAR
    assert found.unknown == ("ungu",)
    assert idents(found)[0] in {"t:1", "t:2"}


@pytest.mark.proves("PRT-6")
@pytest.mark.parametrize("text", ["", "p", "terima kasih ya", "zxqwv", "???", "😀"])
def test_nothing_is_called_nothing(shelf, text):
    found = find(shelf, text)
    assert found.match == Match.NONE
    assert found.hits == ()


@pytest.mark.proves("PRT-6")
def test_another_institution_is_named_when_the_office_named_it(shelf):
    ElsewhereHint.objects.create(words="resep, apotek hewan", institution="Dinas Kesehatan Hewan")
    words_changed()
    found = find(shelf, "resep jagung")
    assert [hint.institution for hint in found.elsewhere] == ["Dinas Kesehatan Hewan"]
    assert find(shelf, "produksi jagung").elsewhere == ()


@pytest.mark.proves("PRT-6")
def test_what_the_office_knows_to_be_elsewhere_is_no_misspelt_word(shelf):
    assert find(shelf, "jagun").corrected == (("jagun", "jagung"),)
    ElsewhereHint.objects.create(words="jagun, dolar", institution="Bank Indonesia")
    words_changed()
    found = find(shelf, "jagun")
    assert found.corrected == ()
    assert [hint.institution for hint in found.elsewhere] == ["Bank Indonesia"]


@pytest.mark.proves("PRT-6")
def test_an_edition_that_is_not_there_is_near_at_best(shelf):
    assert find(shelf, "kbli 2020 95291").match == Match.EXACT
    found = find(shelf, "kbli 2017 95291")
    assert found.match == Match.NEAR
    assert set(idents(found)[:2]) == {"kbli2020:95291", "kbli2025:95291"}


@pytest.mark.proves("PRT-6")
def test_what_only_the_notes_of_a_concept_mention_is_near(shelf):
    told = {"kind": Kind.METADATA, "type": Type.CONCEPT, "description": "Tempat berteduh."}
    index([item("m:9", "Gubuk", **told)])
    assert find(shelf, "berteduh").match == Match.NEAR
    assert find(shelf, "angkatan kerja").match == Match.EXACT
    assert find(shelf, "kbli kaleidoskop").match == Match.EXACT


@pytest.mark.proves("PRT-4")
def test_a_strange_word_of_four_letters_is_no_word_with_another_letter(shelf):
    index([item(f"d:{n}", "Jumlah Desa") for n in range(5)])
    assert find(shelf, "jumlah dsa").corrected == ()
    assert find(shelf, "jumlah dexa").unknown == ("dexa",)
    assert find(shelf, "jumlah deas").corrected == (("deas", "desa"),)


@pytest.mark.proves("PRT-4")
def test_a_word_is_not_cut_into_scraps_that_happen_to_be_words(shelf):
    index([item("d:1", "Lan"), item("d:2", "Ting")])
    assert find(shelf, "lanting").unknown == ("lanting",)


@pytest.mark.proves("PRT-4")
def test_two_letters_left_out_of_a_word_are_forgiven(shelf):
    assert find(shelf, "jumlah penduk miskin").corrected == (("penduk", "penduduk"),)


@pytest.mark.proves("PRT-4")
def test_a_misspelt_word_of_asking_is_read_as_one(shelf):
    found = find(shelf, "defenisi angkatan kerja")
    assert found.corrected == (("defenisi", "definisi"),)
    assert (idents(found)[0], found.match) == ("m:2", Match.EXACT)


@pytest.mark.proves("PRT-3")
def test_a_place_behind_a_trade_neither_matters_nor_misleads(shelf):
    index([code("2020", "95297", "Reparasi Kubus")])
    found = find(shelf, "kbli payung kudus")
    assert idents(found)[0] == "kbli2020:95291"
    assert (found.match, found.corrected, found.unknown) == (Match.EXACT, (), ())


@pytest.mark.proves("PRT-3")
def test_what_stands_below_a_code_is_of_the_named_edition_first(shelf):
    index([code("2025", "95292", "REPARASI KELAMBU"), code("2015", "9529", "Reparasi Lain")])
    found = find(shelf, "kbli 2025 9529")
    assert idents(found)[:3] == ["kbli2025:9529", "kbli2020:9529", "kbli2015:9529"]
    assert idents(found)[3:5] == ["kbli2025:95291", "kbli2025:95292"]


@pytest.mark.proves("PRT-2")
def test_where_nothing_says_what_kind_is_meant_the_best_of_each_kind_comes_first(shelf):
    index([code("2020", f"0159{n}", f"Peternakan Kerbau {n}") for n in range(6)])
    index([item("m:3", "Kerbau", kind=Kind.METADATA, type=Type.CONCEPT)])
    kinds = [hit.item.kind for hit in find(shelf, "kerbau").hits[:3]]
    assert set(kinds) == {Kind.DATA, Kind.METADATA, Kind.CLASSIFICATION}
    assert idents(find(shelf, "kbli kerbau"))[0].startswith("kbli")


@pytest.mark.proves("PRT-2")
def test_a_question_about_the_office_is_answered_before_tables_with_the_same_word(shelf):
    index([item("a:1", "Jam layanan dan alamat?", kind=Kind.ANSWER, type=Type.ANSWER),
           item("t:9", "Jam Kerja"), code("2020", "95298", "Reparasi Jam")])  # fmt: skip
    assert idents(find(shelf, "jam buka bps"))[0] == "a:1"
    assert idents(find(shelf, "jam kerja"))[0] == "t:9"


@pytest.mark.proves("PRT-2")
def test_a_kind_of_document_that_was_asked_for_comes_first(shelf):
    index([item("p:1", "Perkembangan Kerbau dan Ternak Lain", type=Type.PUBLICATION)])
    assert idents(find(shelf, "publikasi kerbau"))[0] == "p:1"
    assert idents(find(shelf, "populasi kerbau"))[0] == "t:6"


@pytest.mark.proves("PRT-3")
def test_a_long_letter_finds_what_it_asks_for_at_its_place(shelf):
    letter = (
        "Selamat siang bapak ibu, mohon bantuannya, saya mahasiswa semester akhir universitas"
        " antah berantah sedang menyusun skripsi tentang pengaruh tingkat pendidikan terhadap"
        " penduduk miskin di jawa tengah tahun 2023, apakah tersedia datanya"
    )
    found = find(shelf, letter)
    assert idents(found)[0] == "t:5"
    assert {chip.key for chip in found.chips} == {"region:3300", "years:2023"}


@pytest.mark.proves("PRT-4")
def test_other_words_with_words_of_grammar_in_them_are_found(shelf):
    index([item("i:1", "Industri Mikro dan Kecil Menurut Provinsi")])
    assert idents(find(shelf, "data imk"))[0] == "i:1"


@pytest.mark.proves("PRT-2")
@pytest.mark.parametrize(
    ("typed", "written"),
    [("reparasiin payung", "reparasi"), ("reparasikan payung", "reparasi"),
     ("nernak kerbau", "ternak"), ("njagung", "jagung")],
)  # fmt: skip
def test_a_word_of_everyday_talk_is_read_as_the_written_one(shelf, typed, written):
    found = find(shelf, typed)
    assert [meant for _, meant in found.corrected] == [written]
    assert found.hits


@pytest.mark.proves("PRT-6")
def test_a_short_strange_word_is_another_one_only_beside_it_or_without_a_vowel(shelf):
    index([code("2020", f"0113{n}", f"Pertanian Lobak {n}") for n in range(3)])
    assert find(shelf, "loak payung").corrected == ()
    assert find(shelf, "loak payung").unknown == ("loak",)
    assert find(shelf, "pertanian loak").corrected == (("loak", "lobak"),)
    assert find(shelf, "payung lobk").corrected == (("lobk", "lobak"),)


@pytest.mark.proves("PRT-2")
@pytest.mark.parametrize("text", ["y-on-y", "pertumbuhan y on y", "laju YoY", "Y-on-Y kerbau"])
def test_growth_against_the_year_before_is_one_word_however_it_is_written(shelf, text):
    index([item("t:9", "Laju Pertumbuhan (y-on-y) Kerbau"), item("t:10", "Laju Pertumbuhan")])
    assert idents(find(shelf, text))[0] == "t:9"


@pytest.mark.proves("PRT-2")
def test_whether_data_cost_something_is_a_question_about_the_office(shelf):
    index([item("a:1", "Apakah layanan berbayar?", kind=Kind.ANSWER, type=Type.ANSWER),
           item("t:9", "Indeks Harga yang Dibayar Petani", region_code="0000")])  # fmt: skip
    assert idents(find(shelf, "minta data bayar nggak"))[0] == "a:1"
    assert idents(find(shelf, "data yang dibayar petani"))[0] == "t:9"


@pytest.mark.proves("PRT-2")
def test_tomorrow_is_no_misspelt_fish(shelf):
    index([code("2020", "03111", "Penangkapan Betok")])
    assert find(shelf, "payung besok").corrected == ()


@pytest.mark.proves("PRT-2")
def test_a_word_cut_short_is_the_commonest_that_begins_so(shelf):
    index([item(f"t:1{n}", f"Banyaknya Perpustakaan {n}") for n in range(2)])
    found = find(shelf, "payung perpus")
    assert found.corrected == (("perpus", "perpustakaan"),)
    assert find(shelf, "payung perp").corrected == ()


@pytest.mark.proves("PRT-6")
def test_one_word_that_nobody_knows_does_not_hide_what_is_near(shelf):
    index([code("2020", f"032{n}", f"Pembesaran {n}") for n in range(10, 30)])
    found = find(shelf, "pembesaran zxqwv")
    assert idents(found)[0].startswith("kbli2020:032")
    assert (found.match, found.unknown) == (Match.NEAR, ("zxqwv",))
    assert find(shelf, "zxqwv vwqxz").match == Match.NONE


@pytest.mark.proves("PRT-6")
def test_a_list_of_codes_is_no_exact_answer_to_who_asks_for_figures(shelf):
    assert find(shelf, "reparasi payung").match == Match.EXACT
    assert find(shelf, "jumlah reparasi payung").match == Match.NEAR
    assert find(shelf, "berapa kode reparasi payung").match == Match.EXACT
    assert find(shelf, "jumlah ternak kerbau").match == Match.EXACT
