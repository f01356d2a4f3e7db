"""The worker's list: what is done, and how often in seconds."""

from collections.abc import Callable, Iterator

from satupintu.catalogue.actions import search_retention
from satupintu.channels.carry import carry_mail, empty_old_letters
from satupintu.consultations.actions import sweeping, talking
from satupintu.files.actions.duty import ask_scanner, tidy
from satupintu.journal.seals import seal_all
from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.operations.backups.duty import back_up_when_due
from satupintu.operations.nightly import sync_when_due
from satupintu.people.actions.codes import forget_old_codes
from satupintu.people.actions.sessions import forget_ended_sessions
from satupintu.walkin.actions import hall


def seal_journal() -> None:
    """Chain what has happened since the last look (law 11: within a second)."""
    seal_all()


def keep_hall() -> None:
    """Start services begun without a press, take back stale hand-overs, tell of silent machines."""
    for place in _serving():
        hall.keep(place)


def show_sent_messages() -> None:
    """What officers sent becomes visible when the seconds for taking it back are over."""
    for place in _serving():
        talking.show_due(place)


def keep_consultations() -> None:
    """Clocks that start by themselves or follow the calendar, reminders, closing for silence."""
    for place in _serving():
        sweeping.keep(place)


def count_old_searches() -> None:
    """Words of searches older than the office keeps them become counts."""
    for place in _serving():
        search_retention.count_old_searches(place)


def _serving() -> Iterator[Published]:
    for code in Office.objects.filter(serving=True).values_list("code", flat=True):
        yield published(code)


TASKS: list[tuple[float, Callable[[], object]]] = [
    (0.5, seal_journal),
    (1, carry_mail),
    (5, keep_hall),
    (1, show_sent_messages),
    (60, keep_consultations),
    (60, back_up_when_due),
    (300, forget_ended_sessions),
    (300, forget_old_codes),
    (600, sync_when_due),
    (900, count_old_searches),
    (5, ask_scanner),
    (900, tidy),
    (900, empty_old_letters),
]
