"""Questions of the front office: earlier visits, usual purposes, groups, how long signing takes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median, quantiles

from django.db.models import Max

from satupintu.journal.models import Press
from satupintu.offices.published import Published
from satupintu.people.models import Person
from satupintu.rules.numbering import NotATicketCode, parse_ticket_code, ticket_code
from satupintu.walkin.models import AnnouncedGroup, BookOpen, GuestBookEntry, Prefill, Ticket
from satupintu.walkin.queries.line import by_code, by_token

LEARNED_FROM = 300
CHIPS = 6
SEEN_DAYS = 30
STILL_THERE = timedelta(seconds=50)  # three times that an open page was heard of
MOST_SEEN = 600
TOKEN = re.compile(r"(?:/t/|^)([A-Za-z0-9]{11})(?:[/?#].*)?$")
NUMBERED = re.compile(r"[A-Za-z]?[ -]?\d{1,4}|.*/t/.*")  # a code, a bare number, a scan


@dataclass(frozen=True)
class Visit:
    """One earlier visit, as the match card tells it."""

    day: date
    purposes: str
    result: str
    desk: str


@dataclass(frozen=True)
class Times:
    """Seconds from opening the guest book to signing it (FO-1): how many, middle, slowest tenth."""

    count: int
    median: int
    p90: int


@dataclass(frozen=True)
class There:
    """A colleague who has the guest book of a ticket open now."""

    ticket: int
    name: str
    writes: bool


def others_there(
    place: Published, officer_id: int, at: datetime, ticket: Ticket | None = None
) -> list[There]:
    """Colleagues with a guest book open, of one ticket or of all: two do not fill the same one."""
    rows = BookOpen.objects.filter(ticket__office_id=place.office.pk, seen_at__gt=at - STILL_THERE)
    if ticket:
        rows = rows.filter(ticket=ticket)
    found = rows.exclude(officer_id=officer_id).order_by("officer__name")
    return [There(*row) for row in found.values_list("ticket_id", "officer__name", "writing")]


def purposes_of(place: Published) -> tuple[list[str], list[str]]:
    """The purposes met most often in this office, and the rest of its list (FO-6)."""
    listed: list[str] = list(place.choices["purposes"])
    rows = GuestBookEntry.objects.filter(office_id=place.office.pk).order_by("-id")
    counts = Counter(
        purpose
        for purposes in rows.values_list("purposes", flat=True)[:LEARNED_FROM]
        for purpose in purposes
    )
    by_use = sorted(listed, key=lambda purpose: (-counts[purpose], listed.index(purpose)))
    return by_use[:CHIPS], by_use[CHIPS:]


def times_here(person_id: int) -> int:
    """How often a person stands in the guest book."""
    return GuestBookEntry.objects.filter(person_id=person_id).count()


def visits_of(persons: Sequence[Person], most: int = 3) -> dict[int, list[Visit]]:
    """The latest visits of each person, newest first, by the person's id."""
    found: dict[int, list[Visit]] = {person.pk: [] for person in persons}
    rows = (
        GuestBookEntry.objects.filter(person_id__in=found)
        .select_related("ticket")
        .prefetch_related("ticket__turns__desk")
        .order_by("-day", "-id")
    )
    for entry in rows[: most * 30]:
        visits = found[entry.person_id or 0]
        if len(visits) < most:
            visits.append(_visit(entry))
    return found


def visit_count(person: Person) -> int:
    """How often this office has had the person as a visitor."""
    return GuestBookEntry.objects.filter(person=person).count()


def seen_lately(place: Published) -> list[Person]:
    """Who was here today or in the last 30 days, the latest first, each with the day (FO-12)."""
    since = place.day - timedelta(days=SEEN_DAYS)
    rows = Person.objects.filter(office_id=place.office.pk, visits__day__gte=since)
    return list(rows.annotate(last=Max("visits__day")).order_by("-last", "-pk")[:MOST_SEEN])


def tickets_meant(place: Published, text: str) -> list[Ticket]:
    """Today's tickets that a scan ("…/t/x8Kd…"), a code ("a17") or a bare number means."""
    text = text.strip()
    if scanned := TOKEN.search(text):
        ticket = by_token(scanned[1])
        here = ticket and ticket.office_id == place.office.pk and ticket.day == place.day
        return [ticket] if ticket and here else []
    if text.isdecimal() and len(text) <= 4:
        rows = Ticket.objects.filter(office_id=place.office.pk, day=place.day, number=int(text))
        return list(rows.select_related("turn__desk", "service").order_by("id"))
    try:
        ticket = by_code(place, ticket_code(*parse_ticket_code(text)))
    except NotATicketCode:
        return []
    return [ticket] if ticket else []


def means_a_ticket(text: str) -> bool:
    """Whether this can only be a number or a scan: nobody is called "A-017"."""
    return NUMBERED.fullmatch(text.strip()) is not None


def entry_of(ticket: Ticket) -> GuestBookEntry | None:
    """What the guest book says of this ticket's visit, with the person."""
    return GuestBookEntry.objects.filter(ticket=ticket).select_related("person").first()


def signed_with(press: str) -> Ticket | None:
    """The ticket that this very press of "Simpan" has signed for already: the answer got lost."""
    made = Press.objects.filter(key=press).values_list("made", flat=True).first()
    if not made or not made.startswith("entry:"):
        return None
    entry = GuestBookEntry.objects.select_related("ticket__turn__desk").get(pk=int(made[6:]))
    return entry.ticket


def prefill_of(ticket: Ticket) -> Prefill | None:
    """What the visitor wrote on the phone and nobody has confirmed yet."""
    return Prefill.objects.filter(ticket=ticket).first()


def groups_on(place: Published, first: date, days: int = 1) -> list[AnnouncedGroup]:
    """Groups announced for these days that have not come and not cancelled."""
    rows = AnnouncedGroup.objects.filter(
        office_id=place.office.pk, day__gte=first, day__lt=first + timedelta(days=days),
        ticket=None, cancelled_at=None,
    )  # fmt: skip
    return list(rows.select_related("service").order_by("day", "at", "id"))


def signing_times(place: Published, first: date, last: date) -> dict[str, Times]:
    """How long signing took, for returning, phone-filled and new visitors (FO-1)."""
    rows = GuestBookEntry.objects.filter(
        office_id=place.office.pk, day__range=(first, last), opened_at__isnull=False
    ).values_list("known", "prefilled", "opened_at", "signed_at")
    seconds: dict[str, list[float]] = {"known": [], "prefilled": [], "new": []}
    for known, prefilled, opened, signed in rows:
        if opened:
            kind = "prefilled" if prefilled else "known" if known else "new"
            seconds[kind].append((signed - opened).total_seconds())
    return {kind: _times(values) for kind, values in seconds.items() if values}


def _times(seconds: list[float]) -> Times:
    slow = quantiles(seconds, n=10, method="inclusive")[8] if len(seconds) > 1 else seconds[0]
    return Times(len(seconds), round(median(seconds)), round(slow))


def _visit(entry: GuestBookEntry) -> Visit:
    turns = list(entry.ticket.turns.all()) if entry.ticket else []
    last = next((turn for turn in reversed(turns) if turn.result), None)
    purposes = [*entry.purposes, *([entry.purpose_text] if entry.purpose_text else [])]
    return Visit(
        entry.day, ", ".join(purposes), last.get_result_display() if last else "",
        last.desk.name if last else "",
    )  # fmt: skip
