"""An empty office in eight questions: what is accepted, what is refused, what is made."""

from argparse import Namespace
from datetime import date

import pytest

from satupintu.journal.models import Entry
from satupintu.offices import starting_standard as start
from satupintu.offices.models import Level, Office
from satupintu.offices.published import published
from satupintu.operations import questions
from satupintu.operations.actions.setting_up import found
from satupintu.operations.command import Trouble
from satupintu.operations.commands import unlock
from satupintu.people.access import roles_of
from satupintu.people.actions.sign_in import Locked, failed, refuse_locked
from satupintu.people.guesses import Attempt
from satupintu.people.models import Officer, OneTimeCode, Role


def told(**changes):
    return {
        "office": {
            "code": "3374",
            "name": "BPS Kota Semarang",
            "zone": "WIB",
            "address": "Jl. X 1",
        },
        "hours": "Senin-Kamis 08.00-15.30; Jumat 08.00-11.30, 13.00-16.00",
        "desks": 2,
        "services": ["consultation", "library"],
        "contacts": {"phone": "024-3546713", "email": "bps3374@bps.go.id", "complaint": ""},
        "administrator": {"username": "wati", "name": "Wati Kusuma", "password": "empat ekor itik"},
        **changes,
    }


@pytest.mark.usefixtures("db", "friday_morning")
def test_an_office_is_founded_from_answers():
    found(questions.from_file(told()))
    place = published("3374")
    assert (place.office.serving, place.office.example, place.office.level) == (True, False, "kota")
    assert [desk.name for desk in place.desks] == ["Meja 1", "Meja 2"]
    offered = [service.code for service in place.services if service.offered]
    assert offered == ["consultation", "library"]
    hours = place.office.hours_versions.get().hours
    assert hours["4"] == [["08:00", "11:30"], ["13:00", "16:00"]]
    assert (sorted(hours), hours["0"]) == (list("01234"), [["08:00", "15:30"]])
    kept = place.office.contacts.values_list("kind", "value", "for_complaints")
    assert list(kept) == [("phone", "024-3546713", False), ("email", "bps3374@bps.go.id", True)]


@pytest.mark.usefixtures("db", "friday_morning")
def test_its_first_administrator_may_administer_it_and_the_journal_knows():
    office = found(questions.from_file(told()))
    wati = Officer.objects.get(username="wati")
    assert wati.check_password("empat ekor itik")
    assert roles_of(wati.pk, office.pk, date(2026, 7, 24)) == {Role.ADMINISTRATOR}
    events = Entry.objects.filter(office=office).order_by("seq").values_list("event", flat=True)
    assert list(events) == ["office.founded", "officer.welcomed", "officer.roles"]


@pytest.mark.usefixtures("db", "friday_morning")
def test_an_office_of_the_tree_lends_its_name_zone_and_place():
    province = Office.objects.create(
        code="8200", name="BPS Maluku Utara", zone="WIT", level="provinsi"
    )
    Office.objects.create(
        code="8271", name="BPS Kota Ternate", zone="WIT", level=Level.CITY, parent=province
    )
    office = found(questions.from_file(told(office={"code": "8271", "address": "Jl. Melati"})))
    assert (office.name, office.zone) == ("BPS Kota Ternate", "WIT")
    office.refresh_from_db()
    assert office.parent == province


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"office": {"code": "33"}}, "office.code: The code has four digits"),
        ({"office": {**told()["office"], "zone": "GMT"}}, "office.zone: The zone is WIB"),
        ({"office": {**told()["office"], "address": " "}}, "office.address: Visitors look for"),
        ({"desks": 0}, "desks: Answer with a number from 1"),
        ({"hours": "Senin 25.00-26.00"}, "hours: '25.00-26.00' is no stretch"),
        ({"hours": "Senin 15.00-08.00"}, "hours: Hours overlap or end before"),
        ({"hours": "Kemarin 08.00-09.00"}, "hours: 'Kemarin' is none of Senin"),
        ({"services": ["coffee"]}, "services: 'coffee' is none of consultation"),
        ({"hours": "Jumat-Senin 08.00-09.00"}, "hours: 'Jumat-Senin' goes backwards"),
        ({"office": ["3374"]}, "office: write it in braces"),
        ({"office": {**told()["office"], "code": 3374}}, "office.code: write it as text"),
        ({"contacts": {"phone": "12"}}, "contacts.phone: This is no telephone"),
        ({"contacts": {"email": "bps"}}, "contacts.email: This is no e-mail"),
        ({"contacts": {"complaint": "kotak"}}, "contacts.complaint: Write an address"),
        ({"administrator": {"username": "Wati K"}}, "administrator.username: Use small"),
    ],
)
def test_an_answer_that_cannot_be_taken_is_refused_with_words(changes, words):
    with pytest.raises(questions.Wrong, match="^" + words):
        questions.from_file(told(**changes))
    assert not Office.objects.exists()


@pytest.mark.usefixtures("db")
def test_a_weak_password_is_refused_and_none_is_made_strong():
    weak = told(administrator={**told()["administrator"], "password": "rahasia"})
    with pytest.raises(questions.Wrong, match=r"^administrator.password:"):
        questions.from_file(weak)
    made = {questions.password("") for _ in range(20)}
    assert len(made) == 20
    assert all(len(each) == 19 for each in made)


def test_an_office_that_serves_is_not_set_up_twice(office):
    with pytest.raises(questions.Wrong, match="is set up in this database already"):
        questions.from_file(told(office={**told()["office"], "code": office.code}))


def test_the_usual_hours_are_told_as_they_are_typed():
    assert questions.hours(questions.hours_in_words(start.HOURS)) == start.HOURS


@pytest.mark.parametrize(
    ("code", "level"),
    [("0000", "pusat"), ("3300", "provinsi"), ("3374", "kota"), ("3304", "kabupaten")],
)
def test_a_code_tells_what_kind_of_office_it_is(code, level):
    assert questions.level_of(code, None) == level


# --- unlock ------------------------------------------------------------------------------------


def test_unlock_ends_the_lock_and_gives_a_code_that_the_journal_knows(administrator, capsys):
    tried = Attempt("admin", "192.0.2.1")
    for _ in range(5):
        failed(administrator, tried)
    administrator.refresh_from_db()
    with pytest.raises(Locked):
        refuse_locked(administrator, tried)
    assert unlock.command(Namespace(username="admin")) == 0
    administrator.refresh_from_db()
    refuse_locked(administrator, tried)
    assert "/sign-in/code/" in capsys.readouterr().out
    assert OneTimeCode.objects.get(officer=administrator).resets_second_factor
    assert Entry.objects.filter(event="officer.code_given", actor="system").count() == 1


def test_unlock_says_when_nobody_has_the_name(office):
    with pytest.raises(Trouble, match="signs in as 'hantu'"):
        unlock.command(Namespace(username="hantu"))
