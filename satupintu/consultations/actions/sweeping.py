"""What the worker sees to: clocks that start by themselves, reminders, closing for silence."""

import logging
import time as wall
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import IntegrityError
from django.db.models import Exists, OuterRef

from satupintu.consultations.actions import clocks
from satupintu.consultations.actions.closing import close
from satupintu.consultations.actions.examining import start_by_itself
from satupintu.consultations.actions.forgetting import (
    forget_closed,
    forget_drafts,
    forget_presence,
)
from satupintu.consultations.actions.step import Faster, Refused, line
from satupintu.consultations.actions.talking import show_due
from satupintu.consultations.models import CalendarSeen, Closing, Consultation, Reminder
from satupintu.consultations.queries.case import open_pause
from satupintu.consultations.queries.clock import current_round
from satupintu.consultations.queries.deadlines import (
    closes_on,
    not_silent_enough,
    silent_since,
    working_days_since,
)
from satupintu.consultations.workflow import USER_OWES, State
from satupintu.journal.record import act
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.rules.indonesian import long_date
from satupintu.rules.workflow import NotAllowed
from satupintu.rules.working_time import CalendarNotLoaded

log = logging.getLogger(__name__)
AT_ONCE = 500  # consultations in one round of the worker
BREATH = 0.002  # seconds after each that was worked out: pages are opened meanwhile
SILENT_DAYS = ("remind_days", "remind_again_days", "close_days")
_STILL_WAITING = "Kami masih menunggu balasan Anda: {what}."
_ENOUGH = "Apakah jawaban kami sudah cukup? Balas bila masih ada yang ditanyakan."
_LAST = "Kami tutup {day} bila belum ada balasan. Anda selalu bisa membukanya lagi."


def keep(place: Published) -> None:
    """One round for an office; each consultation by itself, so that one cannot hold up others."""
    show_due(place)
    follow_calendar(place)
    start_unexamined(place)
    remind_and_close(place)
    forget_drafts(place)
    forget_closed(place)
    forget_presence()


def follow_calendar(place: Published) -> int:
    """When holidays, hours or a season of the office have changed, what is due follows them."""
    now = fingerprint(place)
    seen = CalendarSeen.objects.filter(office=place.office).first()
    if seen and seen.fingerprint == now:
        return 0
    # The mark first: a change that comes while the promises are worked out is seen the next time.
    with act(place.office.pk) as doing:
        CalendarSeen.objects.update_or_create(
            office=place.office, defaults={"fingerprint": now, "at": doing.at}
        )
    return reckon_all(place)


def fingerprint(place: Published) -> str:
    """The same as long as nothing has changed by which promises are worked out."""
    told = f"{place.calendar.fingerprint} {place.choices['first_look_hours']}"
    return sha256(told.encode()).hexdigest()


def start_unexamined(place: Published) -> int:
    """Not examined by the close of the next working day: the clock starts by itself."""
    late = Consultation.objects.filter(
        office=place.office, state=State.SENT, examine_by__lt=clock.now()
    )
    started = 0
    for case in late.order_by("examine_by")[:AT_ONCE]:
        try:
            start_by_itself(place, case)
            started += 1
        except (Faster, NotAllowed):
            continue  # an officer was faster
    return started


def remind_and_close(place: Published) -> int:
    """Users who owe a reply are reminded; after the days of silence it may be closed."""
    last = Reminder.objects.filter(
        consultation=OuterRef("pk"), waiting_since=OuterRef("state_at"),
        nth=int(place.choices["remind_again_days"]),
    )  # fmt: skip
    # A working day is a day at least: who has been silent for less is not looked at.
    first = min(int(place.choices[name]) for name in SILENT_DAYS)
    begins = place.local(clock.now()).date() - timedelta(days=first - 1)
    waiting = Consultation.objects.filter(
        office=place.office, state__in=[*USER_OWES, State.ANSWERED],
        state_at__lt=datetime.combine(begins, datetime.min.time(), place.zone),
    ).prefetch_related("reminders")  # fmt: skip
    if not place.choices["close_by_itself"]:
        # Those wait for an officer now; they must not stand in front of others for ever.
        waiting = waiting.exclude(Exists(last))
    acted = 0
    for case in waiting.order_by("state_at")[:AT_ONCE]:
        try:
            acted += _remind_or_close(place, case)
        except (Faster, NotAllowed, Refused, CalendarNotLoaded) as why:
            log.info("consultation %s not seen to: %s", case.pk, type(why).__name__)
    return acted


def reckon_all(place: Published) -> int:
    """The office's calendar has changed: every open promise is worked out anew."""
    running = Consultation.objects.filter(
        office=place.office, state__in=[State.SENT, State.ASKED, State.COMPLETE, State.PAUSED]
    )
    changed = 0
    for pk in list(running.values_list("pk", flat=True)):
        wall.sleep(BREATH)
        seen = running.filter(pk=pk).first()
        if seen is None or not _differs(place, seen):
            continue
        with act(place.office.pk) as doing:
            case = running.select_for_update().filter(pk=pk).first()
            if case is not None and _reckon(place, case):
                doing.note("consultation.reckon", case.subject)
                changed += 1
    return changed


def _differs(place: Published, case: Consultation) -> bool:
    """Whether another moment would be due now; most stay as they were, and nothing is written."""
    round_ = current_round(case)
    if round_ is None:
        return False
    of_round, of_case = clocks.reckoned(place, case, round_)
    return any(
        getattr(row, name) != value
        for row, moments in ((round_, of_round), (case, of_case))
        for name, value in moments.items()
    )


def _reckon(place: Published, case: Consultation) -> bool:
    before = (case.due_at, case.examine_by)
    clocks.look_again(place, case)
    return (case.due_at, case.examine_by) != before


def _remind_or_close(place: Published, case: Consultation) -> int:
    since, now = silent_since(case), clock.now()
    if since is None:
        return 0
    days = working_days_since(place, since, now)
    choices = place.choices
    if choices["close_by_itself"] and not not_silent_enough(place, case, now):
        close(place, case, Closing.NO_RESPONSE)
        return 1
    due = [n for n in (int(choices["remind_days"]), int(choices["remind_again_days"])) if n <= days]
    sent = {each.nth for each in case.reminders.all() if each.waiting_since == since}
    if not due or max(due) in sent:
        return 0
    return _remind(place, case, since, max(due), last=max(due) == int(choices["remind_again_days"]))


def _remind(place: Published, case: Consultation, since: datetime, nth: int, *, last: bool) -> int:
    try:
        with act(place.office.pk) as doing:
            Reminder.objects.create(consultation=case, waiting_since=since, nth=nth, at=doing.at)
            line(doing, case, _reminding(place, case, since, last=last))
            doing.note("consultation.remind", case.subject, nth=nth)
    except IntegrityError:
        return 0  # another worker reminded at the same moment
    return 1


def _reminding(place: Published, case: Consultation, since: datetime, *, last: bool) -> str:
    pause = open_pause(case)
    words = [_STILL_WAITING.format(what=pause.reason.rstrip("."))] if pause else [_ENOUGH]
    if last:
        today = place.local(clock.now()).date()
        day = closes_on(place, since, today)
        told = "besok" if day == today + timedelta(days=1) else f"pada {long_date(day)}"
        words.append(_LAST.format(day=told))
    return " ".join(words)
