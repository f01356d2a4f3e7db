"""What a channel is. Adapters translate; they decide nothing and store nothing."""

from dataclasses import dataclass
from datetime import datetime

from satupintu.outbox.workflow import Cause

LINE_BROKEN = frozenset({Cause.UNREACHABLE, Cause.DROPPED, Cause.LOGIN})


class NotTaken(Exception):
    """The other side did not take it. `said` is its code, never its sentence."""

    def __init__(self, cause: Cause, said: str = "") -> None:
        super().__init__(f"{cause} {said}".strip())
        self.cause = cause
        self.said = said

    @property
    def line_broken(self) -> bool:
        """Whether nothing more can be sent over this connection."""
        return self.cause in LINE_BROKEN


@dataclass(frozen=True)
class Enclosed:
    """A small file of a letter."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """A letter as an adapter gets it: values only."""

    to: str
    subject: str
    text: str
    message_id: str
    at: datetime
    thread_id: str = ""
    sender_name: str = ""  # shown when the deployment's address has no name of its own
    automatic: bool = False
    enclosed: tuple[Enclosed, ...] = ()
