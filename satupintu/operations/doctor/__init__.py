"""The doctor: looks at an installation, changes nothing, and says how to mend what is wrong."""

from collections.abc import Callable, Iterator
from itertools import chain

from satupintu.operations.doctor import attachments, data, doors, keeping, machine, mail, people
from satupintu.operations.doctor.findings import Finding, State, trouble

CHECKS: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
    ("configuration", doors.configuration),
    ("https", doors.https),
    ("database", data.database),
    ("clock", data.clock_behind),
    ("holidays", data.holidays),
    ("journal", data.journal),
    ("passwords", people.passwords),
    ("administrators", people.administrators),
    ("voice", machine.voice),
    ("disk", machine.disk),
    ("files", machine.permissions),
    ("attachments", attachments.attachments),
    ("backup", keeping.backup),
    ("mail", mail.mail),
)
NEEDS_TABLES = {
    "clock",
    "holidays",
    "journal",
    "passwords",
    "administrators",
    "voice",
    "mail",
    "attachments",
}


def examine() -> list[Finding]:
    """Every finding, in the order in which they are told."""
    found: list[Finding] = []
    for name, check in CHECKS:
        broken = any(each.about == "database" and each.state is State.TROUBLE for each in found)
        if not (broken and name in NEEDS_TABLES):
            found += _looked_at(name, check)
    return found


def _looked_at(name: str, check: Callable[[], Iterator[Finding]]) -> list[Finding]:
    try:
        return list(chain(check()))
    except Exception as problem:  # one broken thing must not hide the others
        said = f"could not be looked at: {type(problem).__name__}: {problem}"
        return [trouble(name, said, "Mend this first; run the doctor again.")]
