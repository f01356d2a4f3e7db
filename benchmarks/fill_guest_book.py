"""Fills a guest book of many visits and adds an officer who may take it away; prints JSON.

`python -m benchmarks.fill_guest_book VISITS`, after `benchmarks.fill`.
"""

import json
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "satupintu.config.settings")
django.setup()

from satupintu.offices.models import Office  # noqa: E402
from satupintu.people.models import Assignment, Officer, Person, Role  # noqa: E402
from satupintu.rules import clock  # noqa: E402
from satupintu.walkin.models import GuestBookEntry  # noqa: E402

NAME, PASSWORD = "kepala", "sandi-untuk-pengukuran"


def fill(visits: int) -> dict[str, str]:
    """As many visits as given in the year before today, and a supervisor with a password."""
    now, office = clock.now(), Office.objects.get()
    officer = Officer(username=NAME, name="Kepala")
    officer.set_password(PASSWORD)
    officer.save()
    Assignment.objects.create(
        officer=officer, office=office, role=Role.SUPERVISOR, since=now.date()
    )
    persons = Person.objects.bulk_create(
        Person(
            office=office, name=f"Pengunjung {n}", name_key=f"pengunjung {n}", created_at=now,
            email=f"p{n}@example.org", institution=f"Universitas {n % 90}",
        )
        for n in range(visits // 4)
    )  # fmt: skip
    GuestBookEntry.objects.bulk_create(
        (
            GuestBookEntry(
                office=office, day=(now - timedelta(days=n % 360)).date(), signed_at=now,
                person=persons[n % len(persons)], purpose_text=f"Skripsi tentang sektor {n % 40}",
            )
            for n in range(visits)
        ),
        batch_size=2000,
    )  # fmt: skip
    first = (now - timedelta(days=360)).date()
    return {
        "name": NAME, "password": PASSWORD, "first": first.isoformat(),
        "lately": (now - timedelta(days=55)).date().isoformat(),
        "last": (now + timedelta(days=1)).date().isoformat(),
    }  # fmt: skip


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill(int(sys.argv[1]))))
