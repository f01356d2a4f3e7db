"""A kiosk for tests: it has joined the office; a visitor presses through its pages."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from satupintu.offices.models import Office
from satupintu.people import devices
from satupintu.people.models import Device
from satupintu.rules import clock

START = "/o/3300/kiosk/"


def press(kiosk: Client, service: str = "consultation", priority: str = "", key: str = "") -> Any:
    """A visitor answers the second question; the page gives the press its key."""
    shown = kiosk.get(f"{START}for/{service}/").content.decode()
    key = key or shown.split('name="press" value="')[1].split('"')[0]
    told = {"service": service, "priority": priority, "press": key}
    return kiosk.post(f"{START}take/", told)


def words(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def kiosk_device(office: Office, friday_morning: datetime) -> Device:
    return Device.objects.create(
        office=office, kind=Device.Kind.KIOSK, name="Mesin pintu utama",
        digest=sha256(b"rahasia").hexdigest(), asked_at=clock.now(), joined_at=clock.now(),
        settings={"ppi": 102},
    )  # fmt: skip


@pytest.fixture
def kiosk(kiosk_device: Device) -> Client:
    client = Client()
    client.cookies[devices.COOKIE] = "rahasia"
    return client


@pytest.fixture
def later() -> Iterator[Any]:
    """`later(seconds)` lets time pass for the rest of the test."""
    passed = []

    def pass_by(seconds: float) -> None:
        travel = clock.travel(by=seconds)
        travel.__enter__()
        passed.append(travel)

    yield pass_by
    for travel in reversed(passed):
        travel.__exit__(None, None, None)
