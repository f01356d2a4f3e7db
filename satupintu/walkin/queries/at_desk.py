"""Who sits at the desk: purposes, what was told at other desks today, earlier visits here."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from satupintu.appointments.models import Appointment
from satupintu.database.prepared import Prepared
from satupintu.offices.published import OfficeDesk, Published
from satupintu.walkin.models import Door, Duty, GuestBookEntry, Referral, Ticket, Turn

VISITS_SHOWN = 5
TOPICS_SHOWN = 8
TURNS_READ = 200
CLASSIFYING = ("kbli", "kbki", "klasifikasi", "kode")


@dataclass(frozen=True)
class EarlierVisit:
    """One earlier visit of the same person at this office."""

    entry: GuestBookEntry
    turn: Turn | None


def duty_of(place: Published, desk: OfficeDesk, officer_id: int) -> Duty | None:
    """This officer's duty at the desk today; None at a closed desk or a colleague's."""
    return _own_duty.first(desk=desk.id, day=place.day, officer=officer_id)


def _duties(desk: int, day: date, officer: int) -> QuerySet[Duty]:
    return Duty.objects.filter(desk_id=desk, day=day, officer_id=officer, until=None)


_own_duty = Prepared(_duties, desk=int, day=date, officer=int)


def entry_of(ticket: Ticket) -> GuestBookEntry | None:
    """What the guest book says of this visit; None until it is signed."""
    entry: GuestBookEntry | None = getattr(ticket, "entry", None)
    return entry


def arranged_in(place: Published, ticket: Ticket) -> str:
    """What a dated number's appointment is about ("consultation:17"); "" for any other number."""
    if ticket.door != Door.DATED:
        return ""
    begins = datetime.combine(ticket.day, time.min, place.zone)
    rows = Appointment.objects.filter(
        office=place.office, ticket=ticket.code, starts_at__range=(begins, begins + timedelta(1))
    )
    return rows.values_list("about", flat=True).first() or ""


def earlier_visits(entry: GuestBookEntry | None) -> list[EarlierVisit]:
    """The latest visits of this person before this one, newest first."""
    if entry is None or entry.person_id is None:
        return []
    rows = GuestBookEntry.objects.filter(person_id=entry.person_id, office_id=entry.office_id)
    entries = list(rows.exclude(pk=entry.pk).order_by("-day", "-id")[:VISITS_SHOWN])
    last: dict[int, Turn] = {}
    for turn in Turn.objects.filter(ticket__in=[each.ticket_id for each in entries]).order_by("id"):
        if turn.result:
            last[turn.ticket_id] = turn
    return [EarlierVisit(each, last.get(each.ticket_id or 0)) for each in entries]


def came_from(ticket: Ticket) -> list[Referral]:
    """The desks that served this visitor today before, with what they noted, oldest first."""
    rows = (
        Referral.objects.filter(ticket=ticket)
        .exclude(outcome__in=[Referral.Outcome.TAKEN_BACK, Referral.Outcome.EXPIRED])
        .exclude(transfer=True, outcome=Referral.Outcome.REFUSED)  # it stayed where it was
    )
    return list(
        rows.select_related("from_turn__desk", "from_turn__officer", "to_service").order_by("id")
    )


def topics_for(place: Published, entry: GuestBookEntry | None, turn: Turn) -> list[str]:
    """Topics to tick: chosen ones, the guest book's purposes, what this office is asked most."""
    used: Counter[str] = Counter()
    rows = Turn.objects.filter(office_id=place.office.pk).exclude(topics=[]).order_by("-id")
    for topics in rows.values_list("topics", flat=True)[:TURNS_READ]:
        used.update(topics)
    asked = list(entry.purposes) if entry else []
    usual = [name for name, _ in used.most_common(TOPICS_SHOWN)]
    found = dict.fromkeys([*turn.topics, *asked, *usual, *place.choices["purposes"]])
    return list(found)[: max(TOPICS_SHOWN, len(turn.topics) + len(asked))]


def likely_kinds(purposes: list[str]) -> set[str]:
    """Which of the standard's three kinds of information the purposes point to."""
    return {_kind(purpose.lower()) for purpose in purposes}


def _kind(purpose: str) -> str:
    if "metadata" in purpose:
        return "metadata"
    return "classification" if any(word in purpose for word in CLASSIFYING) else "data"
