"""An arranged visit that was served at a desk has taken place, in the conversation as well."""

from datetime import timedelta

import pytest

from satupintu.appointments.actions import arrive
from satupintu.appointments.workflow import State
from satupintu.consultations.actions import meeting
from satupintu.consultations.tests.cases import wib
from satupintu.offices.models import Result
from satupintu.offices.published import published
from satupintu.rules import clock
from satupintu.walkin.actions import hall
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.serving import Outcome, finish, start, undo_finish
from satupintu.walkin.models import Ticket
from tests.arranged import again


def served(offered, officer) -> Ticket:
    """The visit of ten o'clock on Monday is called, served and finished at a quarter past."""
    with clock.travel(to=wib(27, 10)):
        today = published("3300")
        open_desk(today, today.desks[0], officer_id=officer.pk)
        arrive(today, again(offered[0]))
        ticket = call_next(today, today.desks[0], officer_id=officer.pk)
        assert ticket
        start(ticket, officer_id=officer.pk)
    with clock.travel(to=wib(27, 10, 15)):
        return finish(ticket, Outcome(Result.ANSWERED), officer_id=officer.pk)


@pytest.mark.proves("PRT-13")
def test_a_visit_that_was_served_at_the_desk_has_taken_place(place, case, offered, officer):
    meeting.take(place, case, offered[0])
    ticket = served(offered, officer)
    with clock.travel(to=wib(27, 10, 15) + timedelta(seconds=10)):
        hall.keep(published("3300"))
        assert again(offered[0]).state == State.TAKEN  # the desk may still undo it
        undo_finish(ticket, officer_id=officer.pk)
    with clock.travel(to=wib(27, 10, 20)):
        hall.keep(published("3300"))
        assert again(offered[0]).state == State.TAKEN  # goes on
        finish(Ticket.objects.get(pk=ticket.pk), Outcome(Result.ANSWERED), officer_id=officer.pk)
    with clock.travel(to=wib(27, 10, 21)):
        for _ in range(2):
            hall.keep(published("3300"))
    assert again(offered[0]).state == State.HELD
    told = [each.text for each in case.thread.all() if "terlaksana" in each.text]
    assert told == ["Pertemuan terlaksana: Datang Senin, 27 Juli 2026 pukul 10.00 WIB."]


def test_a_visit_marked_as_missed_too_early_has_taken_place_when_it_was_served(
    place, case, offered, officer
):
    meeting.take(place, case, offered[0])
    served(offered, officer)
    with clock.travel(to=wib(27, 10, 16)):
        meeting.miss(place, case, again(offered[0]), officer_id=officer.pk)
        hall.keep(published("3300"))
    assert again(offered[0]).state == State.HELD


def test_a_visit_finished_just_before_the_server_stopped_is_settled_when_it_is_back(
    place, case, offered, officer
):
    meeting.take(place, case, offered[0])
    served(offered, officer)
    with clock.travel(to=wib(28, 8)):
        hall.keep(published("3300"))
    assert again(offered[0]).state == State.HELD
