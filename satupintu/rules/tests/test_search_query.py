"""What is read from the words somebody typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satupintu.rules.search_places import Place
from satupintu.rules.search_query import read

JATENG = Place("3300", "Jawa Tengah")
CITY = Place("3374", "Kota Semarang")
REGENCY = Place("3322", "Kabupaten Semarang")
BATANG = Place("3325", "Kabupaten Batang")
BLORA = Place("3316", "Kabupaten Blora")
PLACES = {
    ("jawa", "tengah"): (JATENG,),
    ("jateng",): (JATENG,),
    ("semarang",): (REGENCY, CITY),
    ("batang",): (BATANG,),
    ("blora",): (BLORA,),
}


def reads(text, **options):
    return read(text, PLACES, this_year=2026, **options)


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("berapa sih jumlah sapi di jateng?", ("jumlah", "sapi")),
        ("Tolong carikan data panen jagung dong kak", ("data", "panen", "jagung")),
        ("kode kbli buat usaha bengkel las apa ya", ("usaha", "bengkel", "las")),
        ("apa yang dimaksud dengan balita", ("balita",)),
        ("what is the number of goats by province", ("number", "goats", "province")),
        ("jasa las lainnya", ("jasa", "las")),
        ("pabrik tahu kodenya apa", ("pabrik", "tahu")),
        ("mau tahu panen jagung", ("panen", "jagung")),
        ("p", ()),
        ("makasih ya kak", ()),
        ("makasih banyak kak", ()),
        ("makasih banyak atas informasinya", ()),
        ("kodenya jasa las apa ya", ("jasa", "las")),
        ("metadata", ("metadata",)),
        ("is there any code for goats", ("goats",)),
    ],
)
def test_talk_is_left_out(text, carried):
    assert reads(text).words == carried


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("jala jalaan", ("jalaan",)),
        ("kos kosan", ("kos",)),
        ("sapi sapi", ("sapi",)),
        ("ik ikan ikanan", ("ik", "ikanan")),
    ],
)
def test_a_word_said_twice_is_asked_for_once(text, carried):
    assert reads(text).words == carried


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("saya mahasiswa semester akhir universitas antah sedang menyusun skripsi tentang kerbau",
         ("kerbau",)),
        ("Selamat pagi, perkenalkan saya Ani mahasiswi jurusan gizi, mau minta data garam",
         ("data", "garam")),
        ("untuk penelitian saya butuh harga garam", ("harga", "garam")),
        ("saya jual garam keliling, kodenya apa", ("jual", "garam", "keliling")),
        ("jumlah mahasiswa jateng", ("jumlah", "mahasiswa")),
    ],
)  # fmt: skip
def test_who_asks_and_what_for_is_not_what_is_asked(text, carried):
    assert reads(text).words == carried


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("bagaimana cara minta data ke bps", ("cara", "meminta", "data")),
        ("cara memperoleh data mikro", ("cara", "mikro")),
    ],
)
def test_how_to_get_data_asks_for_the_service_and_not_for_a_meaning(text, carried):
    found = reads(text)
    assert found.words == carried
    assert found.asks == {"service"}


def test_the_name_of_a_kind_of_document_need_not_be_there():
    found = reads("berita resmi statistik kerbau")
    assert "press_release" in found.asks
    assert found.weak == {"berita", "resmi", "statistik"}
    assert "publikasi" in reads("publikasi kerbau").weak


def test_common_words_help_but_need_not_be_there():
    found = reads("jumlah usaha perhotelan")
    assert found.weak == {"jumlah", "usaha"}


@pytest.mark.proves("PRT-3")
@pytest.mark.parametrize(
    ("text", "place", "also"),
    [
        ("panen padi jateng", JATENG, ()),
        ("panen padi Jawa Tengah 2022", JATENG, ()),
        ("inflasi semarang", CITY, ("3322",)),
        ("inflasi kota semarang", CITY, ()),
        ("inflasi kab. semarang", REGENCY, ()),
        ("inflasi kabupaten Semarang", REGENCY, ()),
        ("tanaman batang", None, ()),
        ("padi kab batang", BATANG, ()),
        ("padi di batang", BATANG, ()),
        ("kemiskinan batang 2022", None, ()),
        ("padi blora", BLORA, ()),
        ("kode kbli sate blora", None, ()),
        ("jalan kab/kota", None, ()),
    ],
)
def test_a_place_is_read(text, place, also):
    found = reads(text)
    assert found.place == place
    assert found.also == also


def test_ones_own_area_comes_first_of_two_with_one_name():
    assert reads("inflasi semarang", home="3322").place == REGENCY


@pytest.mark.proves("PRT-3")
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("kemiskinan batang 2022", BATANG),
        ("harga batang", None),
        ("apa itu batang", None),
        ("batang tembakau", None),
        ("jual tanaman batang", None),
    ],
)
def test_a_name_that_is_a_word_too_is_the_place_when_said_last_at_home(text, place):
    assert reads(text, home="3300").place == place


def test_a_chip_taken_off_is_not_read():
    found = reads("padi jateng 2022", without={"region", "years"})
    assert found.place is None
    assert found.years is None
    assert found.words == ("padi", "jateng", "2022")


def test_a_name_behind_kabupaten_is_a_name():
    assert reads("padi kabupaten antahberantah").names == ("antahberantah",)


@pytest.mark.proves("PRT-3")
@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("padi 2022", (2022, 2022)),
        ("padi tahun 2019 dan 2021", (2019, 2021)),
        ("padi 2015-2020", (2015, 2020)),
        ("padi 2015 s.d. 2020", (2015, 2020)),
        ("padi 2015 sampai dengan 2020", (2015, 2020)),
        ("padi 2018/19", (2018, 2019)),
        ("padi lima tahun terakhir", (2021, 2026)),
        ("padi 10 thn terakhir", (2016, 2026)),
        ("padi tahun ini", (2026, 2026)),
        ("padi tahun lalu", (2025, 2025)),
        ("padi dari 2010 sampai sekarang", (2010, 2026)),
        ("kecelakaan lalu lintas", None),
        ("padi 1899", None),
        ("padi 12345", None),
    ],
)
def test_years_are_read(text, years):
    assert reads(text).years == years


@pytest.mark.parametrize(
    ("text", "scheme", "edition", "codes"),
    [
        ("kbli 47192", "kbli", "", ("47192",)),
        ("kbli 2020 47192", "kbli", "2020", ("47192",)),
        ("kbli 2025", "kbli", "2025", ()),
        ("kbli", "kbli", "", ()),
        ("apa itu kbli", "", "", ()),
        ("kblinya 47192", "kbli", "", ("47192",)),
        ("kbli kode 2011", "kbli", "", ("2011",)),
        ("kbji 2411", "kbji", "", ("2411",)),
        ("KBLI 47.19.2", "kbli", "", ("47192",)),
        ("KBLI C.10", "kbli", "", ("10",)),
        ("kbli c10", "kbli", "", ("10",)),
        ("kategori a kbli", "kbli", "", ("A",)),
        ("01411 kbki", "kbki", "", ("01411",)),
        ("47192", "", "", ("47192",)),
        ("kode 471", "", "", ("471",)),
        ("kode 95", "", "", ("95",)),
        ("kode kbli untuk 95", "kbli", "", ("95",)),
        ("kbli untuk gas 3 kg", "kbli", "", ()),
        ("panen 95", "", "", ()),
        ("harga cabai 39000 per kilo", "", "", ()),
        ("limbah golongan 39000", "", "", ("39000",)),
        ("39000", "", "", ("39000",)),
        ("75000 kesehatan hewan", "", "", ("75000",)),
        ("95.29", "", "", ("9529",)),
        ("S 95.29", "", "", ("9529",)),
        ("2011", "", "", ()),
        ("padi 2022", "", "", ()),
    ],
)
def test_codes_and_editions_are_read(text, scheme, edition, codes):
    found = reads(text)
    assert (found.scheme, found.edition, found.codes) == (scheme, edition, codes)


def test_two_editions_are_compared():
    assert reads("47192 kbli 2020 2025").editions == ("2020", "2025")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("apa itu balita", {"meaning"}),
        ("apa itu kbli", {"meaning"}),
        ("kepanjangan ipm", {"meaning"}),
        ("variabel balita", {"meaning"}),
        ("konsumsi kerbau", {"measure"}),
        ("alamat bps", {"maker"}),
        ("what does stunting mean", {"meaning"}),
        ("cara menghitung produktivitas", {"meaning"}),
        ("berapa panen jagung", {"figures", "count"}),
        ("data panen jagung", {"figures"}),
        ("stunting adalah", {"meaning"}),
        ("what is stunting", {"meaning"}),
        ("what is the number of farms", {"figures"}),
        ("kbli kopra", {"code"}),
        ("usaha kopra", {"trade"}),
        ("warung kopra", {"shop"}),
        ("profesi penari", {"work"}),
    ],
)
def test_the_kind_of_answer_is_read(text, asks):
    assert reads(text).asks == asks


@given(st.text(max_size=500))
def test_anything_can_be_typed(text):
    found = reads(text)
    assert set(found.weak) <= set(found.words)
    assert all(code.isalnum() for code in found.codes)
    assert found.years is None or found.years[0] <= found.years[1]


def test_at_home_says_where_and_not_what():
    assert "rumah" in reads("jualan pulsa di rumah").weak
    assert "rumah" not in reads("tarif di rumah sakit").weak
    assert reads("di rumah").weak == frozenset()
