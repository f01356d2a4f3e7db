"""The daily backup makes itself: in the first quiet moment of the evening, else after 24 hours."""

import logging
import threading
from datetime import datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Max, Min

from satupintu.journal.models import Entry
from satupintu.offices.models import Office
from satupintu.operations.backups import failure
from satupintu.operations.backups.make import Busy, make_backup
from satupintu.operations.backups.rotation import backups_in
from satupintu.rules import clock

log = logging.getLogger(__name__)
EVENING = time(18, 0)
QUIET = timedelta(minutes=5)  # nothing has happened for so long
LONGEST = timedelta(hours=24)
AGAIN_AFTER_FAILURE = timedelta(hours=1)

_not_before: list[datetime] = []


def back_up_when_due() -> None:
    """Start the daily backup in a thread of its own, so that sealing and calling go on."""
    if _not_before and clock.now() < _not_before[0]:
        return
    if is_due(clock.now()):
        _not_before[:] = [clock.now() + AGAIN_AFTER_FAILURE]
        threading.Thread(target=_back_up, name="backup", daemon=True).start()


def is_due(now: datetime) -> bool:
    """Whether it is evening and quiet and today has none yet, or the last one is a day old."""
    last = _last_backup()
    told = Entry.objects.aggregate(first=Min("at"), newest=Max("at"))
    if told["first"] is None:
        return False  # nothing has happened yet
    if now - (last or told["first"]) >= LONGEST:
        return True
    evening = _evening(now)
    quiet = now - told["newest"] >= QUIET
    return now >= evening and quiet and (last is None or last < evening)


def _last_backup() -> datetime | None:
    found = backups_in(Path(settings.BACKUP_DIR))
    return found[-1].made_at if found else None


def _evening(now: datetime) -> datetime:
    zone = Office.objects.filter(serving=True).values_list("zone", flat=True).first() or "WIB"
    local = now.astimezone(clock.ZONES[zone])
    return datetime.combine(local.date(), EVENING, clock.ZONES[zone])


def _back_up() -> None:
    try:
        made = make_backup()
        log.info("Backup %s made and verified", made.path)
    except Busy:
        pass
    except Exception as problem:
        failure.note(problem)
        log.exception("No backup was made; the next attempt is in an hour. Run: satupintu doctor")
    finally:
        connection.close()
