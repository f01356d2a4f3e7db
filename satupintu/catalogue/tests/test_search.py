"""What the search finds, how it says so, and what it leaves alone."""

import pytest

from satupintu.catalogue.actions.index import index, words_changed
from satupintu.catalogue.models import Item, Kind, Synonym
from satupintu.catalogue.search import Match, find, known, spelling
from satupintu.catalogue.tests.shelf import code, first, idents, item
from satupintu.rules import clock


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("produksi jagung jateng", "t:2"),
        ("kerbau peternakan", "t:6"),
        ("orang miskin jateng", "t:5"),
        ("kemiskinan jawa tengah", "t:5"),
        ("apa itu tpt", "m:1"),
        ("maksud angkatan kerja itu apa", "m:2"),
        ("perpustakaan malut", "t:8"),
    ],
)
@pytest.mark.proves("PRT-4")
def test_the_best_answer_comes_first(shelf, text, ident):
    assert first(shelf, text) == ident


@pytest.mark.proves("PRT-3")
@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("servis payung", "kbli2020:95291"),
        ("kbli toko payung", "kbli2020:47799"),
        ("kbli kaleidoskop", "kbli2020:95299"),
        ("kbli 95291", "kbli2020:95291"),
        ("kbli 2025 95291", "kbli2025:95291"),
        ("kbli 95.29.1", "kbli2020:95291"),
        ("95299", "kbli2020:95299"),
    ],
)
def test_a_trade_or_a_code_finds_its_group(shelf, text, ident):
    assert first(shelf, text) == ident


@pytest.mark.proves("PRT-3")
def test_a_code_comes_with_its_neighbours_up_and_down(shelf):
    hit = find(shelf, "kbli 2020 9529").hits[0]
    assert [one.code for one in hit.parents] == ["95", "952"]
    assert [one.code for one in hit.children] == ["95291", "95299"]
    assert hit.children_count == 2


def test_the_same_code_of_another_edition_says_whether_its_title_is_the_same(shelf):
    hit = find(shelf, "kbli 2020 95291").hits[0]
    assert [(one.item.edition, one.same_title) for one in hit.other_editions] == [("2025", True)]
    hit = find(shelf, "kbli 2020 9529").hits[0]
    assert [(one.item.edition, one.same_title) for one in hit.other_editions] == [("2025", False)]


def test_two_editions_named_stand_before_others(shelf):
    index([code("2015", "95291", "Reparasi Payung")])
    found = find(shelf, "kbli 2020 2025 95291")
    assert [hit.item.edition for hit in found.hits[:2]] == ["2020", "2025"]
    assert [chip.key for chip in found.chips if chip.kind == "edition"] == [
        "edition:2020",
        "edition:2025",
    ]


def test_part_of_a_code_finds_what_stands_below(shelf):
    found = find(shelf, "kbli 952")
    assert idents(found)[0] == "kbli2020:952"
    assert {"kbli2020:9529", "kbli2020:95291"} <= set(idents(found))


@pytest.mark.proves("PRT-6")
def test_a_code_that_does_not_exist_leads_to_what_stands_above_it(shelf):
    found = find(shelf, "kbli 95298")
    assert found.match == Match.NEAR
    assert idents(found)[0] == "kbli2020:9529"


def test_what_a_group_leaves_out_does_not_find_it(shelf):
    assert find(shelf, "reparasi biola").match != Match.EXACT


@pytest.mark.proves("PRT-2")
def test_counts_stand_beside_the_list_and_narrow_it(shelf):
    found = find(shelf, "pengangguran")
    assert found.kinds == {"data": 1, "metadata": 1}
    only = find(shelf, "pengangguran", kinds=["metadata"])
    assert idents(only) == ["m:1"]
    assert only.kinds == {"data": 1, "metadata": 1}
    found = find(shelf, "reparasi barang")
    assert sum(found.kinds.values()) == found.total
    areas = {facet.value: facet.count for facet in find(shelf, "produksi jagung").regions}
    assert areas == {"0000": 1, "3300": 1, "8200": 1}
    assert idents(find(shelf, "produksi jagung", region="8200")) == ["t:3"]
    assert idents(find(shelf, "produksi jagung", years=(2023, 2023))) == ["t:2"]
    assert idents(find(shelf, "reparasi payung", edition="kbli2025")) == ["kbli2025:95291"]


@pytest.mark.proves("PRT-2")
def test_only_lists_of_codes_have_editions_and_an_area_without_a_name_is_not_offered(shelf):
    assert find(shelf, "produksi jagung").editions == ()
    told = {facet.label for facet in find(shelf, "reparasi").editions}
    assert told == {"KBLI 2020", "KBLI 2025"}
    index([item("kbji:1", "Juru Reparasi Payung", kind=Kind.CLASSIFICATION, type="code",
                source="kbji2014", scheme="kbji", edition="2014", code="7")])  # fmt: skip
    named = {facet.label for facet in find(shelf, "kbli reparasi payung").editions}
    assert named == {"KBLI 2020", "KBLI 2025"}
    index([item("t:9", "Produksi Jagung di Kecamatan", region_code="3399")])
    assert "3399" not in {facet.value for facet in find(shelf, "produksi jagung").regions}


@pytest.mark.proves("PRT-4")
def test_typing_errors_are_forgiven_and_said(shelf):
    found = find(shelf, "perpustakan malut")
    assert idents(found)[0] == "t:8"
    assert found.corrected == (("perpustakan", "perpustakaan"),)
    assert idents(find(shelf, "produksijagung"))[0] in {"t:1", "t:2"}


@pytest.mark.parametrize(
    ("typed", "likelier", "less_likely"),
    [
        ("pendudk", ("penduduk", 1, 50), ("penduda", 1, 50)),
        ("harg", ("harga", 1, 90), ("hara", 1, 2)),
        ("jumlh", ("jumlah", 1, 900), ("julah", 1, 3)),
        ("padii", ("padi", 1, 40), ("tadi", 2, 40)),
    ],
)
def test_a_letter_left_out_of_a_frequent_word_is_the_likeliest_error(typed, likelier, less_likely):
    assert spelling.likely(typed, *likelier) < spelling.likely(typed, *less_likely)


@pytest.mark.proves("PRT-4")
def test_what_matched_is_marked(shelf):
    hit = find(shelf, "penganggur terbuka").hits[0]
    assert [piece.text for piece in hit.title if piece.marked] == ["Pengangguran", "Terbuka"]
    assert "".join(piece.text for piece in hit.title) == hit.item.title


@pytest.mark.proves("PRT-4")
def test_words_that_an_office_administers_lead_there_at_once(shelf, other_office):
    assert find(shelf, "gandul").match == Match.NONE
    Synonym.objects.create(office=shelf, words="gandul", means="kerbau")
    words_changed()
    assert first(shelf, "gandul") == "t:6"
    assert find(other_office, "gandul").match == Match.NONE


def test_a_shipped_word_can_be_silenced(shelf):
    assert known.known(shelf).meanings(("servis",))
    Synonym.objects.create(words="servis", means="")
    words_changed()
    assert not known.known(shelf).meanings(("servis",))


def test_items_of_another_office_are_not_found(shelf, other_office):
    index([item("own:1", "Daftar Kaleidoskop", office=other_office)])
    assert "own:1" in idents(find(other_office, "kaleidoskop"))
    assert "own:1" not in idents(find(shelf, "kaleidoskop"))


def test_a_code_of_another_office_is_not_found_by_its_number(shelf, other_office):
    own = code("2020", "95297", "Reparasi Lentera")
    Item.objects.filter(pk=own.pk).update(office=other_office)
    index(Item.objects.filter(pk=own.pk))
    assert first(other_office, "kbli 95297") == own.ident
    for text in ("kbli 95297", "kbli 9529", "kbli 952"):
        assert own.ident not in idents(find(shelf, text))


def test_withdrawn_items_are_not_found(shelf):
    pantai = Item.objects.get(ident="t:7")
    assert first(shelf, "panjang pantai") == "t:7"
    pantai.withdrawn_at = clock.now()
    pantai.save()
    index([pantai])
    assert find(shelf, "panjang pantai").match != Match.EXACT


def test_pages_follow_each_other_without_gap_or_repeat(shelf):
    index([item(f"many:{n}", f"Tabel Kopra {n}") for n in range(30)])
    whole = idents(find(shelf, "kopra", limit=30))
    pages = [
        one for begin in (0, 12, 24) for one in idents(find(shelf, "kopra", limit=12, offset=begin))
    ]
    assert pages == whole
    assert len(set(pages)) == 30


@pytest.mark.parametrize(
    "text", ["' OR 1=1 --", '"', "a AND (", "jagung) NEAR(", "* ^ : - \\", "%s %d"]
)
def test_signs_of_other_tongues_are_only_signs(shelf, text):
    find(shelf, text)
    assert idents(find(shelf, "jagung"))


def test_a_search_asks_a_bounded_number_of_questions(shelf, django_assert_max_num_queries):
    find(shelf, "jagung")
    for text in ("produksi jagung jateng 2022", "kbli reparasi payung", "kbli 9529", "jagung ungu"):
        with django_assert_max_num_queries(9):
            find(shelf, text, kinds=Kind.values)
    strange = " ".join(f"{sign}qqjagung{sign}" for sign in "abcdefghijklmnopqrst")
    with django_assert_max_num_queries(12):
        assert len(find(shelf, strange).unknown) == 20


@pytest.mark.proves("PRT-4")
@pytest.mark.parametrize(
    ("kind", "text", "ident"),
    [
        ("trade", "kbli usaha servis payung lipat", "kbli2020:95291"),
        ("trade", "kbli jualan payung", "kbli2020:47799"),
        ("part of a code", "kbli 95", "kbli2020:95"),
        ("code with its letter", "S95291", "kbli2020:95291"),
        ("a number that is no code", "kbli payung 3 ruas", "kbli2020:95291"),
        ("definition", "apa itu pengangguran terbuka menurut bps", "m:1"),
        ("abbreviation", "tpt", "m:1"),
        ("figures", "berapa banyak orang miskin jateng 2023", "t:5"),
        ("English", "unemployment rate", "t:4"),
        ("English place", "poor population central java", "t:5"),
        ("slip", "populasi krbau", "t:6"),
        ("two words in one", "populasikerbau", "t:6"),
        ("affix", "beternak kerbau", "t:6"),
        ("place", "perpustakaan desa maluku utara", "t:8"),
    ],
)
def test_each_kind_of_question_finds_its_answer(shelf, kind, text, ident):
    assert ident in idents(find(shelf, text))[:3], kind


@pytest.mark.proves("PRT-6")
def test_what_is_nobodys_statistics_is_near_at_best(shelf):
    index([item("t:9", "Lowongan Jagung")])
    assert find(shelf, "lowongan jagung").match == Match.NEAR
    assert find(shelf, "data jagung").match == Match.EXACT


@pytest.mark.proves("PRT-6")
def test_a_guess_that_leads_nowhere_is_no_answer(shelf):
    found = find(shelf, "reparasi gentang")  # one letter from a word that leads to no item here
    assert found.match != Match.EXACT
    assert found.corrected == ()
    assert found.unknown == ("gentang",)


@pytest.mark.proves("PRT-6")
def test_where_a_list_is_named_the_nearest_of_it_goes_before_a_whole_answer_elsewhere(shelf):
    index([item("t:9", "Reparasi Gergaji")])
    found = find(shelf, "kbli reparasi gergaji")
    assert found.match == Match.NEAR
    assert idents(found) != ["t:9"]


@pytest.mark.proves("PRT-4")
def test_a_slip_of_the_source_does_not_hide_the_word_that_was_meant(shelf):
    index([item(f"w:{n}", f"Perawat Bangsal {n}") for n in range(12)])
    index([item("w:slip", "Perwat Kecantikan")])
    found = find(shelf, "perwat bangsal")
    assert idents(found)[0].startswith("w:")
    assert found.corrected == (("perwat", "perawat"),)
    assert found.match == Match.EXACT
