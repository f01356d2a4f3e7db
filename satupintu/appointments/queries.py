"""Questions about appointments: of a case, of an officer, of a day."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from satupintu.appointments.models import Appointment, Way
from satupintu.appointments.workflow import State
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.rules.working_time import CalendarNotLoaded

CHANGEABLE = timedelta(hours=1)  # by the user, before it begins (PRT-13)


def of_case(about: str) -> QuerySet[Appointment]:
    """Every appointment of a case, the earliest first."""
    return Appointment.objects.filter(about=about).select_related("officer").order_by("starts_at")


def open_offer(about: str) -> list[Appointment]:
    """The moments that the user may still take."""
    rows = of_case(about).filter(state=State.OFFERED, starts_at__gt=clock.now())
    return list(rows)


def coming(about: str) -> Appointment | None:
    """The appointment that was taken and is not over."""
    return of_case(about).filter(state=State.TAKEN).first()


def settled_before(appointment: Appointment) -> int:
    """How many meetings of its case were over, held or not, when this one was taken."""
    over = [State.CANCELLED, State.HELD, State.MISSED]
    rows = Appointment.objects.filter(about=appointment.about, state__in=over)
    return rows.filter(taken_at__lt=appointment.taken_at).count()


def may_change(appointment: Appointment, now: datetime) -> bool:
    """Whether the user may still move or cancel it: until an hour before."""
    return appointment.state == State.TAKEN and appointment.starts_at - now >= CHANGEABLE


def still_offered(place: Published, taken: Appointment, now: datetime) -> list[Appointment]:
    """The other moments of its offer, to which the user may still move it alone, in order.

    Nobody but an officer knows when they are there, so no moment that none has offered is among
    these, nor one of an older offer. An hour remains before each, as before every change.
    """
    if not may_move(taken, now):
        return []
    rows = of_case(taken.about)
    newest = rows.order_by("-pk").values_list("offer", flat=True).first()
    others = rows.filter(offer=taken.offer, starts_at__gte=now + CHANGEABLE)
    by_moment = {each.moment: each for each in others}
    by_moment.pop(taken.moment, None)
    free = (each for each in by_moment.values() if not _hindered(place, each))
    return sorted(free, key=lambda each: each.starts_at) if newest == taken.offer else []


def may_move(appointment: Appointment, now: datetime) -> bool:
    """Whether the user may take another moment instead: who is here already does not move."""
    return may_change(appointment, now) and appointment.arrived_at is None


def open_then(place: Published, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether the office is open from the first minute to the last. Raises CalendarNotLoaded."""
    moments = (starts_at, ends_at - timedelta(minutes=1))
    return all(place.calendar.open_at(moment) for moment in moments)


def _hindered(place: Published, one: Appointment) -> bool:
    # What was free when it was offered may have become a holiday, or another visitor's.
    if clashes(one.officer_id, one.starts_at, one.ends_at, about=one.about):
        return True
    try:
        return not open_then(place, one.starts_at, one.ends_at)
    except CalendarNotLoaded:
        return True


def clashes(officer_id: int, starts_at: datetime, ends_at: datetime, *, about: str) -> bool:
    """Whether the officer is taken at that time, by somebody else than the case it is about.

    What the case itself has taken moves: ten o'clock may become a quarter past.
    """
    rows = Appointment.objects.filter(
        officer_id=officer_id, state=State.TAKEN, starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    return rows.exclude(about=about).exists()


def of_day(place: Published) -> QuerySet[Appointment]:
    """The taken appointments of the office's local day."""
    begins = datetime.combine(place.day, datetime.min.time(), place.zone)
    return Appointment.objects.filter(
        office=place.office, state=State.TAKEN, starts_at__gte=begins,
        starts_at__lt=begins + timedelta(days=1),
    ).select_related("officer", "person").order_by("starts_at")  # fmt: skip


def unsettled_visits(place: Published, since: datetime) -> QuerySet[Appointment]:
    """Visits after that moment of which nobody has written down yet that they took place."""
    return Appointment.objects.filter(
        office=place.office, state__in=[State.TAKEN, State.MISSED], way=Way.VISIT,
        starts_at__gt=since, starts_at__lte=clock.now(),
    ).select_related("office").order_by("starts_at")  # fmt: skip


def meetings_now(place: Published) -> QuerySet[Appointment]:
    """Video meetings that run at this moment."""
    now = clock.now()
    rows = of_day(place).filter(way=Way.ZOOM, starts_at__lte=now, ends_at__gt=now)
    return rows
