"""Which backups are there and which of them are kept: 7 daily, 4 weekly, 12 monthly."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path

NAME = re.compile(r"^satupintu-(\d{8}T\d{6})Z\.backup$")
STAMP = "%Y%m%dT%H%M%S"
DAILY, WEEKLY, MONTHLY = 7, 4, 12


@dataclass(frozen=True, order=True)
class Kept:
    """A backup in the second place, and when it was made."""

    made_at: datetime
    path: Path


def name_of(moment: datetime) -> str:
    """The name of a backup made at this moment."""
    return f"satupintu-{moment.astimezone(UTC):{STAMP}}Z.backup"


def backups_in(place: Path) -> list[Kept]:
    """The backups in a directory, oldest first; files of other names are not ours."""
    if not place.is_dir():
        return []
    found = ((NAME.match(path.name), path) for path in place.iterdir())
    return sorted(
        Kept(datetime.strptime(match[1], STAMP).replace(tzinfo=UTC), path)
        for match, path in found
        if match
    )


def superfluous(backups: Iterable[Kept], zone: tzinfo) -> list[Kept]:
    """Those that no daily, weekly or monthly place keeps; the newest of each period stays."""
    newest_first = sorted(backups, reverse=True)
    periods: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (DAILY, lambda local: local.date()),
        (WEEKLY, lambda local: local.isocalendar()[:2]),
        (MONTHLY, lambda local: (local.year, local.month)),
    )
    staying: set[Kept] = set()
    for most, period in periods:
        first_of: dict[object, Kept] = {}
        for backup in newest_first:
            first_of.setdefault(period(backup.made_at.astimezone(zone)), backup)
        staying.update(list(first_of.values())[:most])
    return [backup for backup in sorted(backups) if backup not in staying]
