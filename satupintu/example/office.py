"""The sample office itself: address, contacts, desks, officers. Facts from its standard."""

import secrets
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

from satupintu.catalogue.actions.starting import load_starter
from satupintu.example.elsewhere import point_elsewhere
from satupintu.example.facts import CODE, PASSWORD
from satupintu.journal.record import writing
from satupintu.offices.actions.founding import found_office
from satupintu.offices.actions.holidays import DECREES, load_year
from satupintu.offices.models import (
    Contact,
    ContactKind,
    Desk,
    HolidayYear,
    Office,
    Season,
    SpecialDay,
)
from satupintu.offices.published import forget, published
from satupintu.people.models import Assignment, Officer, Role
from satupintu.rules import clock
from satupintu.rules.working_time import CalendarNotLoaded

CHECKED = date(2026, 7, 1)
CONTACTS: tuple[tuple[str, str, bool], ...] = (
    (ContactKind.PHONE, "024-8412802", False),
    (ContactKind.PHONE, "024-8412804", False),
    (ContactKind.PHONE, "024-8412805", False),
    (ContactKind.FAX, "024-8311195", False),
    (ContactKind.WEBSITE, "https://pst.bps.go.id", False),
    (ContactKind.EMAIL, "jateng@bps.go.id", True),
    (ContactKind.BOX, "Kotak saran dan pengaduan di ruang pelayanan", True),
    (ContactKind.COMPLAINT_SITE, "https://s.bps.go.id/pengaduanjateng", True),
    (ContactKind.WHATSAPP, "0815-6770-1212", True),
    (ContactKind.SOCIAL, "@bpsprovjateng", True),
    (ContactKind.LAPOR, "https://lapor.go.id", True),
)
WAYS = ("Dari pintu masuk, belok kanan.", "Dari pintu masuk, lurus.", "Di sebelah perpustakaan.")
OFFICERS: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("rina", "Rina Wulandari", (Role.FRONT_OFFICE,)),
    ("dewi", "Dewi Lestari", (Role.CONSULTANT,)),
    ("budi", "Budi Santoso", (Role.CONSULTANT,)),
    ("sari", "Sari Handayani", (Role.CONSULTANT, Role.FRONT_OFFICE)),
    ("ratna", "Ratna Kusuma", (Role.COMPLAINT_HANDLER,)),
    ("hartono", "Hartono Wijaya", (Role.SUPERVISOR,)),
    ("andi", "Andi Prasetyo", (Role.ADMINISTRATOR, Role.SUPERVISOR)),
)
RAMADAN = (
    ("Ramadan 1447 H", date(2026, 2, 18), date(2026, 3, 19)),
    ("Ramadan 1448 H", date(2027, 2, 8), date(2027, 3, 9)),
)
RAMADAN_HOURS = {
    **{str(day): [["08:00", "12:00"], ["12:30", "15:00"]] for day in range(4)},
    "4": [["08:00", "11:30"], ["12:30", "15:30"]],
}


def found_example() -> Office:
    """The sample office with everything but visitors; nothing when it is already there."""
    if found := Office.objects.filter(code=CODE, serving=True).first():
        return found
    with writing():
        for year in DECREES:
            if not HolidayYear.objects.filter(year=year).exists():
                load_year(year)
        office = found_office(
            code=CODE, name="BPS Provinsi Jawa Tengah", zone="WIB",
            address="Jl. Pahlawan No. 6, Semarang 50241", example=True,
        )  # fmt: skip
        for name, first, last in RAMADAN:
            Season.objects.create(
                office=office, name=name, first=first, last=last, hours=RAMADAN_HOURS
            )
        for position, (kind, value, complaints) in enumerate(CONTACTS):
            Contact.objects.create(
                office=office, kind=kind, value=value, for_complaints=complaints,
                checked_on=CHECKED, position=position,
            )  # fmt: skip
        for desk, way in zip(Desk.objects.filter(office=office), WAYS, strict=True):
            Desk.objects.filter(pk=desk.pk).update(way=way)
        _appoint(office)
        load_starter(office)
        point_elsewhere(
            office, Assignment.objects.get(office=office, role=Role.ADMINISTRATOR).officer_id
        )
    return office


def open_for_trying(office: Office) -> bool:
    """The sample office opens today, marked CONTOH, when somebody tries it outside its hours."""
    if not office.example:
        return False
    place, now = published(office.code), clock.now()
    try:
        if place.calendar.open_at(now):
            return False
    except CalendarNotLoaded:
        pass
    SpecialDay.objects.update_or_create(
        office=office, day=place.day,
        defaults={"intervals": [["00:00", "23:59"]], "reason": "CONTOH: dibuka untuk dicoba"},
    )  # fmt: skip
    forget()
    return True


def _appoint(office: Office) -> None:
    since = clock.now().date()
    sample = Officer()
    sample.set_password(PASSWORD)  # hashed once: seven times would make the first start slow
    for username, name, roles in OFFICERS:
        officer, _ = Officer.objects.get_or_create(
            username=username, defaults={"name": name, "password": sample.password, "example": True}
        )
        for role in roles:
            Assignment.objects.get_or_create(
                officer=officer, office=office, role=role, until=None, defaults={"since": since}
            )


def with_sample_password() -> list[str]:
    """Names of sample officers whose password still is the one that the documentation tells."""
    officers = Officer.objects.filter(example=True, is_active=True).order_by("username")
    by_hash: dict[str, list[str]] = {}
    for username, kept in officers.values_list("username", "password"):
        by_hash.setdefault(kept, []).append(username)
    # They were hashed once for all: one comparison answers for all who never changed it.
    return [
        name for kept, names in by_hash.items() if check_password(PASSWORD, kept) for name in names
    ]


def password_file() -> Path:
    """Where a sample password lies that was made for a service open to a network."""
    return Path(settings.DATA_DIR) / "sample_password"


def sample_password() -> str:
    """What the sample officers sign in with here."""
    file = password_file()
    return file.read_text(encoding="utf-8").strip() if file.exists() else PASSWORD


def change_sample_password() -> None:
    """The service opens to a network: the password that everybody knows no longer opens it."""
    names = with_sample_password()
    if not names:
        return
    file = password_file()
    file.touch(mode=0o600)
    file.write_text(secrets.token_urlsafe(9) + "\n", encoding="utf-8")
    kept = make_password(sample_password())
    Officer.objects.filter(example=True, username__in=names).update(password=kept)
