"""Words of the street: how people name trades, things, vehicles and visitors."""

import pytest

from satupintu.catalogue.actions.index import index, words_changed
from satupintu.catalogue.models import Kind, Synonym
from satupintu.catalogue.search import find, known
from satupintu.catalogue.tests.shelf import code, first, item


@pytest.mark.proves("PRT-4")
def test_a_weak_word_leaves_its_neighbour_to_the_phrase_behind_it(shelf):
    Synonym.objects.create(words="jasa lipat", means="perpustakaan")
    Synonym.objects.create(words="lipat kain", means="kaleidoskop")
    words_changed()
    assert first(shelf, "jasa lipat kain") == "kbli2020:95299"
    assert first(shelf, "jasa lipat") == "t:8"
    assert first(shelf, "jasa lipat besar") == "t:8"


@pytest.mark.proves("PRT-3")
@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("agen ayam pedaging kiloan", "Perdagangan Besar Daging Ayam"),
        ("laundry koin", "Aktivitas Penatu"),
        ("tali anjing", "Perdagangan Eceran Hewan Piaraan"),
        ("sewa carrier", "Penyewaan Alat Rekreasi dan Olahraga"),
        ("sewa toga", "Penyewaan Barang Pribadi"),
        ("kbji tukang batu", "Tukang Tembok"),
    ],
)
def test_a_trade_of_the_street_leads_to_its_code(shelf, text, title):
    index([code("2020", "96209", "Aktivitas Penatu"),
           code("2020", "46329", "Perdagangan Besar Daging Ayam"),
           code("2020", "47759", "Perdagangan Eceran Hewan Piaraan"),
           code("2020", "77219", "Penyewaan Alat Rekreasi dan Olahraga"),
           code("2020", "77298", "Penyewaan Barang Pribadi"),
           item("kbji2014:711299", "Tukang Tembok", kind=Kind.CLASSIFICATION, source="kbji2014",
                scheme="kbji", edition="2014", code="711299")])  # fmt: skip
    assert find(shelf, text).hits[0].item.title == title


@pytest.mark.proves("PRT-4")
@pytest.mark.parametrize("text", ["wisatawan", "turis", "wisata", "kunjungan turis"])
def test_visitors_lead_to_what_is_told_of_tourism(shelf, text):
    index([item("t:77", "Perkembangan Pariwisata Jawa Tengah Juni 2021", last_year=2021)])
    assert first(shelf, f"{text} jateng juni 2021") == "t:77"


@pytest.mark.proves("PRT-4")
@pytest.mark.parametrize("text", ["jumlah truk", "jumlah sepeda motor", "mobil penumpang"])
def test_kinds_of_vehicles_lead_to_the_table_of_vehicles(shelf, text):
    index([item("t:78", "Jumlah Kendaraan Bermotor Menurut Jenis", last_year=2022)])
    assert first(shelf, text) == "t:78"


@pytest.mark.proves("PRT-4")
@pytest.mark.parametrize("word", ["sewa", "rental", "persewaan", "penyewaan"])
def test_what_is_said_of_one_word_for_hiring_goes_for_the_others(shelf, word):
    Synonym.objects.create(words="sewa gandul", means="perpustakaan")
    words_changed()
    assert first(shelf, f"{word} gandul") == "t:8"


@pytest.mark.proves("PRT-4")
def test_a_phrase_of_its_own_goes_before_that_of_a_word_alike(shelf):
    Synonym.objects.create(words="sewa gandul", means="perpustakaan")
    Synonym.objects.create(words="rental gandul", means="kaleidoskop")
    words_changed()
    assert first(shelf, "rental gandul") == "kbli2020:95299"


@pytest.mark.proves("PRT-4")
def test_a_phrase_that_an_office_silenced_is_not_read_as_one_alike(shelf):
    Synonym.objects.create(words="sewa tenda", means="kerbau", kind="everyday")
    Synonym.objects.create(words="rental tenda", means="")
    words_changed()
    assert known.known(shelf).meanings(("sewa", "tenda"))
    assert known.known(shelf).meanings(("persewaan", "tenda"))
    assert not known.known(shelf).meanings(("rental", "tenda"))
