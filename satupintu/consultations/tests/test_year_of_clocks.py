"""A year of clocks through the rules and a month through the actions, looked at every day."""

import random
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest

from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.closing import close
from satupintu.consultations.actions.examining import ask_back
from satupintu.consultations.actions.step import Refused
from satupintu.consultations.actions.sweeping import keep
from satupintu.consultations.actions.talking import say
from satupintu.consultations.models import Closing, Consultation, Pause, Round
from satupintu.consultations.queries.clock import clock_of, current_round
from satupintu.consultations.tests.cases import examined, fresh
from satupintu.consultations.workflow import USER_OWES, State
from satupintu.journal.models import Entry
from satupintu.offices.published import Published, published
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.rules.online_clock import Pause as Stretch
from satupintu.rules.online_clock import online_due
from satupintu.rules.tests.calendars import RAMADAN, calendar
from satupintu.rules.working_time import SpecialDay, WorkingCalendar

DAYS = 3
STARTS = (time(7, 59), time(8), time(12, 30), time(15, 30), time(16), time(16, 1), time(23, 59))
YEAR = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]


# --- a year through the rules --------------------------------------------------------------------


def counted(office: WorkingCalendar, start: datetime, due: datetime, pauses: list[Stretch]) -> int:
    """Closings after the day of the start, up to the due moment, at which the clock ran."""
    day, found = start.astimezone(office.zone).date(), 0
    if (ends := office.closing(day)) is None or start > ends:
        day = office.next_working_day(day)
    while day < due.date():
        day += timedelta(days=1)
        closing = office.closing(day)
        if closing and not any(
            p.start <= closing and (not p.end or closing < p.end) for p in pauses
        ):
            found += 1
    return found


@pytest.mark.proves("STD-ONLINE-TIME", "T60", "T61")
@pytest.mark.parametrize("zone", ["WIB", "WITA", "WIT"])
def test_every_start_of_a_year_falls_due_on_the_third_closing(zone: str) -> None:
    office = calendar(zone=clock.ZONES[zone], seasons=[RAMADAN])
    last = None
    for day in YEAR:
        for at in STARTS:
            start = datetime.combine(day, at, office.zone)
            due = online_due(office, complete_at=start, days=DAYS).due
            assert due is not None
            assert due == office.closing(due.date())
            assert counted(office, start, due, []) == DAYS, start
            assert last is None or due >= last, "a later start is never due earlier"
            last = due


@pytest.mark.proves("T61")
def test_no_pause_and_no_holiday_ever_makes_it_due_earlier() -> None:
    office, draw = calendar(seasons=[RAMADAN]), random.Random(2026)
    for day in YEAR:
        start = datetime.combine(day, time(draw.randrange(24), draw.randrange(60)), office.zone)
        plain = online_due(office, complete_at=start, days=DAYS).due
        assert plain is not None
        pauses, at = [], start
        for _ in range(draw.randrange(1, 6)):
            at += timedelta(hours=draw.randrange(1, 40))
            end = at + timedelta(minutes=draw.randrange(1, 6000))
            pauses.append(Stretch(at, end))
            at = end
        paused = online_due(office, complete_at=start, days=DAYS, pauses=pauses).due
        assert paused is not None
        assert paused >= plain
        assert counted(office, start, paused, pauses) >= DAYS
        open_ = [*pauses, Stretch(at + timedelta(minutes=1), None)]
        if at < plain:
            assert online_due(office, complete_at=start, days=DAYS, pauses=open_).due is None
        closed = SpecialDay(plain.date(), (), "bencana")
        later = calendar(seasons=[RAMADAN], special=[closed])
        moved = online_due(later, complete_at=start, days=DAYS).due
        assert moved is not None
        assert moved > plain


# --- a month through the actions -----------------------------------------------------------------


@dataclass
class Month:
    """An office in which people ask, reply and fall silent, and officers do what is due."""

    officer: Officer
    draw: random.Random = field(default_factory=lambda: random.Random(7))
    asked: int = 0

    def live(self, day: date) -> None:
        place = at_hour(day, 8)
        for hour in (9, 11, 14):
            with clock.travel(to=moment(place, day, hour, self.draw.randrange(60))):
                self._happen(place)
        for hour in (7, 17):
            with clock.travel(to=moment(place, day, hour)):
                keep(published("3300"))

    def _happen(self, place: Published) -> None:
        ask(place, Asked(f"Pertanyaan {self.asked}?", email=f"p{self.asked}@example.org"))
        self.asked += 1
        for case in Consultation.objects.exclude(state=State.CLOSED).order_by("pk"):
            if self.draw.random() < 0.35:
                self._step(place, case)

    def _step(self, place: Published, case: Consultation) -> None:
        pk, lot = self.officer.pk, self.draw.random()
        if case.state in {State.SENT, State.ASKED} and lot < 0.3:
            ask_back(place, case, "Tahun berapa?", "tahun", officer_id=pk)
        elif case.state in {State.SENT, State.ASKED} and lot < 0.6:
            examined(place, case, self.officer)
        elif case.state in USER_OWES and lot < 0.9:
            say(place, case, "Mulai 2016.")
        elif case.state == State.COMPLETE and lot < 0.3:
            ask_back(place, case, "Wilayahnya?", "wilayah", officer_id=pk)
        elif case.state == State.COMPLETE:
            answer(place, case, "Ini datanya.", officer_id=pk)
        elif case.state == State.ANSWERED and lot < 0.3:
            say(place, case, "Bagaimana dengan tahun 2015?")
        elif case.state == State.ANSWERED:
            self._close(place, case, Closing.DONE)
        else:
            self._close(place, case, Closing.NO_RESPONSE)

    def _close(self, place: Published, case: Consultation, reason: Closing) -> None:
        with suppress(Refused):  # too early, or not reminded yet
            close(place, case, reason, officer_id=self.officer.pk)


def at_hour(day: date, hour: int) -> Published:
    zone = clock.ZONES["WIB"]
    return published("3300", datetime.combine(day, time(hour), zone))


def moment(place: Published, day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), place.zone)


def looked_at(place: Published, now: datetime) -> None:
    """What must be true of every consultation on any evening."""
    for case in Consultation.objects.all():
        round_ = current_round(case)
        assert round_ is not None
        waiting = Pause.objects.filter(round__consultation=case, end=None).count()
        assert waiting == (case.state in USER_OWES)
        assert (case.next_at is not None) == (case.state in {State.SENT, State.COMPLETE})
        if case.state == State.SENT:
            assert case.due_at is None
            assert case.examine_by is not None
            assert case.examine_by >= now, "an unexamined one is started by itself"
        if case.state in {State.COMPLETE, State.PAUSED}:
            found = clock_of(place, round_)
            assert found is not None
            assert case.due_at == found.due == round_.due_at
        if case.closing == Closing.NO_RESPONSE:
            assert case.reminders.exists()
    for one in Round.objects.filter(answered_at__isnull=False):
        assert one.complete_at is not None
        assert one.due_at is not None
        assert one.answered_at is not None
        assert one.within_standard == (one.answered_at <= one.due_at)
        assert one.complete_at <= one.answered_at


@pytest.mark.proves("STD-ONLINE-TIME", "STD-ONLINE-7", "T61", "T62")
def test_a_month_of_consultations_keeps_its_clocks(place: Published, officer: Officer) -> None:
    month = Month(officer)
    for n in range(31):
        day = date(2026, 8, 1) + timedelta(days=n)
        if place.calendar.is_working_day(day):
            month.live(day)
        evening = moment(place, day, 18)
        with clock.travel(to=evening):
            keep(published("3300"))
            looked_at(published("3300"), evening)
    states = set(Consultation.objects.values_list("state", flat=True))
    assert {State.COMPLETE, State.ANSWERED, State.CLOSED} <= states
    assert Consultation.objects.filter(closing=Closing.DONE).exists()
    seqs = list(
        Entry.objects.filter(office=place.office).order_by("seq").values_list("seq", flat=True)
    )
    assert seqs == list(range(1, len(seqs) + 1))
    assert fresh(Consultation.objects.order_by("pk")[0]).rounds >= 1
