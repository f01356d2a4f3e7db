"""Which spellings name one institution, and which only look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from satupintu.rules import institutions
from satupintu.rules.institutions import meant, together

LIST = (
    "Badan Meteorologi, Klimatologi, dan Geofisika",
    "Bank Indonesia",
    "Badan Kepegawaian Negara",
    "Dinas Kependudukan dan Pencatatan Sipil (Disdukcapil)",
    "Dinas Pertanian",
    "Dinas Perikanan",
    "Kementerian Keuangan",
)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("bank  indonesia", 1),
        ("BI", 1),
        ("BMKG", 0),
        ("Badan Meteorologi Klimatologi & Geofisika", 0),
        ("B.K.N.", 2),
        ("disdukcapil", 3),
        ("Dinas Kependudukan dan Pencatatan Sipil", 3),
        ("Kemenkeu", 6),
        ("Kemenkeu RI", None),
        ("Dinas", None),
        ("Dinas Pertanian Kota", None),
        ("Dinas Per", None),  # two of them
        ("Kementerian Kehutanan", None),
        ("", None),
        ("...", None),
    ],
)
def test_a_name_is_known_by_its_case_spacing_and_short_form(said, place):
    assert meant(said, LIST) == ("" if place is None else LIST[place])


def test_what_nobody_wrote_down_is_counted_under_its_longest_spelling():
    names = ["Kemenkes", "KEMENTERIAN KESEHATAN", "Kementerian Kesehatan", "Polda", "bi"]
    assert together(names, LIST) == {
        "Kemenkes": "KEMENTERIAN KESEHATAN",
        "KEMENTERIAN KESEHATAN": "KEMENTERIAN KESEHATAN",
        "Kementerian Kesehatan": "KEMENTERIAN KESEHATAN",
        "Polda": "Polda",
        "bi": "Bank Indonesia",
    }


def test_a_longer_name_of_another_institution_is_another():
    names = ["Dinas Pertanian", "Dinas Pertanian Nusantara"]
    assert together(names) == {name: name for name in names}


@given(st.lists(st.text(max_size=160), max_size=12))
def test_every_name_has_a_home_and_homes_stay_at_home(names):
    homes = together(names)
    assert homes.keys() == set(names)
    assert all(homes[home] == home for home in homes.values())


def test_a_long_name_without_sense_is_weighed_as_quickly_as_any(monkeypatch):
    looks = 0

    class Word(str):
        def __getitem__(self, key):
            nonlocal looks
            looks += 1
            return str(self)[key]

    monkeypatch.setattr(institutions, "words", lambda text: [Word(word) for word in text.split()])

    assert institutions.meant("a" * 60 + "b", [" ".join(["aaaa"] * 25)]) == ""
    assert looks < 50_000
