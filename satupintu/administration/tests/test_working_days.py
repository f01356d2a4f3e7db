"""On which weekdays an officer serves, and who stands in (ADM-4)."""

from datetime import date

import pytest
from django.test import Client

from conftest import SignIn
from satupintu.journal.models import Entry
from satupintu.offices.published import Published
from satupintu.people.models import Officer
from satupintu.people.working_days import arrangements
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.roster import copy_last_week, plan_week
from satupintu.walkin.models import Shift

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 7, 27)
FRIDAY = date(2026, 7, 31)
NEXT_MONDAY, NEXT_FRIDAY = date(2026, 8, 3), date(2026, 8, 7)


def days_of(officer: Officer) -> str:
    return f"/o/3300/settings/officers/{officer.pk}/days/"


def save(client: Client, officer: Officer, told: dict[str, object]) -> None:
    """Sees the effect, then saves."""
    shown = client.post(days_of(officer), told)
    assert "Akibat perubahan ini" in shown.text
    seen = shown.context["fingerprint"]
    assert client.post(days_of(officer), {**told, "seen": seen}).status_code == 302


@pytest.fixture
def not_on_fridays(
    signed_in: SignIn, administrator: Officer, officer: Officer, second_officer: Officer
) -> Client:
    """Dewi serves Monday to Thursday from Monday on; Budi stands in."""
    client = signed_in(administrator)
    told = {"days": [0, 1, 2, 3], "substitute": second_officer.pk, "valid_from": "27-07-2026"}
    save(client, officer, told)
    return client


def test_only_administrators_of_this_office_enter(
    signed_in: SignIn, officer: Officer, supervisor: Officer, other_officer: Officer, client: Client
) -> None:
    assert client.get(days_of(officer)).status_code == 302
    assert signed_in(supervisor).get(days_of(officer)).status_code == 403
    assert signed_in(other_officer).get(days_of(officer)).status_code == 404


@pytest.mark.proves("ADM-4", "ADM-1")
def test_working_days_hold_from_their_day_and_the_journal_knows(
    not_on_fridays: Client, officer: Officer, second_officer: Officer, place: Published
) -> None:
    known = arrangements(place.office.pk)

    assert known.works(officer.pk, date(2026, 7, 24))  # the past stays
    assert not known.works(officer.pk, FRIDAY)
    assert known.stands_in(officer.pk, FRIDAY) == second_officer.pk
    assert known.works(officer.pk, date(2026, 8, 1))  # a Saturday nobody's hours speak of
    [entry] = Entry.objects.filter(event="officer.working_days")
    assert entry.facts["days"] == [0, 1, 2, 3, 5, 6]
    page = not_on_fridays.get("/o/3300/settings/officers/").text
    assert "Senin–Kamis" not in page  # from Monday on, not today


@pytest.mark.proves("ADM-4")
def test_the_effect_names_the_days_already_planned(
    signed_in: SignIn, administrator: Officer, officer: Officer, place: Published
) -> None:
    plan_week(place, MONDAY, {(FRIDAY, None): officer.pk}, officer_id=administrator.pk)

    told = {"days": [0, 1, 2, 3], "substitute": "", "valid_from": "27-07-2026"}
    shown = signed_in(administrator).post(days_of(officer), told).text

    assert "Dewi Lestari bertugas Senin–Kamis." in shown
    assert "Jumat, 31 Juli 2026" in shown


@pytest.mark.proves("ADM-4")
def test_the_roster_warns_and_copying_a_week_plans_the_substitute(
    not_on_fridays: Client, signed_in: SignIn, supervisor: Officer, officer: Officer,
    second_officer: Officer, place: Published,
) -> None:  # fmt: skip
    desk = place.desks[0].id
    cells: dict[tuple[date, int | None], int] = {
        (MONDAY, desk): officer.pk,
        (FRIDAY, desk): officer.pk,
    }
    plan_week(place, MONDAY, cells, officer_id=supervisor.pk)

    page = signed_in(supervisor).get("/o/3300/day/roster/?week=2026-07-27").text
    assert "Dewi Lestari dijadwalkan Jumat, 31 Juli 2026, bukan hari kerjanya." in page
    assert "Penggantinya Budi Santoso." in page

    copy_last_week(place, NEXT_MONDAY, officer_id=supervisor.pk)
    rows = Shift.objects.filter(day__gte=NEXT_MONDAY).values_list("day", "officer_id")
    assert dict(rows) == {NEXT_MONDAY: officer.pk, NEXT_FRIDAY: second_officer.pk}


@pytest.mark.proves("ADM-4")
def test_whoever_leaves_is_followed_by_the_substitute_unless_said_otherwise(
    signed_in: SignIn, administrator: Officer, officer: Officer, second_officer: Officer,
    place: Published,
) -> None:  # fmt: skip
    client = signed_in(administrator)
    told = {"days": [0], "substitute": second_officer.pk, "valid_from": "24-07-2026"}
    save(client, officer, told)
    open_desk(place, place.desks[0], officer_id=officer.pk)

    page = client.get(f"/o/3300/settings/officers/{officer.pk}/leave/").text
    assert f'<option value="{second_officer.pk}" selected>' in page
    listed = client.get("/o/3300/settings/officers/").text
    assert "pengganti: Budi Santoso" in listed


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"days": []}, "Pilih sedikitnya satu hari."),
        ({"days": [0, 1, 2, 3, 4], "substitute": "2nd"}, "bertugas setiap hari buka"),
        ({"days": [0], "valid_from": "23-07-2026"}, "yang sudah lewat tidak diubah"),
        ({"days": [0], "valid_from": "besok"}, "Tulis tanggal seperti"),
    ],
)
def test_what_cannot_be_is_explained(
    signed_in: SignIn, administrator: Officer, officer: Officer, second_officer: Officer,
    told: dict[str, object], words: str,
) -> None:  # fmt: skip
    client = signed_in(administrator)
    other = second_officer.pk if told.get("substitute") else ""
    asked = {"valid_from": "27-07-2026", **told, "substitute": other}
    answer = client.post(days_of(officer), asked)
    if words not in answer.text:  # the effect comes first
        answer = client.post(days_of(officer), {**asked, "seen": answer.context["fingerprint"]})
    assert words in answer.text
    assert answer.status_code == 400
