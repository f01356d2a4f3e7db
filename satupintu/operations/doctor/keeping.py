"""The backups: how old, where, and whether the key is kept elsewhere."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from satupintu.operations.backups.key import key_file
from satupintu.operations.backups.rotation import backups_in
from satupintu.operations.doctor.findings import Finding, ok, trouble, warning
from satupintu.rules import clock

OLD = timedelta(hours=30)  # one missed evening
TOO_OLD = timedelta(days=7)


def backup() -> Iterator[Finding]:
    """The last one, the second place, the key."""
    yield from _age()
    yield from _place()
    if settings.BACKUP_KEY:
        yield ok("backup", "the key comes from BACKUP_KEY")
    elif key_file().exists():
        yield warning(
            "backup",
            f"the key lies in {key_file()}; lost with this machine, no backup can be read",
            "Copy it to another place (paper in the safe). To end this reminder, set BACKUP_KEY.",
        )


def _age() -> Iterator[Finding]:
    found = backups_in(Path(settings.BACKUP_DIR))
    if not found:
        mend = "Run: satupintu backup. While the service runs it makes one every evening."
        yield warning("backup", f"there is no backup in {settings.BACKUP_DIR}", mend)
        return
    age = clock.now() - found[-1].made_at
    hours = age.total_seconds() / 3600
    says = f"the last of {len(found)} is {hours:.0f} hours old"
    mend = "Run: satupintu backup, and read what it says."
    if age > TOO_OLD:
        yield trouble("backup", says, mend)
    elif age > OLD:
        yield warning("backup", says, mend)
    else:
        yield ok("backup", says)


def _place() -> Iterator[Finding]:
    place = Path(settings.BACKUP_DIR)
    nearest = next(each for each in (place, *place.parents) if each.exists())
    if not os.access(nearest, os.W_OK):
        yield trouble("backup", f"{place} cannot be written", "Mount it, or change BACKUP_DIR.")
    elif nearest.stat().st_dev == Path(settings.DATA_DIR).stat().st_dev:
        yield warning(
            "backup",
            f"{place} is on the same disk as the data: one broken disk takes both",
            "Set BACKUP_DIR to another disk, a USB disk or a mounted directory of another machine.",
        )
    else:
        yield ok("backup", f"{place} is on another disk than the data")
