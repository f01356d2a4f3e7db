"""The ten minutes when a press is taken back, or a time is stated otherwise afterwards."""

import pytest

from conftest import FRIDAY_MORNING
from satupintu.walkin.actions.calling import undo_call
from satupintu.walkin.actions.corrections import Said, correct
from satupintu.walkin.actions.referral import refer
from satupintu.walkin.actions.serving import undo_finish
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.models import Ticket, Turn
from satupintu.walkin.tests.hall import Hall

pytestmark = [pytest.mark.django_db, pytest.mark.proves("STD-TIME", "MJ-2")]


def finish_pressed_late(hall: Hall) -> tuple[Ticket, Ticket]:
    """Two who came at nine: the first one's finish pressed at 09.40, the next served at 09.42."""
    hall.at("09.00")
    hall.open(1)
    first, second = hall.arrives(), hall.arrives()
    hall.serves(1)
    hall.at("09.40")
    hall.finishes(first)
    hall.at("09.42")
    hall.serves(1)
    return first, second


def ended_truly(hall: Hall, ticket: Ticket, minute: int) -> None:
    """The supervisor states so many minutes after nine as the finish."""
    truth = Said(ended_at=FRIDAY_MORNING.replace(minute=minute))
    turn = Turn.objects.get(ticket=ticket)
    correct(hall.place, turn, truth, reason="lupa", officer_id=hall.me, supervisor=True)


def test_undoing_leaves_the_minutes_as_they_were(hall: Hall) -> None:
    hall.at("09.00")
    hall.open(1)
    first, second = hall.arrives(), hall.arrives()
    hall.serves(1)
    hall.at("09.20")
    hall.finishes(first)
    assert hall.due(second) == "09.30"
    undo_finish(first, officer_id=hall.me)
    assert hall.due(second) == "-"
    hall.at("09.25")
    hall.finishes(first)
    hall.at("09.27")
    assert hall.recorded(hall.calls(1)) == "09.35"
    second.refresh_from_db()
    undo_call(second, officer_id=hall.me)
    assert hall.due(second) == hall.shown(1) == "09.35"
    assert hall.recorded(hall.calls(1)) == "09.35"


def test_a_finish_from_which_the_next_ones_minutes_run_is_not_undone(hall: Hall) -> None:
    hall.at("09.00")
    hall.open(1, 2)
    first, second, _third = hall.arrives(), hall.arrives(), hall.arrives()
    hall.serves(1)
    hall.serves(2)
    hall.at("09.10")
    hall.finishes(first)
    hall.finishes(second)
    hall.calls(2)
    first.refresh_from_db()
    with pytest.raises(Refused, match="late"):
        undo_finish(first, officer_id=hall.me)


def test_a_corrected_finish_counts_no_restart_that_came_after_the_call(hall: Hall) -> None:
    first, second = finish_pressed_late(hall)
    hall.at("09.45")
    second.refresh_from_db()
    library = hall.place.service("library")
    assert library
    refer(second, library, officer_id=hall.me, reason="buku")
    ended_truly(hall, first, minute=25)
    assert (hall.recorded(second), hall.kept(second)) == ("09.35", False)


def test_a_corrected_finish_moves_the_minutes_of_whoever_was_next(hall: Hall) -> None:
    first, second = finish_pressed_late(hall)
    assert (hall.recorded(second), hall.kept(second)) == ("09.50", True)
    ended_truly(hall, first, minute=25)
    assert (hall.recorded(second), hall.kept(second)) == ("09.35", False)


def test_a_corrected_finish_moves_no_clock_that_did_not_run_from_it(hall: Hall) -> None:
    hall.at("09.00")
    hall.open(1, 2)
    first = hall.arrives()
    hall.serves(1)
    hall.at("09.05")
    second = hall.arrives()
    hall.at("09.08")
    hall.finishes(first)
    hall.at("09.09")
    hall.serves(1)  # desk 2 stood there unused since nine: nobody was before this visitor
    assert hall.recorded(second) == "09.15"
    ended_truly(hall, first, minute=7)
    assert hall.recorded(second) == "09.15"
