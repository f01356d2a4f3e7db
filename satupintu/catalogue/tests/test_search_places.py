"""Places and years in what is searched: known, shown as chips, honest where there is nothing."""

import pytest

from satupintu.catalogue.actions.index import index
from satupintu.catalogue.search import Match, find
from satupintu.catalogue.tests.shelf import item


@pytest.mark.proves("PRT-2")
@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("jagung kudus", ["Kabupaten Kudus"]),
        ("jagung semarang", ["Kota Semarang"]),
        ("jagung kotabaru", ["Kabupaten Kotabaru"]),
        ("jagung jenis baru", []),
        ("jagung solo", ["Kota Surakarta"]),
        ("jagung kukar", ["Kabupaten Kutai Kartanegara"]),
    ],
)
def test_a_regency_is_known_before_any_office_is_imported(shelf, text, areas):
    found = find(shelf, text)
    assert [chip.label for chip in found.chips] == areas
    assert found.corrected == ()


@pytest.mark.proves("PRT-3")
@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("gitaris solo", []),
        ("album solo jagung", []),
        ("gitaris kota solo", ["Kota Surakarta"]),
        ("gitaris di solo", ["Kota Surakarta"]),
        ("solo jagung", ["Kota Surakarta"]),
    ],
)
def test_who_performs_solo_names_no_city(shelf, text, areas):
    assert [chip.label for chip in find(shelf, text).chips] == areas


@pytest.mark.proves("PRT-3")
def test_a_place_and_nothing_else_leads_to_whatever_there_is_for_it(shelf):
    found = find(shelf, "maluku utara")
    assert ([hit.item.ident for hit in found.hits][:2], found.match) == (
        ["t:3", "t:8"],
        Match.EXACT,
    )
    assert [hit.item.ident for hit in find(shelf, "data malut 2019").hits] == ["t:3", "t:8", "t:1"]
    assert [hit.item.ident for hit in find(shelf, "kudus").hits] == ["t:2"]


@pytest.mark.proves("PRT-3")
def test_place_and_year_become_chips_that_can_be_taken_off(shelf):
    found = find(shelf, "jagung jawa tengah 2019-2021")
    assert [chip.key for chip in found.chips] == ["region:3300", "years:2019-2021"]
    assert [chip.label for chip in found.chips] == ["Jawa Tengah", "2019-2021"]
    again = find(shelf, "jagung jawa tengah", without=["region:3300"])
    assert again.chips == ()
    assert again.hits[0].item.ident == "t:2"  # the words are words again


@pytest.mark.proves("PRT-4")
def test_not_every_city_is_the_one_that_was_named(shelf):
    index([item("t:9", "Produksi Jagung", description="Menurut kota, juga Kota Semarang.")])
    [hit] = [hit for hit in find(shelf, "jagung semarang").hits if hit.item.ident == "t:9"]
    assert [piece.text for piece in hit.excerpt if piece.marked] == ["Semarang"]


@pytest.mark.proves("PRT-6")
def test_an_area_without_data_is_said_with_the_areas_that_have_some(shelf):
    found = find(shelf, "perpustakaan desa jawa tengah")
    assert found.match == Match.NEAR
    assert [(way.kind, way.value, way.count) for way in found.suggestions] == [
        ("region", "8200", 1)
    ]


@pytest.mark.proves("PRT-6")
def test_a_year_without_data_is_said_with_the_years_that_have_some(shelf):
    found = find(shelf, "ternak kerbau 2023")
    assert [(way.kind, way.value) for way in found.suggestions] == [("years", "2014")]


@pytest.mark.proves("PRT-4")
@pytest.mark.parametrize(
    ("text", "area", "typed"),
    [
        ("jagung smarang", "3374", ("smarang", "semarang")),
        ("jagung jawa tngah", "3300", ("tngah", "tengah")),
    ],
)
def test_a_misspelt_place_is_read_and_said(shelf, text, area, typed):
    found = find(shelf, text)
    assert [chip.value for chip in found.chips if chip.kind == "region"] == [area]
    assert found.corrected == (typed,)
    assert found.hits[0].item.ident == "t:2"


@pytest.mark.parametrize("text", ["jagung xemarang", "jagung semarung kuning", "kbli smarang"])
def test_what_is_no_place_stays_unknown(shelf, text):
    assert find(shelf, text, without=["region:3374"]).match != Match.EXACT


def test_only_the_misspelt_word_itself_becomes_the_place(shelf):
    """Not the same letters within another word of the query."""
    found = find(shelf, "jagung smarangku smarang")
    assert (found.corrected, found.unknown) == ((("smarang", "semarang"),), ("smarangku",))


@pytest.mark.proves("PRT-2")
def test_what_a_regency_tells_of_its_whole_province_answers_for_the_province(shelf):
    of_regency = {"region_code": "3320", "region_name": "Kabupaten Jepara", "last_year": 2024}
    index([item("i:1", "Perkembangan Kepiting Jateng Februari 2024", **of_regency),
           item("i:2", "Perkembangan Kepiting Jateng Mei 2024", **of_regency),
           item("i:3", "Kepiting Menurut Jenis", region_code="0000"),
           item("i:4", "Kepiting Februari 2024", **of_regency)])  # fmt: skip
    found = find(shelf, "kepiting jawa tengah feb 2024")
    assert [hit.item.ident for hit in found.hits][:3] == ["i:1", "i:2", "i:3"]
    assert (found.match, found.unknown) == (Match.EXACT, ())
    assert find(shelf, "kepiting jawa barat").match == Match.NEAR
