"""The machine: voice, disk, who may read the files."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from satupintu.offices.models import Desk, Office
from satupintu.operations.doctor.findings import Finding, ok, trouble, warning
from satupintu.ui import voice as speech

LITTLE, TOO_LITTLE = 2_000_000_000, 300_000_000  # bytes
SECRETS = ("secret_key", "backup_key", "satupintu.sqlite3", "tls/authority.key", "tls/server.key")
FRONT = "Meja depan"


def voice() -> Iterator[Finding]:
    """Whether every call can be spoken: own clips, the office's recordings, or espeak-ng."""
    espeak = shutil.which("espeak-ng") is not None
    wanted = [*speech.sentence("AUMRP0123456789", FRONT), speech.LAST_CALL]
    if lost := speech.missing(wanted):
        said = f"clips are missing: {', '.join(lost)}"
        yield trouble("voice", said, "Unpack this version of the product again.")
    else:
        yield ok("voice", "our own clips are complete")
    for office in Office.objects.filter(serving=True):
        desks = Desk.objects.filter(office=office, active=True).values_list("name", flat=True)
        names = (name for desk in desks for name in speech.place_names(desk))
        lost = speech.missing(names, office.code)
        if lost and not espeak:
            yield warning(
                "voice",
                f"office {office.code}: nothing says {', '.join(lost)}",
                f"Install espeak-ng, or record these words as WAV in {speech.bank(office.code)}.",
            )
    if not espeak:
        yield ok("voice", "espeak-ng is not installed; it is needed only for words without a clip")


def disk() -> Iterator[Finding]:
    """Room for numbers, guest books and backups."""
    free = shutil.disk_usage(settings.DATA_DIR).free
    says = f"{free / 1e9:.1f} GB free where the data is"
    mend = "Free some room, or move DATA_DIR to a larger disk."
    if free < TOO_LITTLE:
        yield trouble("disk", says, mend)
    elif free < LITTLE:
        yield warning("disk", says, mend)
    else:
        yield ok("disk", says)


def permissions() -> Iterator[Finding]:
    """Secrets and visitors' data are readable by the service only."""
    if os.name != "posix":
        yield ok("files", "permissions are not looked at on this system")
        return
    home = Path(settings.DATA_DIR)
    closed = not stat.S_IMODE(home.stat().st_mode) & 0o007
    readable = [name for name in SECRETS if not closed and _others_read(home / name)]
    if readable:
        mend = f"chmod o= {' '.join(str(home / name) for name in readable)}"
        yield warning("files", f"others may read {', '.join(readable)}", mend)
    else:
        yield ok("files", "secrets and data are readable by the service only")


def _others_read(file: Path) -> bool:
    return file.exists() and bool(stat.S_IMODE(file.stat().st_mode) & 0o007)
