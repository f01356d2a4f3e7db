"""What the worker does with files: asks the virus scanner, and tidies up."""

import logging
import os
import threading
from datetime import timedelta
from itertools import cycle

from django.db import connection
from django.db.models import F

from satupintu.files import disk, scanner
from satupintu.files.accepted import CROWDED_HOURS, LOOSE_HOURS
from satupintu.files.actions.arriving import give_up
from satupintu.files.actions.deciding import refuse, release, remove
from satupintu.files.actions.room import crowded
from satupintu.files.models import Arrival, StoredFile
from satupintu.files.workflow import State
from satupintu.rules import clock

AT_ONCE = 20  # files at one look
TIDIED = 500  # loose files at one look
SHARDS = 16  # of 256 folders at one look: every quarter of an hour, all of them in four hours
YOUNG = 2 * 3600  # seconds; a file without a row may be one whose act is not over

log = logging.getLogger(__name__)
_looking = threading.Lock()
_shards = cycle(f"{number:02x}" for number in range(256))


def ask_scanner() -> None:
    """Look at files in quarantine in a thread of its own: a scanner may take its time."""
    waiting = StoredFile.objects.filter(state=State.QUARANTINED).exists()
    if waiting and _looking.acquire(blocking=False):
        threading.Thread(target=_look, name="scanner", daemon=True).start()


def _look() -> None:
    try:
        look_at_waiting()
    except Exception:
        log.exception("Files wait in quarantine; they are looked at again in some seconds")
    finally:
        _looking.release()
        connection.close()


def look_at_waiting() -> None:
    """Ask the scanner about files in quarantine, the longest unasked first.

    While it does not answer they stay there; without a scanner nobody keeps them back.
    """
    rows = StoredFile.objects.filter(state=State.QUARANTINED)
    for file in rows.order_by(F("scan_tried_at").asc(nulls_first=True), "pk")[:AT_ONCE]:
        if not scanner.configured():
            release(file)
            continue
        StoredFile.objects.filter(pk=file.pk).update(scan_tried_at=clock.now())
        try:
            found = scanner.found_in(disk.place(file.key))
        except scanner.Unreachable as problem:
            log.warning("The virus scanner does not answer, files wait: %s", problem)
            return
        except FileNotFoundError:
            refuse(file, "failed")
            continue
        if found:
            refuse(file, "virus")
        else:
            release(file)


def tidy() -> None:
    """Take away what nobody attached, what stopped arriving, and files that no row knows."""
    now = clock.now()
    day, hour = now - timedelta(hours=LOOSE_HOURS), now - timedelta(hours=CROWDED_HOURS)
    for arrival in Arrival.objects.filter(touched_at__lt=hour)[:TIDIED]:
        give_up(arrival)
    loose = StoredFile.objects.filter(owner="").exclude(state=State.REMOVED).order_by("at")
    of_strangers = loose.filter(office_id__in=crowded(), at__lt=hour, household__gt="")
    for file in [*loose.filter(at__lt=day)[:TIDIED], *of_strangers.filter(at__gte=day)[:TIDIED]]:
        remove(file, "loose", actor="system")
    StoredFile.objects.filter(at__lt=day, household__gt="").update(household="")
    sweep_arriving()
    for _ in range(SHARDS):
        sweep(next(_shards))


def sweep_arriving() -> int:
    """Pieces on disk that no arrival knows, left by a process that ended."""
    known = set(Arrival.objects.values_list("key", flat=True))
    old = [path for path in disk.arriving() if path.name not in known and _old(path)]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def sweep(shard: str) -> int:
    """Kept files of a folder that no row knows, or whose row says that they are gone."""
    there = {path.name: path for path in disk.kept_in(shard)}
    known = set(
        StoredFile.objects.filter(key__in=list(there), ended_at=None).values_list("key", flat=True)
    )
    old = [path for key, path in there.items() if key not in known and _old(path)]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _old(path: os.PathLike[str]) -> bool:
    try:
        return clock.now().timestamp() - os.stat(path).st_mtime > YOUNG
    except FileNotFoundError:
        return False
