"""What a visitor wants to know before coming, and which screens an officer may open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from satupintu.home.words import all_said
from satupintu.offices.models import Office, StandardVersion
from satupintu.offices.published import REQUIREMENTS, OfferedService, Published
from satupintu.people.models import Role
from satupintu.people.queries import current_assignments
from satupintu.people.screens import screens_for
from satupintu.rules import clock
from satupintu.walkin.queries.doors import at_desks
from satupintu.walkin.queries.snapshot import opening, public_state
from satupintu.walkin.queries.usual import usual_wait


@dataclass(frozen=True)
class Figures:
    """What the top of the public page shows; `services` is empty when it cannot be told."""

    opening: dict[str, Any]
    opens: datetime | None
    closes: datetime | None
    spans: list[tuple[datetime, datetime]]
    services: list[dict[str, Any]]
    waiting: int | None
    at: datetime
    usual: tuple[int, int] | None = None  # minutes, where no range of now can be given


@dataclass(frozen=True)
class PublishedStandard:
    """A service with the standard that is in force for it."""

    service: OfferedService
    version: StandardVersion
    choices: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The service's formal name, in the language of the page."""
        return gettext(self.service.formal_name)

    @property
    def content(self) -> dict[str, Any]:
        """The components; a requirement that the office has dropped since is not asked here."""
        content = dict(self.version.content)
        asked = dict(content.get("persyaratan", {}))
        asked["visit"] = [self._now(each) for each in asked.get("visit", [])]
        told: dict[str, Any] = all_said(content | {"persyaratan": asked})
        return told

    def _now(self, requirement: dict[str, Any]) -> dict[str, Any]:
        decision = REQUIREMENTS.get(requirement.get("code", ""))
        wanted = not decision or self.choices[decision]
        return requirement | {"on": bool(requirement.get("on", True) and wanted)}


def live_figures(place: Published) -> Figures:
    """Opening state and the waiting of each service, as of now."""
    now = clock.now()
    seen = public_state(place, now) if place.office.serving else None
    hours = seen["opening"] if seen else opening(place, now)
    services = [
        {
            "code": service.code,
            "name": service.short_name,
            "waiting": seen["services"][service.code]["waiting"],
            "range": seen["services"][service.code]["range"],
        }
        for service in place.services
        if service.offered and seen
    ]
    return Figures(
        opening=hours,
        opens=_moment(hours["next"]),
        closes=_moment(hours["closes"]),
        spans=[(datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in hours["spans"]],
        services=services,
        waiting=seen["waiting"] if seen else None,
        at=now,
        usual=None if any(each["range"] for each in services) else _usual(place, hours, now),
    )


def officers_now(place: Published) -> int:
    """How many officers sit at a desk of the office now."""
    return at_desks(place.office.pk)


def standards(place: Published) -> list[PublishedStandard]:
    """The standard in force today of each offered service."""
    rows = StandardVersion.objects.filter(
        service__office_id=place.office.pk, valid_from__lte=place.day
    )
    versions = {version.service_id: version for version in rows.order_by("valid_from")}
    return [
        PublishedStandard(service, versions[service.id], place.choices)
        for service in place.services
        if service.offered and service.id in versions
    ]


def standard_of(place: Published, service_code: str) -> PublishedStandard | None:
    """The standard in force today of one service."""
    return next((each for each in standards(place) if each.service.code == service_code), None)


def my_offices(officer_id: int) -> list[dict[str, Any]]:
    """The offices an officer works in, each with the screens the roles open. One statement."""
    held: dict[Office, set[str]] = {}
    rows = current_assignments(officer_id).select_related("office")
    for row in rows.order_by("office__name", "id"):
        held.setdefault(row.office, set()).add(row.role)
    return [
        {
            "office": office,
            "roles": [Role(role).label for role in sorted(roles)],
            "screens": screens_for(office.code, roles),
        }
        for office, roles in held.items()
    ]


def _usual(place: Published, hours: dict[str, Any], now: datetime) -> tuple[int, int] | None:
    return usual_wait(place, now) if hours["open"] else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
