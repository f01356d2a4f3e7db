"""A sample day in the hall, played through the real actions in the hours before now."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import TypeVar

from satupintu.catalogue.data_needs import Need
from satupintu.feedback.models import Rating
from satupintu.journal.record import writing
from satupintu.offices.models import Office, Result
from satupintu.offices.published import Published, forget, published
from satupintu.people.models import Officer, Person, Role
from satupintu.people.names import fold
from satupintu.rules import clock
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.serving import Outcome, finish, start
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door, GuestBookEntry, Ticket

T = TypeVar("T")

MARK = "CONTOH"
NAMES = (
    "Siti Rahmawati", "Agus Setiawan", "Maya Puspita", "Rudi Hermawan", "Lia Anggraini",
    "Tono Sudarsono",
    "Fitri Handayani", "Joko Susilo", "Nur Aini", "Bambang Irawan", "Wulan Safitri", "Eko Prabowo",
)  # fmt: skip
PLACES = (
    ("Universitas Diponegoro", "6"),
    ("Dinas Pertanian Kota Semarang", "4"),
    ("PT Maju Bersama", "8"),
)
WANTS = (
    ("Inflasi", "data"),
    ("Kode KBLI", "classification"),
    ("Metadata", "metadata"),
    ("Penduduk", "data"),
)
SERVICES = (
    "consultation",
    "consultation",
    "consultation",
    "library",
    "consultation",
    "sales",
    "recommendation",
)
FINISHED, SERVED_NOW, STILL_WAITING = 9, 2, 4
LATE = 5  # one visit misses the ten minutes, so that a miss can be seen


@dataclass
class Scene:
    """The office as published, this moment, chance with a fixed seed, who serves."""

    place: Published
    now: datetime
    chance: random.Random
    officers: list[Officer]


def play_example_day(office: Office) -> int:
    """Visitors marked CONTOH have come today: some served, some at the desks, some waiting.

    Returns how many numbers were taken; 0 when there are numbers of today already.
    """
    place = published(office.code)
    if Ticket.objects.filter(office=office, day=place.day).exists():
        return 0
    scene = Scene(place, clock.now(), random.Random(place.day.toordinal()), _officers(office))
    with writing():
        for desk, officer in zip(place.desks, scene.officers, strict=False):
            _at(scene, 178, partial(open_desk, place, desk, officer_id=officer.pk))
        for number in range(FINISHED):
            _visit(scene, number, arrived=175 - number * 17, minutes=6 + number % 3 * 2)
        for number in range(SERVED_NOW):
            _visit(scene, FINISHED + number, arrived=20 - number * 6)
        for number in range(STILL_WAITING):
            _at(scene, 9 - number * 2.5, partial(_take, scene, FINISHED + SERVED_NOW + number))
        Ticket.objects.filter(office=office).update(example=True)
    forget()
    return FINISHED + SERVED_NOW + STILL_WAITING


def _officers(office: Office) -> list[Officer]:
    rows = Officer.objects.filter(assignments__office=office, assignments__role=Role.CONSULTANT)
    return list(rows.order_by("pk"))


def _visit(scene: Scene, number: int, *, arrived: float, minutes: float | None = None) -> None:
    """One visit that began so many minutes ago; without `minutes` it is still going on."""
    place, desk = scene.place, scene.place.desks[number % len(scene.place.desks)]
    officer = scene.officers[number % len(scene.officers)]
    ticket = _at(scene, arrived, partial(_take, scene, number))
    _at(scene, arrived - 1, partial(_sign, scene, ticket, number, officer))
    began = arrived - (13 if number == LATE else 4)
    called = _at(scene, began + 1, partial(call_next, place, desk, officer_id=officer.pk))
    assert called
    _at(scene, began, partial(start, called, officer_id=officer.pk))
    if minutes is None:
        return
    _at(
        scene,
        began - (3 if number == LATE else minutes),
        partial(finish, called, _outcome(number), officer_id=officer.pk),
    )
    if number % 2 == 0:
        Rating.objects.create(
            office=place.office, ticket=called, day=place.day, score=4 if number % 4 == 0 else 3,
            door=Rating.Door.PHONE, made_at=clock.now(), example=True,
        )  # fmt: skip


def _take(scene: Scene, number: int) -> Ticket:
    service = scene.place.service(SERVICES[number % len(SERVICES)])
    assert service
    return take_ticket(
        scene.place, service, door=Door.KIOSK, priority=number % 6 == 5, example=True
    )


def _sign(scene: Scene, ticket: Ticket, number: int, officer: Officer) -> None:
    institution, kind = PLACES[number % len(PLACES)]
    name, now = f"{MARK} {NAMES[number % len(NAMES)]}", clock.now()
    person = Person.objects.create(
        office=scene.place.office, name=name, name_key=fold(name), institution=institution,
        institution_kind=kind, email=f"contoh{number}@example.id", created_at=now, example=True,
    )  # fmt: skip
    GuestBookEntry.objects.create(
        office=scene.place.office, day=scene.place.day, ticket=ticket, person=person,
        identity="ktp", purposes=[WANTS[number % len(WANTS)][0]], use="1" if kind == "6" else "2",
        opened_at=now, signed_at=now + timedelta(seconds=scene.chance.randint(12, 60)),
        signed_by=officer, example=True,
    )  # fmt: skip


def _outcome(number: int) -> Outcome:
    topic, about = WANTS[number % len(WANTS)]
    result = Result.NOT_AVAILABLE if number == 4 else Result.ANSWERED
    need = Need(
        f"{topic} Jawa Tengah",
        "Jawa Tengah",
        2020,
        2026,
        "provinsi",
        "tahunan",
        obtained="3" if number == 4 else "1",
    )
    return Outcome(result, frozenset({about}), (topic,), None, (need,))


def _at(scene: Scene, minutes_ago: float, do: Callable[[], T]) -> T:
    """Do it as of so many minutes ago, but never yesterday: the day's numbers are of one day."""
    midnight = datetime.combine(scene.place.day, time(0, 1), scene.place.zone)
    with clock.travel(to=max(midnight, scene.now - timedelta(minutes=minutes_ago))):
        return do()
