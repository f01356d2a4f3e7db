"""A conversation does not end while its meeting is arranged, and an ended one offers none."""

import pytest

from satupintu.appointments.workflow import State
from satupintu.consultations.actions import meeting
from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.closing import close, undo_close
from satupintu.consultations.actions.complaining import make_complaint
from satupintu.consultations.actions.step import Refused
from satupintu.consultations.models import Closing, Consultation
from satupintu.consultations.queries.deadlines import not_silent_enough
from satupintu.consultations.tests.cases import fresh, html, wib
from satupintu.consultations.tests.test_merged import let_her_in
from satupintu.consultations.workflow import State as Of
from satupintu.rules import clock
from satupintu.rules.workflow import NotAllowed
from tests.arranged import again


@pytest.fixture
def taken(place, case, offered):
    """The visit on Monday at ten."""
    return meeting.take(place, case, offered[0])


@pytest.mark.proves("PRT-13", "PRT-14")
@pytest.mark.parametrize("reason", [Closing.WITHDRAWN, Closing.DONE, Closing.REFERRED])
def test_an_officer_settles_the_meeting_before_the_conversation_is_closed(
    place, case, taken, officer, signed_in, reason
):
    answer(place, fresh(case), "Ini.", officer_id=officer.pk)
    desk, page = signed_in(officer), f"/o/3300/inbox/{case.pk}/close/"
    refused = desk.post(page, {"reason": reason, "summary": "Sudah ditulis."})
    assert refused.status_code == 409
    assert "Masih ada janji pertemuan." in html(refused)
    assert "Sudah ditulis." in html(refused)
    assert again(taken).state == State.TAKEN
    meeting.cancel(place, case, again(taken), officer_id=officer.pk, reason="Sudah dijawab.")
    desk.post(page, {"reason": reason, "summary": "x"})
    assert fresh(case).state == Of.CLOSED


@pytest.mark.proves("PRT-13")
def test_the_asker_is_told_to_call_the_meeting_off_first(place, case, taken, client):
    let_her_in(client, case)
    page = f"/o/3300/questions/{case.number}/"
    refused = client.post(f"{page}act/", {"act": "withdraw"})
    assert "Anda masih punya janji pertemuan." in html(refused)
    assert fresh(case).state == Of.COMPLETE
    with clock.travel(to=wib(27, 12)):  # nobody noted what came of it
        client.post(f"{page}act/", {"act": "withdraw"})
    assert fresh(case).state == Of.CLOSED


def test_who_has_a_meeting_is_not_silent(place, case, taken, officer, monkeypatch):
    path = "satupintu.consultations.queries.deadlines.working_days_since"
    monkeypatch.setattr(path, lambda *_: 99)
    case.reminders.create(waiting_since=case.state_at, nth=place.choices["remind_again_days"],
                          at=clock.now())  # fmt: skip
    assert not_silent_enough(place, case, clock.now()) == "meeting"
    meeting.cancel(place, case, again(taken), officer_id=officer.pk, reason="Batal.")
    assert not_silent_enough(place, case, clock.now()) == ""


def test_what_becomes_a_complaint_has_no_meeting_left(place, case, taken, officer):
    with pytest.raises(Refused, match="meeting"):
        make_complaint(place, case, [1], consent=True, officer_id=officer.pk)
    assert Consultation.objects.get().state == Of.COMPLETE


@pytest.mark.proves("PRT-13")
def test_what_was_offered_goes_with_the_conversation_and_comes_back_with_it(
    place, case, offered, officer
):
    close(place, case, Closing.WITHDRAWN, officer_id=officer.pk)
    assert [again(each).state for each in offered] == [State.WITHDRAWN] * 2
    with pytest.raises(NotAllowed):
        meeting.take(place, case, again(offered[0]))
    undo_close(place, fresh(case), officer_id=officer.pk)
    assert [again(each).state for each in offered] == [State.OFFERED] * 2
