"""Questions about appointments: of a case, of an officer, of a day."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from satupintu.appointments.models import Appointment, Way
from satupintu.appointments.workflow import State
from satupintu.offices.published import Published
from satupintu.rules import clock

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
