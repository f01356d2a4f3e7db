"""Names are found however they are written; contacts have one form; numbers are never kept."""

from typing import Any

import pytest

from satupintu.offices.models import Office
from satupintu.people import codes
from satupintu.people.actions.persons import Told, remember, set_right
from satupintu.people.models import Person
from satupintu.people.names import e164, fold, has_identity_number, without_identity_numbers
from satupintu.people.persons import by_name, maybe_the_same, person_of, search
from satupintu.rules import clock


@pytest.mark.parametrize(
    ("written", "also_written"),
    [
        ("Muhammad Arif", "Mohamad Arif"),
        ("Muhammad Arif", "Moh. Arif"),
        ("Muchammad Arif", "muhamad arief"),
        ("Ahmad Syarif", "Achmad Sjarief"),
        ("Soekarno", "SUKARNO"),
        ("Djoko Susilo", "Joko Susilo"),
        ("Siti Rahmawati", "Sitti Rachmawati, S.Si., M.Stat."),
        ("Nur'aini", "Nuraini"),
        ("Budi Santoso", "Drs. H. Budi Santoso, M.M."),
        ("Budi Santoso", "Bapak Budi Santoso S.T."),
        ("José Alvarez", "Jose Alvarez"),
    ],
)
@pytest.mark.proves("FO-2")
def test_a_name_has_one_key_however_it_is_written(written, also_written):
    assert fold(written) == fold(also_written)


@pytest.mark.parametrize(("one", "another"), [("Siti Aminah", "Siti Aisyah"), ("Andi", "Ardi")])
def test_different_names_keep_different_keys(one, another):
    assert fold(one) != fold(another)


@pytest.mark.parametrize("name", ["Ibu", "Dr", "Ma Lin", "Sie", "M."])
def test_a_name_that_looks_like_a_title_is_still_a_name(name):
    assert fold(name)


@pytest.mark.parametrize(
    "typed", ["0812-3456-7890", "62 812 3456 7890", "+62 (812) 3456.7890", "0812 3456 7890"]
)
def test_a_telephone_number_is_understood_in_any_format(typed):
    assert e164(typed) == "+6281234567890"


@pytest.mark.parametrize("typed", ["812", "siti", "", "0812-34"])
def test_what_is_no_telephone_number_becomes_nothing(typed):
    assert e164(typed) == ""


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("3374010101900001", True),
        ("NIK 3374 0101 0190 0001", True),
        ("3374.0101.0190.0001 Siti", True),
        ("081234567890", False),
        ("+628123456789012", False),
        ("33740101019000012", False),
        ("PDRB 2019 2020 2021 2022", False),
        ("Penduduk 36.516.035 36.742.501 jiwa", False),
        ("PDRB 2018-2019 2020-2021 dan 2022", False),
        ("1961 1971 1980 1990 dan 3374 0141 0190 0001", True),
        ("2020 2021 3374-0141-0190-0001", True),
    ],
)
@pytest.mark.proves("FO-5")
def test_a_population_number_is_recognised_wherever_it_stands(typed, found):
    assert has_identity_number(typed) is found


def test_years_in_a_row_stay_where_population_numbers_are_taken_out():
    typed = "PDRB 2019 2020 2021 2022, KTP 3374016203900002 dan 3374 0141 0190 0001."
    assert without_identity_numbers(typed) == "PDRB 2019 2020 2021 2022, KTP  dan ."


def test_the_code_lists_are_the_surveys():
    assert [len(each) for each in (codes.SEX, codes.EDUCATION, codes.OCCUPATION)] == [2, 5, 7]
    assert sorted(code for code, _ in codes.INSTITUTION_KINDS) == [*"123456789"]
    assert codes.words(codes.OCCUPATION, "1") == "Pelajar atau mahasiswa"
    assert codes.words(codes.OCCUPATION, "x") == ""


def known(office: Office, **told: Any) -> Person:
    return remember(office.pk, Told(**told), at=clock.now())


@pytest.mark.proves("FO-2")
def test_a_person_is_found_by_part_of_a_name_a_telephone_or_an_address(office: Office) -> None:
    siti = known(office, name="Siti Rahmawati", email="siti@contoh.id", phone="+6281234567812")
    arif = known(office, name="Mohamad Arif Hidayat")

    assert search(office.pk, "rahma") == [siti]
    assert search(office.pk, "Siti Rachmawati, S.Si.") == [siti]
    assert search(office.pk, "muhammad arip") == [arif]
    assert search(office.pk, "0812 3456 7812") == [siti]
    assert search(office.pk, "siti@contoh") == [siti]
    assert search(office.pk, "si") == []
    assert search(office.pk, "Gunawan Wibisono") == []


def test_another_offices_persons_are_never_found(office: Office, other_office: Office) -> None:
    there = known(other_office, name="Siti Rahmawati", email="s@contoh.id", phone="+6281234567812")

    for text in ("Siti Rahmawati", "s@contoh.id", "081234567812"):
        assert search(office.pk, text) == []
    assert maybe_the_same(office.pk, name=there.name, email=there.email, phone=there.phone) == []
    assert person_of(office.pk, there.pk) is None


@pytest.mark.proves("FO-10")
def test_who_may_be_known_already_is_told(office: Office) -> None:
    siti = known(office, name="Siti Rahmawati", email="siti@contoh.id")

    assert maybe_the_same(office.pk, name="Sitti Rachmawati", email="", phone="") == [siti]
    assert maybe_the_same(office.pk, name="S. R.", email="SITI@contoh.id", phone="") == [siti]
    assert maybe_the_same(office.pk, name="Siti Aminah", email="", phone="") == []


def test_setting_right_changes_what_was_said_and_keeps_the_rest(office: Office) -> None:
    siti = known(office, name="Siti Rahmawati", email="lama@contoh.id", institution="Undip")

    assert set_right(siti, Told(name="Siti Rahmawati", email="baru@contoh.id")) == ["email"]
    siti.refresh_from_db()
    assert (siti.email, siti.institution, siti.email_verified_at) == (
        "baru@contoh.id",
        "Undip",
        None,
    )
    assert set_right(siti, Told()) == []


@pytest.mark.proves("FO-2")
def test_ten_thousand_visitors_are_searched_with_two_statements(
    office: Office, django_assert_num_queries
) -> None:
    first = ("Siti", "Budi", "Dewi", "Agus", "Rina", "Eko", "Sri", "Andi", "Nur", "Wahyu")
    names = [f"{a} {b}awati {n}" for n in range(100) for a in first for b in first]
    Person.objects.bulk_create(
        Person(office=office, name=name, name_key=fold(name) + f" {n}", created_at=clock.now())
        for n, name in enumerate(names)
    )
    with django_assert_num_queries(2):
        assert by_name(office.pk, "siti sriawat")
