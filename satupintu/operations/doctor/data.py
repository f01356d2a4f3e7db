"""The database and what is in it: reachable, durable, current, in order."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Max
from django.db.utils import DatabaseError

from satupintu.journal import seals
from satupintu.journal.models import Entry, Head, Seal
from satupintu.offices.models import HolidayYear, Office
from satupintu.operations.commands.migrate import is_behind
from satupintu.operations.doctor.findings import Finding, ok, trouble, warning
from satupintu.rules import clock

NEXT_YEAR_FROM = 10  # the decree for the next year is out by then
MAY_WAIT = timedelta(seconds=10)  # a seal is due within a second


def database() -> Iterator[Finding]:
    """Reachable, at this version, and safe in a power cut."""
    try:
        connection.ensure_connection()
    except DatabaseError as problem:
        yield trouble("database", str(problem).strip(), "Check DATABASE_URL and the server.")
        return
    if is_behind():
        mend = "Run: satupintu migrate (`run` and `serve` do it when they start)"
        yield trouble("database", "migrations of this version are missing", mend)
        return
    yield ok("database", f"{connection.vendor} is reachable and at this version")
    yield from _sqlite() if connection.vendor == "sqlite" else _postgresql()


def _sqlite() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        durable = cursor.execute("PRAGMA synchronous").fetchone()[0]
        said = cursor.execute("PRAGMA quick_check").fetchone()[0]
    if mode != "wal" or durable < 2:
        yield warning(
            "database",
            f"journal_mode={mode}, synchronous={durable}: slow, or not safe in a power cut",
            "Leave DATABASE_URL without options; the file system must allow WAL (no network disk).",
        )
    else:
        yield ok("database", "WAL and synchronous=FULL: a number on paper survives a power cut")
    if said != "ok":
        yield trouble("database", f"the file is damaged: {said}", "Restore the last backup.")


def _postgresql() -> Iterator[Finding]:
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        if _setting(name) == "off":
            mend = f"Set {name} = on in postgresql.conf (deploy/postgresql.conf)."
            yield warning("database", f"{name} is off: not safe in a power cut", mend)


def clock_behind() -> Iterator[Finding]:
    """A clock behind the last event would date what happens next into the past."""
    last: datetime | None = Entry.objects.aggregate(last=Max("at"))["last"]
    now = clock.now()
    if last and now < last - timedelta(seconds=1):
        yield trouble(
            "clock",
            f"the clock says {now:%Y-%m-%d %H:%M}Z, the last event was at {last:%Y-%m-%d %H:%M}Z",
            "Set the clock (timedatectl set-ntp true) before anybody takes a number.",
        )
    else:
        yield ok("clock", f"{now:%Y-%m-%d %H:%M}Z, not behind the last event")


def holidays() -> Iterator[Finding]:
    """Due moments in a year that is not loaded cannot be reckoned."""
    today = clock.now().astimezone(clock.ZONES["WIB"]).date()
    loaded = set(HolidayYear.objects.values_list("year", flat=True))
    if today.year not in loaded:
        mend = f"With the decree in hand: satupintu load-holidays {today.year}"
        yield trouble("holidays", f"the holidays of {today.year} are not loaded", mend)
    else:
        yield ok("holidays", f"{today.year} is loaded")
    if today.month >= NEXT_YEAR_FROM and today.year + 1 not in loaded:
        mend = f"When the decree is known: satupintu load-holidays {today.year + 1}"
        yield warning("holidays", f"the holidays of {today.year + 1} are not loaded yet", mend)


def journal() -> Iterator[Finding]:
    """The chain of seals: unbroken, without gaps, and not far behind."""
    sealed = dict(Seal.objects.values_list("office_id").annotate(last=Max("last")))
    names = dict(Office.objects.values_list("pk", "code"))
    for office_id, head in Head.objects.values_list("office_id", "last"):
        for wrong in seals.verify(office_id):
            mend = "Keep a copy of the database as it is, and compare it with the backups."
            yield trouble("journal", f"office {names[office_id]}: {wrong}", mend)
        if Entry.objects.filter(office_id=office_id).count() != head:
            said = f"office {names[office_id]}: the entries are not 1 to {head}"
            yield trouble("journal", said, "Compare the database with the backups.")
        if (since := _unsealed_since(office_id, sealed.get(office_id, 0))) is not None:
            waits = clock.now() - since
            if waits > MAY_WAIT:
                said = f"office {names[office_id]}: unsealed for {waits.total_seconds():.0f} s"
                yield warning("journal", said, "Start the service; on PostgreSQL a worker as well.")
    yield ok("journal", f"{len(sealed)} chains of seals looked at")


def _unsealed_since(office_id: int, sealed: int) -> datetime | None:
    waiting = Entry.objects.filter(office_id=office_id, seq__gt=sealed).order_by("seq")
    return waiting.values_list("at", flat=True).first()


def _setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [name])
        return str(cursor.fetchone()[0])
