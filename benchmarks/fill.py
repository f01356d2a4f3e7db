"""Fills a database before a measurement and prints what a client needs to know, as JSON.

`python -m benchmarks.fill OFFICES DEVICES DESKS TICKETS`
"""

import json
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "satupintu.config.settings")
django.setup()

from importlib import import_module  # noqa: E402

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402

from satupintu.offices.actions.founding import found_office  # noqa: E402
from satupintu.offices.actions.holidays import load_year  # noqa: E402
from satupintu.offices.models import Choice, Office, SpecialDay  # noqa: E402
from satupintu.offices.published import published  # noqa: E402
from satupintu.people import devices  # noqa: E402
from satupintu.people.models import Assignment, Device, Officer, Role  # noqa: E402
from satupintu.rules import clock  # noqa: E402
from satupintu.walkin.actions.duty import open_desk  # noqa: E402
from satupintu.walkin.actions.tickets import Door, take_ticket  # noqa: E402


def fill(offices: int, machines: int, desks: int, tickets: int) -> dict[str, list[str]]:
    """Offices with machines that have joined, officers who have signed in, numbers that wait."""
    now = clock.now()
    for year in {(now + timedelta(days=days)).year for days in (-60, 0, 15)}:
        load_year(year, "for a measurement at any hour")
    found = [
        found_office(
            code=f"{3300 + n}",
            name=f"BPS {n}",
            zone="WIB",
            desks=[f"Meja {d + 1}" for d in range(desks)],
        )
        for n in range(offices)
    ]
    for office in found:  # open round the clock, so that it can be measured at any hour
        for day in (now.date(), (now + timedelta(days=1)).date()):
            SpecialDay.objects.create(
                office=office, day=day, intervals=[["00:00", "23:59"]], reason="measurement"
            )
        # Hundreds ask in a minute: without puzzles, as with the peers. Limits per place stay on.
        Choice.objects.create(
            office=office, name="puzzle_after", value=1_000_000, valid_from=now.date()
        )
    secrets = [_machine(found[n % offices], n) for n in range(machines)]
    sessions = [_officer(found[0], n) for n in range(desks)]
    place = published(found[0].code)
    marks = [take_ticket(place, place.services[0], door=Door.KIOSK) for _ in range(tickets)]
    return {
        "offices": [office.code for office in found],
        "secrets": secrets,
        "sessions": sessions,
        "tokens": [ticket.token for ticket in marks],
        "marks": [ticket.mark for ticket in marks],
    }


def _machine(office: Office, number: int) -> str:
    now = clock.now()
    secret = f"machine-{number}-of-the-measurement"
    Device.objects.create(
        office=office, kind=Device.Kind.KIOSK, name=f"Mesin {number}",
        digest=devices.digest(secret),
        asked_at=now, joined_at=now, last_seen=now,
    )  # fmt: skip
    return secret


def _officer(office: Office, number: int) -> str:
    officer = Officer.objects.create(username=f"petugas{number}", name=f"Petugas {number}")
    for role in (Role.CONSULTANT, Role.FRONT_OFFICE):
        Assignment.objects.create(
            officer=officer, office=office, role=role, since=clock.now().date()
        )
    place = published(office.code)
    open_desk(place, place.desks[number], officer_id=officer.pk)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(officer.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = officer.get_session_auth_hash()
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill(*(int(word) for word in sys.argv[1:5]))))
