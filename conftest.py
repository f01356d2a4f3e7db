"""What every test may use. Servers and browser: tests/servers.py and tests/screens.py."""

import gc
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest
from django.test import Client
from whitenoise.middleware import WhiteNoiseMiddleware

from satupintu.catalogue.search import known as search_words
from satupintu.catalogue.search import spelling
from satupintu.home import promises
from satupintu.offices import published as published_module
from satupintu.offices import retention
from satupintu.offices.actions.founding import found_office
from satupintu.offices.actions.holidays import load_year, proposed
from satupintu.offices.models import Level, Office
from satupintu.offices.published import Published, published
from satupintu.people import devices as devices_module
from satupintu.people import limits
from satupintu.people.models import Assignment, Officer, Role
from satupintu.rules import clock
from satupintu.walkin import touches
from satupintu.walkin.queries import estimates, newcomers, usual

PASSWORD = "kata sandi petugas"
# A Friday with office hours 08.00-11.30 and 13.00-16.00; tests that care travel further.
FRIDAY_MORNING = datetime(2026, 7, 24, 9, 0, tzinfo=clock.ZONES["WIB"])


def pytest_collection_finish() -> None:
    """What has been loaded stays: the collector need not look through it in every test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the process keeps for speed must not pass from one test's database to the next.

    Within a test it is kept until something is written: a count of statements must not depend on
    how many seconds a busy machine took.
    """
    for keeper in (published_module, devices_module, search_words):
        monkeypatch.setattr(keeper, "KEPT_SECONDS", 3600.0)
    monkeypatch.setattr(estimates, "PAST_KEPT_SECONDS", 3600.0)
    published_module.forget()
    retention.forget()
    devices_module.forget()
    limits.forgive()
    estimates.forget()
    newcomers.forget()
    touches.forget()
    usual.forget()
    search_words.forget()
    spelling.forget()
    promises.forget()
    yield
    published_module.forget()
    devices_module.forget()


@pytest.fixture(autouse=True, scope="session")
def static_files_are_found_once() -> Iterator[None]:
    """Each client makes the middleware anew, which would look through all static files again."""
    find, found = WhiteNoiseMiddleware.add_files_from_finders, dict[str, Any]()

    def find_once(middleware: WhiteNoiseMiddleware) -> None:
        if not found:
            find(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", find_once)
        yield


# --- the cast ----------------------------------------------------------------------------------
# An office, another office, officers in each role. The clock stands at a Friday morning at nine.


@pytest.fixture
def friday_morning() -> Iterator[datetime]:
    with clock.travel(to=FRIDAY_MORNING):
        yield FRIDAY_MORNING


holidays_of = cache(proposed)


@pytest.fixture
def office(db: None, friday_morning: datetime) -> Office:
    load_year(2026, days=holidays_of(2026))
    return found_office(code="3300", name="BPS Provinsi Jawa Tengah", zone="WIB")


@pytest.fixture
def other_office(office: Office) -> Office:
    return found_office(
        code="8200", name="BPS Provinsi Maluku Utara", zone="WIT", level=Level.PROVINCE
    )


@pytest.fixture
def place(office: Office) -> Published:
    """The office as published on the test's day: what most actions take."""
    return published(office.code)


def an_officer(office: Office, username: str, name: str, *roles: Role) -> Officer:
    officer = Officer(username=username, name=name)
    officer.set_password(PASSWORD)
    officer.save()
    for role in roles:
        Assignment.objects.create(officer=officer, office=office, role=role, since=date(2026, 1, 1))
    return officer


@pytest.fixture
def receptionist(office: Office) -> Officer:
    return an_officer(office, "rina", "Rina Wulandari", Role.FRONT_OFFICE)


@pytest.fixture
def officer(office: Office) -> Officer:
    """A consultation officer."""
    return an_officer(office, "dewi", "Dewi Lestari", Role.CONSULTANT)


@pytest.fixture
def second_officer(office: Office) -> Officer:
    return an_officer(office, "budi", "Budi Santoso", Role.CONSULTANT)


@pytest.fixture
def supervisor(office: Office) -> Officer:
    return an_officer(office, "hartono", "Hartono", Role.SUPERVISOR)


@pytest.fixture
def administrator(office: Office) -> Officer:
    return an_officer(office, "admin", "Andi Prasetyo", Role.ADMINISTRATOR)


@pytest.fixture
def complaint_handler(office: Office) -> Officer:
    return an_officer(office, "ratna", "Ratna Sari", Role.COMPLAINT_HANDLER)


@pytest.fixture
def other_officer(other_office: Office) -> Officer:
    """Holds every role, but in another office."""
    return an_officer(other_office, "umar", "Umar Tidore", *Role)


@pytest.fixture
def signed_in(client: Client) -> "SignIn":
    """`signed_in(officer)` gives a client that has signed in as that officer."""
    return SignIn()


class SignIn:
    def __call__(self, officer: Officer) -> Client:
        client = Client()
        client.force_login(officer)
        return client
