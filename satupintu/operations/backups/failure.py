"""A backup that failed, in plain words for those who answer for the office.

What the worker met lies in a small file beside the data: the pages may run in another process.
"""

import errno
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from satupintu.operations.backups.encryption import Unreadable
from satupintu.operations.backups.key import key_file
from satupintu.operations.backups.rotation import backups_in
from satupintu.people.notices import Notice
from satupintu.rules import clock
from satupintu.ui import formats

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
OLD = timedelta(hours=30)  # one missed evening
FULL = {errno.ENOSPC, errno.EDQUOT}
REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENODEV, errno.EIO}


def failure_file() -> Path:
    """Where the last failure is noted until a backup succeeds."""
    return Path(settings.DATA_DIR) / "backup_failed"


def note(problem: Exception) -> None:
    """The backup has failed for this reason."""
    told = {"at": clock.now().isoformat(), "why": _kind(problem)}
    with suppress(OSError):  # a full disk: the age of the last backup tells it as well
        failure_file().write_text(json.dumps(told), encoding="utf-8")


def over() -> None:
    """A backup has succeeded."""
    failure_file().unlink(missing_ok=True)


def tell() -> Iterator[Notice]:
    """What is wrong with the backups, and what to do; on the clock of the office that reads."""
    found = backups_in(Path(settings.BACKUP_DIR))
    last = found[-1].made_at if found else None
    if failed := _failed():
        at, why = failed
        words = _("Cadangan harian gagal %(when)s: %(why)s.")
        said = words % {"when": _moment(at), "why": _why(why)}
        yield Notice(f"{said} {_last_words(last)}", _mend(why))
    elif clock.now() - (last or _begun()) > OLD:
        words = _("Sudah lebih dari sehari tidak ada cadangan.")
        yield Notice(f"{words} {_last_words(last)}", _mend("other"))


def _kind(problem: Exception) -> str:
    if isinstance(problem, Unreadable):
        return "damaged"
    number = getattr(problem, "errno", None)
    return "full" if number in FULL else "refused" if number in REFUSED else "other"


def _failed() -> tuple[datetime, str] | None:
    try:
        told = json.loads(failure_file().read_text(encoding="utf-8"))
        return datetime.fromisoformat(told["at"]), str(told["why"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _begun() -> datetime:
    """Since when there is something to back up: the key is made at the first start."""
    try:
        return EPOCH + timedelta(seconds=key_file().stat().st_mtime)
    except OSError:
        return clock.now()


def _why(why: str) -> str:
    return {
        "full": _("disk tempat cadangan penuh"),
        "refused": _("tempat cadangan tidak bisa ditulis"),
        "damaged": _("hasilnya tidak bisa dibaca kembali"),
    }.get(why, _("sebabnya tertulis di catatan server"))


def _mend(why: str) -> str:
    first = {
        "full": _("Kosongkan disk itu, atau ganti BACKUP_DIR ke disk lain."),
        "refused": _("Pasang lagi disk atau folder cadangan, atau ganti BACKUP_DIR."),
        "damaged": _("Periksa disk itu, lalu ganti BACKUP_DIR ke disk lain."),
    }.get(why, _("Minta pengelola server menjalankan satupintu doctor."))
    then = _("Lalu jalankan satupintu backup. Server mencoba lagi setiap jam.")
    return f"{first} {then}"


def _last_words(last: datetime | None) -> str:
    if last is None:
        return _("Belum ada satu cadangan pun.")
    return _("Cadangan terakhir yang baik: %(when)s.") % {"when": _moment(last)}


def _moment(at: datetime) -> str:
    day, time = formats.long_date(at), f"{formats.clock(at)} {formats.zone_word()}"
    return _("%(day)s pukul %(time)s") % {"day": day, "time": time}
