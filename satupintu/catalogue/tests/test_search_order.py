"""What stands before what: explanations, other things with the same word, named editions."""

import pytest

from satupintu.catalogue.actions.index import index
from satupintu.catalogue.search import Match, find
from satupintu.catalogue.tests.shelf import code, first, idents, item


@pytest.mark.proves("PRT-4")
def test_where_a_meaning_is_asked_what_explains_it_comes_first(shelf):
    index([item(f"t:tpt{n}", "TPT", last_year=2025) for n in range(4)])
    assert first(shelf, "data tpt") != "m:1"
    for text in ("pengertian tpt", "tpt adalah", "what is tpt"):
        assert first(shelf, text) == "m:1"


@pytest.mark.proves("PRT-6")
def test_figures_alone_do_not_explain_a_word(shelf):
    assert find(shelf, "populasi kerbau").match == Match.EXACT
    assert find(shelf, "apa itu kerbau").match == Match.NEAR


@pytest.mark.proves("PRT-4")
def test_of_two_likely_words_the_one_that_stands_beside_the_other_word_was_meant(shelf):
    index([item(f"s:{n}", f"Sewa Angkutan {n}") for n in range(9)])
    found = find(shelf, "maksud angktan kerja")
    assert found.corrected == (("angktan", "angkatan"),)
    assert idents(found)[0] == "m:2"
    assert find(shelf, "sewa angktan").corrected == (("angktan", "angkutan"),)


@pytest.mark.proves("PRT-4")
def test_two_words_that_are_one_are_read_as_one(shelf):
    index([item(f"p:{n}", f"Perpustakaan Keliling {n}") for n in range(3)])
    found = find(shelf, "perpus takaan desa malut")
    assert idents(found)[0] == "t:8"
    assert found.match == Match.EXACT


@pytest.mark.proves("PRT-4")
def test_an_English_word_in_the_plural_is_known_too(shelf):
    assert idents(find(shelf, "buffalo"))[0] == "t:6"
    assert idents(find(shelf, "buffalos"))[0] == "t:6"


@pytest.mark.proves("PRT-3")
def test_what_a_title_leaves_out_comes_behind_what_it_names(shelf):
    index([code("2020", "95292", "Reparasi Musik Bukan Gamelan")])
    index([code("2020", "95293", "Reparasi Gamelan dan Alat Perunggu yang Lain Sekali")])
    assert idents(find(shelf, "kbli gamelan"))[:2] == ["kbli2020:95293", "kbli2020:95292"]


@pytest.mark.proves("PRT-3")
def test_half_of_a_compound_is_another_thing(shelf):
    index([code("2020", "95294", "Reparasi Sepeda Motor"),
           code("2020", "95295", "Reparasi Sepeda, Becak dan Gerobak Dorong Kecil")])  # fmt: skip
    assert first(shelf, "kbli reparasi sepeda") == "kbli2020:95295"
    assert first(shelf, "kbli reparasi sepeda motor") == "kbli2020:95294"


@pytest.mark.proves("PRT-3")
def test_a_named_edition_stands_before_a_better_title_of_another_one(shelf):
    index([code("2020", "95296", "Payung Pantai"),
           code("2025", "95296", "PAYUNG UNTUK PANTAI DAN KOLAM SERTA TAMAN KOTA")])  # fmt: skip
    assert first(shelf, "kbli payung pantai") == "kbli2020:95296"
    assert first(shelf, "kbli 2025 payung pantai") == "kbli2025:95296"


@pytest.mark.proves("PRT-3")
def test_who_makes_a_thing_finds_its_industry_before_its_trade(shelf):
    index([code("2020", "47798", "Perdagangan Eceran Gong dan Kerajinan Gong"),
           code("2020", "32209", "Industri Gong dan Alat Musik Tradisional Lain")])  # fmt: skip
    for text in ("pengrajin gong", "perajin gong", "pembuatan gong kbli"):
        assert first(shelf, text) == "kbli2020:32209"
    assert first(shelf, "toko gong") == "kbli2020:47798"


@pytest.mark.proves("PRT-3")
def test_who_sells_to_shops_finds_the_trade_before_the_industry(shelf):
    index([code("2020", "46999", "Perdagangan Besar Alat Musik", "Misalnya gong dan rebab."),
           code("2020", "32209", "Industri Gong", "Bukan perdagangan besar.")])  # fmt: skip
    for text in ("agen gong", "distributor gong", "grosir gong kbli"):
        assert first(shelf, text) == "kbli2020:46999"
    assert first(shelf, "gong kbli") == "kbli2020:32209"


@pytest.mark.proves("PRT-3")
def test_who_brings_together_or_equips_comes_behind_the_activity_itself(shelf):
    index([code("2025", "95297", "INTERMEDIASI REPARASI JALA"),
           code("2025", "95298", "REPARASI JALA DAN LAYAR")])  # fmt: skip
    assert first(shelf, "reparasi jala") == "kbli2025:95298"
    assert first(shelf, "intermediasi reparasi jala") == "kbli2025:95297"


@pytest.mark.proves("PRT-3")
def test_a_long_list_of_codes_does_not_take_the_places_of_another_one(shelf):
    kbki = {"kind": "classification", "type": "code", "source": "kbki2012", "scheme": "kbki"}
    index([item(f"kbki2012:{n}", f"Payung {n}", code=f"{n:07d}", **kbki) for n in range(520)])
    index([code("2020", "95296", "Pembuatan Payung untuk Taman dan Pantai")])
    assert "kbli2020:95296" in idents(find(shelf, "usaha payung"))[:6]
