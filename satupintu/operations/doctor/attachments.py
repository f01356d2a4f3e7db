"""Attached files: whether the virus scanner answers, and whether every file has its content."""

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from satupintu.files import disk, scanner
from satupintu.files.models import StoredFile
from satupintu.files.workflow import State
from satupintu.operations.doctor.findings import Finding, ok, trouble, warning
from satupintu.rules import clock

MAY_WAIT = timedelta(minutes=10)
LOOKED_AT = 500  # the newest; enough to see that a folder was lost


def attachments() -> Iterator[Finding]:
    """The scanner, what waits for it, and content that is missing."""
    if scanner.configured():
        yield _scanner()
    waiting = StoredFile.objects.filter(state=State.QUARANTINED, at__lt=clock.now() - MAY_WAIT)
    if count := waiting.count():
        yield warning("attachments", f"{count} wait for the virus scanner", "See CLAMAV_ADDRESS.")
    newest = StoredFile.objects.filter(ended_at=None).order_by("-pk")[:LOOKED_AT]
    missing = [file for file in newest if not disk.place(file.key).exists()]
    if missing:
        said = f"{len(missing)} of the newest {len(newest)} files have no content on the disk"
        yield trouble("attachments", said, "Bring back `files` in DATA_DIR from a backup.")
    elif newest:
        yield ok("attachments", f"the newest {len(newest)} are there")


def _scanner() -> Finding:
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample"
        sample.write_bytes(b"satu pintu")
        try:
            scanner.found_in(sample)
        except scanner.Unreachable as problem:
            mend = "Start clamd or correct CLAMAV_ADDRESS; until then attachments wait."
            return trouble("attachments", f"the virus scanner does not answer: {problem}", mend)
    return ok("attachments", "the virus scanner answers")
