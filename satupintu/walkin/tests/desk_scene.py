"""What the tests of the desk console do again and again."""

import re
from typing import Any

import pytest
from django.test import Client

from satupintu.offices.published import Published
from satupintu.people.models import Officer, Person
from satupintu.rules import clock
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.models import GuestBookEntry, Ticket
from satupintu.walkin.tests.numbers import take

DESK = "/o/3300/desks/1/"


def sign(ticket: Ticket, **details: Any) -> GuestBookEntry:
    person = details.pop("person", None) or Person.objects.create(
        office_id=ticket.office_id, name="Siti Rahmawati", name_key="siti rahmawati",
        institution="Universitas Diponegoro", created_at=clock.now(),
    )  # fmt: skip
    entry = {"office_id": ticket.office_id, "day": ticket.day, "ticket": ticket, "person": person,
             "purposes": ["Inflasi", "Metadata"], "signed_at": clock.now()}  # fmt: skip
    return GuestBookEntry.objects.create(**(entry | details))


def text(answer: Any) -> str:
    """The words of a page as they are read."""
    shown = re.sub(r"<kbd>.*?</kbd>", "", html(answer))
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


def press(
    client: Client, act: str, ticket: Ticket | None = None, desk: str = DESK, **more: str
) -> Any:
    data = dict(more)
    if ticket:
        ticket.refresh_from_db()
        data |= {"ticket": str(ticket.pk), "turn": str(ticket.turn_id)}
    return client.post(f"{desk}{act}/", data, follow=True)


def large_button(answer: Any) -> str:
    found = re.search(r'<button class="button primary big"[^>]*>(.*?)</button>', html(answer), re.S)
    return " ".join(re.sub(r"<kbd>.*?</kbd>|<[^>]+>", "", found[1]).split()) if found else ""


def html(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def dewi(signed_in: Any, place: Published, officer: Officer) -> Client:
    """Dewi, who sits at desk 1."""
    open_desk(place, place.desks[0], officer_id=officer.pk)
    client: Client = signed_in(officer)
    return client


@pytest.fixture
def budi(signed_in: Any, place: Published, second_officer: Officer) -> Client:
    """Budi, who sits at desk 2."""
    open_desk(place, place.desks[1], officer_id=second_officer.pk)
    client: Client = signed_in(second_officer)
    return client


@pytest.fixture
def serving(dewi: Client, place: Published) -> Ticket:
    """A visitor with a signed guest book sits at desk 1."""
    ticket = take(place)
    sign(ticket)
    press(dewi, "call")
    press(dewi, "start", ticket)
    ticket.refresh_from_db()
    return ticket
