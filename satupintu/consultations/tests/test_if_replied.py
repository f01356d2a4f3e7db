"""While the clock waits for its user, they read until when the answer comes if they reply."""

import pytest
from django.urls import reverse

from satupintu.consultations.actions.examining import ask_back
from satupintu.consultations.actions.sweeping import keep
from satupintu.consultations.actions.talking import say
from satupintu.consultations.models import Round
from satupintu.consultations.queries.as_shown import as_shown
from satupintu.consultations.tests.cases import examined, fresh, wib
from satupintu.consultations.tests.portal import the_case
from satupintu.rules import clock

FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY = 24, 25, 26, 27, 28


@pytest.fixture
def paused(place, sent, officer):
    examined(place, sent, officer)
    ask_back(place, sent, "Tahun berapa?", "tahun awal data", officer_id=officer.pk)
    with clock.travel(to=wib(FRIDAY, 9, 5)):
        keep(place)
    return sent


@pytest.mark.proves("PRT-11")
@pytest.mark.parametrize(
    ("looked", "replied"),
    [
        (wib(FRIDAY, 10), wib(FRIDAY, 11)),
        (wib(FRIDAY, 23), wib(SATURDAY, 8)),
        (wib(SATURDAY, 10), wib(SUNDAY, 22)),
        (wib(MONDAY, 7), wib(MONDAY, 15)),
        (wib(MONDAY, 20), wib(TUESDAY, 9)),
    ],
)
def test_what_a_reply_is_said_to_reach_comes_true(place, paused, looked, replied):
    with clock.travel(to=looked):
        gain = as_shown(place, fresh(paused)).if_replied
    assert gain
    assert replied < gain.before
    with clock.travel(to=replied):
        say(place, fresh(paused), "Mulai 2016.")
    assert fresh(paused).due_at == gain.due


def test_a_day_that_was_kept_without_a_reason_ends_with_the_pause(place, paused):
    Round.objects.update(promised_at=wib(MONDAY, 16))
    with clock.travel(to=wib(TUESDAY, 8)):
        gain = as_shown(place, fresh(paused)).if_replied
        say(place, fresh(paused), "Mulai 2016.")
    assert gain
    assert fresh(paused).due_at == gain.due > wib(TUESDAY, 8)


@pytest.mark.proves("PRT-11")
def test_the_page_says_until_when_a_reply_reaches_which_day(proved, place, officer):
    case = examined(place, the_case(), officer)
    ask_back(place, case, "Tahun berapa?", "tahun awal data", officer_id=officer.pk)
    address = reverse("question", args=["3300", case.number])
    with clock.travel(to=wib(FRIDAY, 9, 5)):
        keep(place)
        today = proved.get(address).content.decode()
    assert "<b>Rabu, 29 Juli 2026</b>" in today
    assert "bila Anda membalas hari ini sebelum" in today
    with clock.travel(to=wib(SATURDAY, 9)):
        later = proved.get(address).content.decode()
    assert "bila Anda membalas sebelum Senin, 27 Juli 2026 pukul" in later
    say(place, fresh(case), "Mulai 2016.")
    assert "bila Anda membalas" not in proved.get(address).content.decode()


def test_where_no_clock_runs_yet_no_day_is_said(place, sent, officer):
    ask_back(place, sent, "Tahun berapa?", "tahun awal data", officer_id=officer.pk)
    with clock.travel(to=wib(FRIDAY, 9, 5)):
        keep(place)
        assert as_shown(place, fresh(sent)).if_replied is None
