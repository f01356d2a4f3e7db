"""The calendar changes in the middle: what is due follows, what was answered stays (T60)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.examining import ask_back
from satupintu.consultations.actions.sweeping import follow_calendar, keep, remind_and_close
from satupintu.consultations.actions.talking import say
from satupintu.consultations.models import Reminder
from satupintu.consultations.tests.cases import examined, fresh, wib
from satupintu.journal.models import Entry
from satupintu.offices.actions.holidays import load_year
from satupintu.offices.models import SpecialDay
from satupintu.offices.published import forget, published
from satupintu.rules import clock


def now_published():
    forget()
    return published("3300")


def close_on(place, day: date) -> None:
    SpecialDay.objects.create(office=place.office, day=day, intervals=[], reason="Pemilu")


@pytest.mark.proves("T60")
def test_a_holiday_added_afterwards_moves_every_open_promise(place, sent, officer):
    examined(place, sent, officer)
    follow_calendar(place)
    close_on(place, date(2026, 7, 28))
    follow_calendar(now_published())
    assert place.local(fresh(sent).due_at) == wib(30, 15, 30)
    assert fresh(sent).next_at == fresh(sent).due_at
    SpecialDay.objects.all().delete()
    follow_calendar(now_published())
    assert place.local(fresh(sent).due_at) == wib(29, 15, 30)


@pytest.mark.proves("T60")
def test_a_holiday_moves_the_day_until_which_it_is_examined(place, sent):
    close_on(place, date(2026, 7, 27))
    follow_calendar(now_published())
    assert place.local(fresh(sent).examine_by) == wib(28, 15, 30)


def test_what_was_answered_keeps_its_judgement(place, sent, officer):
    examined(place, sent, officer)
    with clock.travel(to=wib(30, 9)):
        answer(place, sent, "Maaf terlambat.", officer_id=officer.pk)
    close_on(place, date(2026, 7, 28))
    follow_calendar(now_published())
    assert fresh(sent).clock_rounds.get().within_standard is False


def test_an_unchanged_calendar_reckons_nothing(place, sent, officer, django_assert_num_queries):
    follow_calendar(place)
    written = Entry.objects.count()
    with django_assert_num_queries(1):
        follow_calendar(place)
    assert Entry.objects.count() == written


@pytest.mark.proves("T60")
def test_without_next_years_decree_nothing_is_promised_and_nothing_is_lost(place, officer):
    with clock.travel(to=wib(30, 10, month=12)):
        late = published("3300")
        case = ask(late, Asked("Jumlah desa?"))
        examined(late, case, officer)
        assert fresh(case).due_at is None
        assert fresh(case).next_at is not None
    load_year(2027)
    with clock.travel(to=wib(30, 11, month=12)):
        follow_calendar(now_published())
        assert place.local(fresh(case).due_at).date() == date(2027, 1, 6)  # the 5th is a holiday


@pytest.mark.proves("T61")
def test_a_reply_goes_on_waiting_from_its_own_moment(place, sent, officer):
    ask_back(place, sent, "Tahun?", "tahun", officer_id=officer.pk)
    with clock.travel(to=wib(28, 9)):
        later = published("3300")
        say(later, fresh(sent), "2016.")
    assert place.local(fresh(sent).examine_by) == wib(29, 15, 30)
    close_on(place, date(2026, 7, 29))
    follow_calendar(now_published())
    assert place.local(fresh(sent).examine_by) == wib(30, 15, 30)


def test_who_waits_for_an_officer_does_not_hold_up_the_reminders_of_others(
    place, officer, monkeypatch
):
    monkeypatch.setattr("satupintu.consultations.actions.sweeping.AT_ONCE", 2)
    cases = [ask(place, Asked(f"Data {n}?")) for n in range(4)]
    for case in cases:
        ask_back(place, case, "Tahun?", "tahun", officer_id=officer.pk)
    with clock.travel(to=wib(30, 9)):
        for _ in range(2):
            remind_and_close(published("3300"))
    assert Reminder.objects.count() == 4


def test_the_worker_does_it_all(place, sent):
    with clock.travel(to=wib(28, 8)):
        keep(published("3300"))
    assert fresh(sent).state == "complete"


def test_a_calendar_under_another_mark_that_changes_no_promise_writes_nothing(place, sent, officer):
    examined(place, sent, officer)
    follow_calendar(place)
    close_on(place, date(2026, 12, 1))
    with CaptureQueriesContext(connection) as asked:
        assert follow_calendar(now_published()) == 0
    written = [each["sql"] for each in asked if '"consultations_consultation" SET' in each["sql"]]
    assert written == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_round_of_reminders_asks_the_same_for_few_and_for_many(
    place, officer, count, django_assert_num_queries
):
    for n in range(count):
        case = ask(place, Asked(f"Data {n}?"))
        ask_back(place, case, "Tahun?", "tahun", officer_id=officer.pk)
    with clock.travel(to=wib(28, 9)):
        later = published("3300")
        remind_and_close(later)
        with django_assert_num_queries(2):
            assert remind_and_close(later) == 0
    with clock.travel(to=wib(25, 9)):
        earlier = published("3300")
        with django_assert_num_queries(1):
            assert remind_and_close(earlier) == 0
