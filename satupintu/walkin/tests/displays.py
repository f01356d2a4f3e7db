"""A display that has joined the office, and what happens in the hall before it."""

from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client

from satupintu.offices.models import Choice, Office
from satupintu.offices.published import Published, forget, published
from satupintu.people.actions.devices import ask, join
from satupintu.people.devices import COOKIE
from satupintu.people.models import Device, Officer
from satupintu.rules import clock
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.models import GuestBookEntry, Ticket
from satupintu.walkin.tests.numbers import take

URL = "/o/3300/display/"
Screen = tuple[Client, Device]


@pytest.fixture
def screen(office: Office, officer: Officer) -> Screen:
    """A display that has joined the office, as a browser with its cookie."""
    asked, secret = ask(office, Device.Kind.DISPLAY)
    device = join(office, asked.join_code, "TV lobi", by=officer)
    browser = Client()
    browser.cookies[COOKIE] = secret
    return browser, device


def call(place: Published, officer: Officer, desk: int = 0, signed: bool = False) -> Ticket:
    ticket = take(place)
    if signed:
        GuestBookEntry.objects.create(
            office=place.office, day=place.day, ticket=ticket, signed_at=clock.now()
        )
    called = call_next(place, place.desks[desk], officer_id=officer.pk)
    assert called
    return called


def decide(office: Office, name: str, value: Any) -> Published:
    Choice.objects.create(office=office, name=name, value=value, valid_from=date(2026, 1, 1))
    forget()
    return published(office.code)


def page(browser: Client) -> str:
    return unescape(browser.get(URL).content.decode())


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    return datetime(2026, 7, day, hour, minute, tzinfo=clock.ZONES["WIB"])
