"""An office begins: its services with their published standards, hours and desks."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from satupintu.offices import starting_standard as start
from satupintu.offices.actions.dates import today
from satupintu.offices.models import (
    Desk,
    HoursVersion,
    Level,
    Office,
    Service,
    ServiceVersion,
    StandardVersion,
)
from satupintu.offices.published import forget

EVER = date(2020, 1, 1)  # a new office has no past that this could alter
WORDS = ("letter", "name", "short_name", "formal_name", "example", "fee_text")


@transaction.atomic
def found_office(
    *, code: str, name: str, zone: str, level: str = Level.PROVINCE, address: str = "",
    desks: Sequence[str] = ("Meja 1", "Meja 2", "Meja 3"), hours: dict[str, Any] | None = None,
    example: bool = False,
) -> Office:  # fmt: skip
    """An office is set up to receive visitors with the leaflet's standard; every desk serves all.

    An office of the tree that has not served yet becomes a serving one.
    """
    office, _ = Office.objects.update_or_create(
        code=code,
        defaults={
            "name": name,
            "zone": zone,
            "level": level,
            "address": address,
            "serving": True,
            "example": example,
        },
    )
    services = _services(office)
    HoursVersion.objects.create(office=office, valid_from=EVER, hours=hours or start.HOURS)
    tables = Desk.objects.bulk_create(
        Desk(office=office, number=number, name=desk_name)
        for number, desk_name in enumerate(desks, 1)
    )
    serves = Desk.services.through
    serves.objects.bulk_create(
        serves(desk=desk, service=service) for desk in tables for service in services
    )
    forget()
    return office


def _services(office: Office) -> list[Service]:
    """The services of the leaflet, each with its words and its standard."""
    services = Service.objects.bulk_create(
        Service(office=office, code=words["code"], icon=words["icon"], position=position)
        for position, words in enumerate(start.SERVICES)
    )
    both = list(zip(services, start.SERVICES, strict=True))
    ServiceVersion.objects.bulk_create(
        ServiceVersion(service=service, valid_from=EVER, **{key: words[key] for key in WORDS})
        for service, words in both
    )
    reviewed_on = today(office)
    StandardVersion.objects.bulk_create(
        StandardVersion(
            service=service, valid_from=EVER, reviewed_on=reviewed_on, content=words["standard"]
        )
        for service, words in both
    )
    return services
