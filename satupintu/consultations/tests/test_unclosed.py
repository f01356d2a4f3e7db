"""An officer closes by mistake: for some seconds it can be open again as if nothing had been."""

import pytest

from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.closing import close, undo_close
from satupintu.consultations.actions.examining import ask_back
from satupintu.consultations.actions.step import Faster, Refused
from satupintu.consultations.actions.sweeping import keep
from satupintu.consultations.actions.talking import say, show_due
from satupintu.consultations.models import Closing, Consultation, Pause
from satupintu.consultations.queries.as_shown import as_shown
from satupintu.consultations.queries.mine import mine
from satupintu.consultations.tests.cases import examined, fresh, html, wib
from satupintu.consultations.workflow import OPEN, State
from satupintu.outbox.models import Parcel
from satupintu.rules import clock

STANDS = ("state", "state_at", "next_at", "examine_by", "due_at", "answered_at", "closed_at",
          "closing", "closing_note", "officer_id")  # fmt: skip
TOLD = "Percakapan ditutup"


def standing(case):
    row = Consultation.objects.filter(pk=case.pk).values(*STANDS).get()
    pauses = Pause.objects.filter(round__consultation=case).order_by("start")
    return row, list(pauses.values_list("start", "end", "reason"))


def brought_to(state, place, case, officer):
    """The question as it stands in this state, its words shown."""
    if state in {State.COMPLETE, State.PAUSED, State.ANSWERED}:
        examined(place, case, officer)
    if state in {State.ASKED, State.PAUSED}:
        ask_back(place, fresh(case), "Tahun berapa?", "tahun awal", officer_id=officer.pk)
    if state == State.ANSWERED:
        answer(place, fresh(case), "Data terlampir.", officer_id=officer.pk)
    with clock.travel(to=wib(24, 11)):
        show_due(place)
    assert fresh(case).state == state
    return fresh(case)


@pytest.fixture
def silent(place, sent, officer):
    """Asked back on a Friday, reminded and warned; closing for silence is due on Friday 31st."""
    ask_back(place, sent, "Tahun berapa?", "tahun awal", officer_id=officer.pk)
    for day in (28, 30):
        with clock.travel(to=wib(day, 9)):
            keep(place)
    return fresh(sent)


@pytest.mark.proves("PRT-14")
@pytest.mark.parametrize("state", sorted(OPEN))
def test_it_stands_as_it_stood_with_its_clock_and_its_pause(place, sent, officer, state):
    case = brought_to(state, place, sent, officer)
    before, letters = standing(case), Parcel.objects.count()
    with clock.travel(to=wib(28, 10)):
        close(place, case, Closing.WITHDRAWN, officer_id=officer.pk)
        assert standing(case) != before
        undo_close(place, fresh(case), officer_id=officer.pk)
        assert standing(case) == before
    with clock.travel(to=wib(28, 11)):
        show_due(place)
    assert Parcel.objects.count() == letters
    assert not case.thread.filter(text__startswith=TOLD, undone_at=None).exists()


@pytest.mark.proves("STD-ONLINE-7", "PRT-14")
def test_days_of_silence_are_not_counted_anew_after_it_was_taken_back(place, silent, officer):
    with clock.travel(to=wib(31, 9)):
        close(place, silent, Closing.NO_RESPONSE, officer_id=officer.pk)
        undo_close(place, fresh(silent), officer_id=officer.pk)
        keep(place)
        assert [each.nth for each in silent.reminders.order_by("nth")] == [2, 4]
        close(place, fresh(silent), Closing.NO_RESPONSE, officer_id=officer.pk)
    letters = Parcel.objects.count()
    with clock.travel(to=wib(31, 10)):
        show_due(place)
        with pytest.raises(Refused, match="late"):
            undo_close(place, fresh(silent), officer_id=officer.pk)
    assert Parcel.objects.count() == letters + 1
    assert fresh(silent).closing == Closing.NO_RESPONSE


def test_who_was_not_told_yet_sees_it_as_before_and_may_still_answer(place, silent, officer):
    letters = Parcel.objects.count()
    with clock.travel(to=wib(31, 9)):
        close(place, silent, Closing.NO_RESPONSE, officer_id=officer.pk)
        shown = as_shown(place, fresh(silent))
        assert (shown.state, shown.waits_for) == (State.ASKED, "tahun awal")
        assert [row.state for row in mine(place.office.pk, None, [silent.pk])] == [State.ASKED]
        say(place, fresh(silent), "Terima kasih.")
        assert fresh(silent).state == State.CLOSED
        say(place, fresh(silent), "Mulai 2020.")
        assert (fresh(silent).state, fresh(silent).reopened) == (State.SENT, 0)
    with clock.travel(to=wib(31, 10)):
        show_due(place)
    assert Parcel.objects.count() == letters


def test_what_the_user_or_the_rule_has_closed_nobody_takes_back(place, sent, silent, officer):
    with clock.travel(to=wib(31, 9)):
        close(place, silent, Closing.NO_RESPONSE)
        with pytest.raises(Refused, match="late"):
            undo_close(place, fresh(silent), officer_id=officer.pk)


def test_of_two_who_take_it_back_at_once_the_second_learns_of_it(place, silent, officer):
    with clock.travel(to=wib(31, 9)):
        close(place, silent, Closing.NO_RESPONSE, officer_id=officer.pk)
        late = fresh(silent)
        undo_close(place, fresh(silent), officer_id=officer.pk)
        with pytest.raises((Refused, Faster)):
            undo_close(place, late, officer_id=officer.pk)
    assert fresh(silent).state == State.ASKED


def test_the_bar_stands_on_the_page_until_the_user_is_told(place, silent, desk):
    page = f"/o/3300/inbox/{silent.pk}/"
    with clock.travel(to=wib(31, 9)):
        desk.post(f"{page}close/", {"reason": "no_response", "summary": ""})
        assert f'action="{page}undo-close/"' in html(desk.get(page))
    with clock.travel(to=wib(31, 9, 1)):
        show_due(place)
        assert f'action="{page}undo-close/"' not in html(desk.get(page))
