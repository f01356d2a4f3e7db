"""An office as it stands today: what is published, offered and decided, read once and kept briefly.

Pages, clocks, tickets and the public standard all read this one answer, so that what hangs on the
wall cannot differ from what is measured.
"""

import threading
import time as wall
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from satupintu.offices import choices
from satupintu.offices.calendar import office_calendar
from satupintu.offices.models import Choice, Desk, Office, Service, StandardVersion
from satupintu.rules import clock
from satupintu.rules.working_time import WorkingCalendar

# The codes that the software follows, each with the decision that may switch it off besides.
REQUIREMENTS = {"identity": "identity_required", "email": "email_required", "guest_book": ""}
KEPT_SECONDS = 2.0  # another process may have changed the office; nobody notices two seconds


@dataclass(frozen=True)
class OfferedService:
    """A service as its version of the day says."""

    id: int
    code: str
    icon: str
    letter: str
    name: str
    short_name: str
    formal_name: str
    example: str
    fee_text: str
    limit_minutes: int
    offered: bool
    # What a visitor must bring or do, as published: identity, email, guest_book. Forms, tickets
    # and the public page ask exactly this.
    requires: frozenset[str] = frozenset(REQUIREMENTS)


@dataclass(frozen=True)
class OfficeDesk:
    """A desk in use, with the services it gives."""

    id: int
    number: int
    name: str
    way: str
    services: frozenset[int]


@dataclass(frozen=True)
class Published:
    """One office on one local day."""

    office: Office
    day: date
    zone: ZoneInfo
    calendar: WorkingCalendar
    services: tuple[OfferedService, ...]
    desks: tuple[OfficeDesk, ...]
    choices: Mapping[str, Any] = field(default_factory=dict)

    def service(self, code: str) -> OfferedService | None:
        return next((service for service in self.services if service.code == code), None)

    def service_by_id(self, pk: int) -> OfferedService:
        return next(service for service in self.services if service.id == pk)

    def desk(self, pk: int | None) -> OfficeDesk | None:
        return next((desk for desk in self.desks if desk.id == pk), None)

    def desk_by_number(self, number: int) -> OfficeDesk | None:
        return next((desk for desk in self.desks if desk.number == number), None)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)


_kept: dict[tuple[str, date], tuple[float, Published]] = {}
_renewing: set[tuple[str, date]] = set()
_lock = threading.Lock()


def published(office_code: str, moment: datetime | None = None) -> Published:
    """The office as of the moment's local day. Raises Office.DoesNotExist."""
    moment = moment or clock.now()
    key = (office_code, moment.date())
    with _lock:
        seen, kept = _kept.get(key, (0.0, None))
        fresh = wall.monotonic() - seen < KEPT_SECONDS
        # One thread reads it anew; the others do not all stop to do the same.
        if kept and kept.day == _day(kept, moment) and (fresh or key in _renewing):
            return kept
        _renewing.add(key)
    try:
        answer = read(Office.objects.get(code=office_code), moment)
        with _lock:
            if len(_kept) > 600:
                _kept.clear()
            _kept[key] = (wall.monotonic(), answer)
    finally:
        with _lock:
            _renewing.discard(key)
    return answer


def forget() -> None:
    """The next question reads the office anew; called when a row of an office has changed."""
    with _lock:
        _kept.clear()


def _day(answer: Published, moment: datetime) -> date:
    return moment.astimezone(answer.zone).date()


def read(office: Office, moment: datetime) -> Published:
    """The office as of a day, straight from the database."""
    zone = clock.ZONES[office.zone]
    day = moment.astimezone(zone).date()
    decided = choices_on(office, day)
    services = tuple(_services(office, day, decided))
    return Published(
        office=office,
        day=day,
        zone=zone,
        calendar=office_calendar(office),
        services=services,
        desks=tuple(_desks(office, frozenset(service.id for service in services))),
        choices=decided,
    )


def _services(office: Office, day: date, decided: Mapping[str, Any]) -> list[OfferedService]:
    offered, standards = [], _standards(office, day)
    for service in Service.objects.filter(office=office).prefetch_related("versions"):
        versions = [version for version in service.versions.all() if version.valid_from <= day]
        if versions:
            now = versions[-1]
            offered.append(
                OfferedService(
                    service.pk, service.code, service.icon, now.letter, now.name, now.short_name,
                    now.formal_name, now.example, now.fee_text, now.limit_minutes, now.offered,
                    _required(standards.get(service.pk), decided),
                )
            )  # fmt: skip
    return offered


def _standards(office: Office, day: date) -> dict[int, dict[str, Any]]:
    rows = StandardVersion.objects.filter(service__office=office, valid_from__lte=day)
    return dict(rows.order_by("valid_from", "id").values_list("service_id", "content"))


def _required(content: dict[str, Any] | None, decided: Mapping[str, Any]) -> frozenset[str]:
    """What the published standard asks of a visitor who comes, and no decision has switched off."""
    published_now = set(REQUIREMENTS)
    if content is not None:
        asked = content.get("persyaratan", {}).get("visit", [])
        published_now = {one.get("code") for one in asked if one.get("on", True)}
    wanted = {code for code, name in REQUIREMENTS.items() if not name or decided[name]}
    return frozenset(published_now & wanted)


def _desks(office: Office, begun: frozenset[int]) -> list[OfficeDesk]:
    return [
        OfficeDesk(
            desk.pk,
            desk.number,
            desk.name,
            desk.way,
            begun & frozenset(service.pk for service in desk.services.all()),
        )
        for desk in Desk.objects.filter(office=office, active=True).prefetch_related("services")
    ]


def choices_on(office: Office, day: date) -> dict[str, Any]:
    """Every decision of the office on a day, defaults where it has decided nothing."""
    values = {decision.name: decision.default for decision in choices.DECISIONS}
    rows = Choice.objects.filter(office=office, valid_from__lte=day).order_by("valid_from", "id")
    values.update({row.name: row.value for row in rows if row.name in values})
    return values
