"""One line of what the doctor says."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    OK = "ok"
    WARNING = "warning"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and what to do about it."""

    about: str
    state: State
    says: str
    mend: str = ""


def ok(about: str, says: str) -> Finding:
    """Nothing to mend here."""
    return Finding(about, State.OK, says)


def warning(about: str, says: str, mend: str) -> Finding:
    """The office can work; something is off or will be missed later."""
    return Finding(about, State.WARNING, says, mend)


def trouble(about: str, says: str, mend: str) -> Finding:
    """Work, data or visitors are in danger now."""
    return Finding(about, State.TROUBLE, says, mend)
