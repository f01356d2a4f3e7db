"""The live door's questions, answered from this installation's database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import close_old_connections

from satupintu.consultations.queries.listening import is_inside, thread_subject
from satupintu.journal import queries as journal
from satupintu.live.house import Happened, Picture, on_seen, picture_of
from satupintu.offices.models import Office
from satupintu.people import access
from satupintu.walkin.queries.snapshot import snapshot_of
from satupintu.walkin.workflow import State


class DatabaseHouse:
    """See `satupintu.live.house.House`; called from the live door's own threads."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}

    def office(self, code: str) -> tuple[int, int] | None:
        """Office id and its journal's newest number; None where nobody is served."""
        with _lasting_connection():
            pk = Office.objects.filter(code=code, serving=True).values_list("pk", flat=True).first()
            return None if pk is None else (pk, journal.head(pk))

    def picture(self, office_id: int) -> Picture:
        """The public state now."""
        with _lasting_connection():
            if office_id not in self._codes:
                self._codes[office_id] = Office.objects.get(pk=office_id).code
            now = snapshot_of(self._codes[office_id])
            called = (mark for mark, ticket in now["tickets"].items() if ticket[0] == State.CALLED)
            return picture_of(now, called)

    def heads(self) -> dict[int, int]:
        """Office id → newest journal number."""
        with _lasting_connection():
            return journal.heads()

    def may_follow(self, session_key: str, office_code: str) -> bool:
        """Whether this session belongs to an officer of this office, now."""
        with _lasting_connection():
            return access.may_follow(session_key, office_code)

    def thread(self, office_code: str, token: str) -> str | None:
        """The consultation of this office whose asker's link this is."""
        with _lasting_connection():
            return thread_subject(office_code, token)

    def newest(self, office_id: int, subject: str) -> int:
        """The journal number of the last that happened to a consultation."""
        with _lasting_connection():
            return journal.newest_of(office_id, subject)

    def happened(self, office_id: int, after: int, upto: int) -> Sequence[Happened]:
        """What happened to consultations between two journal numbers."""
        with _lasting_connection():
            return [
                Happened(each.subject, each.seq, is_inside(each.event, each.facts))
                for each in journal.between(office_id, after, upto, "consultation:")
            ]

    def seen(self, devices: set[str]) -> None:
        """Tell everybody who asked to be told which devices are alive."""
        with _lasting_connection():
            for listener in on_seen:
                listener(devices)


@contextmanager
def _lasting_connection() -> Iterator[None]:
    # These threads live as long as the server: a broken connection is dropped, a good one kept.
    close_old_connections()
    try:
        yield
    finally:
        close_old_connections()
