"""How long a user has been silent, and until when a closed consultation can be reopened."""

from datetime import date, datetime, timedelta

from satupintu.appointments.queries import coming
from satupintu.consultations.models import Consultation
from satupintu.offices.published import Published


def may_reopen(place: Published, case: Consultation, at: datetime) -> bool:
    """Whether the user may still reopen it under the same number (one tap, for thirty days)."""
    if case.closed_at is None or case.merged_into_id is not None or case.erased_at is not None:
        return False
    return at - case.closed_at <= timedelta(days=int(place.choices["reopen_days"]))


def laid_aside_before(case: Consultation) -> datetime | None:
    """The moment that laying aside must end before: the answer's, or of a question that nobody has
    examined the one at which its clock starts by itself. The target for the first look may pass."""
    return case.due_at or case.examine_by or case.next_at


def working_days_since(place: Published, since: datetime, at: datetime) -> int:
    """Whole working days that have passed since a moment's day; the day itself is day 0."""
    day, last = place.local(since).date(), place.local(at).date()
    return sum(place.calendar.is_working_day(each) for each in _days_after(day, last))


def closes_on(place: Published, since: datetime, today: date) -> date:
    """When whoever has been silent since then may be closed: the next working day, or later."""
    day = place.local(since).date()
    for _ in range(int(place.choices["close_days"])):
        day = place.calendar.next_working_day(day)
    return max(day, place.calendar.next_working_day(today))


def not_silent_enough(place: Published, case: Consultation, at: datetime) -> str:
    """Why it cannot be closed for silence yet: "too_early", "not_warned" unless the last reminder
    was sent on an earlier working day, "meeting" while one is arranged; "" when it can."""
    since, last = silent_since(case), int(place.choices["remind_again_days"])
    if since is None or working_days_since(place, since, at) < int(place.choices["close_days"]):
        return "too_early"
    sent = (row.at for row in case.reminders.all() if (row.waiting_since, row.nth) == (since, last))
    if not any(working_days_since(place, each, at) for each in sent):
        return "not_warned"
    return "meeting" if coming(case.subject) else ""


def silent_since(case: Consultation) -> datetime | None:
    """Since when nothing has come from the user: the last step that left the turn to them."""
    return case.state_at


def _days_after(day: date, last: date) -> list[date]:
    return [day + timedelta(days=n) for n in range(1, (last - day).days + 1)]
