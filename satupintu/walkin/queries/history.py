"""The guest book of any period and the counts of each month, reckoned from the rows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median, quantiles
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import TruncMonth

from satupintu.catalogue.queries.words import hints_of
from satupintu.offices.models import Result
from satupintu.offices.published import Published
from satupintu.rules.institutions import together
from satupintu.walkin.models import (
    ELSEWHERE,
    Correction,
    Door,
    Ending,
    GuestBookEntry,
    PassBy,
    ServiceChange,
    ShelfItem,
    Ticket,
    Turn,
)
from satupintu.walkin.workflow import State

Month = tuple[int, int]  # 2026, 7


@dataclass(frozen=True)
class GuestRow:
    """One visit in the guest book. Contacts are there only when they were asked for on purpose."""

    pk: int
    day: date
    code: str
    took_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    name: str
    institution: str
    group_name: str
    head_count: int
    service: str
    purposes: str
    result: str
    from_paper: bool
    email: str = ""
    phone: str = ""


@dataclass
class Months:
    """Counts per month: kind → code → month → number; waits and the standard apart."""

    months: list[Month]
    counts: dict[str, dict[str, dict[Month, int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    )
    waits: dict[Month, tuple[int, int, int]] = field(default_factory=dict)  # n, median, P90

    def of(self, kind: str, code: str, month: Month) -> int:
        """How many of a kind in a month; nothing counted is none."""
        return self.counts.get(kind, {}).get(code, {}).get(month, 0)


def guest_book(
    place: Published, first: date, last: date, *, contacts: bool = False
) -> Iterator[GuestRow]:
    """The visits of a period, earliest first, read in pieces so that a year needs little memory."""
    names = {service.id: service.short_name for service in place.services}
    results = {str(code): str(label) for code, label in Result.choices}
    for row in _entries(place, first, last).iterator(chunk_size=500):
        yield _guest_row(row, names, results, contacts)


def guest_book_size(place: Published, first: date, last: date) -> tuple[int, int]:
    """Visits and visitors of a period: a group is one visit with its head count."""
    rows = GuestBookEntry.objects.filter(office_id=place.office.pk, day__range=(first, last))
    found = rows.aggregate(visits=Count("id"), visitors=Sum("head_count"))
    return found["visits"], found["visitors"] or 0


def months_of(place: Published, year: int) -> Months:
    """Every count of a year by month, from nine questions however many visits there were."""
    found = Months([(year, month) for month in range(1, 13)])
    within = {"office_id": place.office.pk, "day__year": year}
    _visits(found, GuestBookEntry.objects.filter(**within))
    _tickets(found, Ticket.objects.filter(**within))
    moved = ServiceChange.objects.filter(
        ticket__office_id=place.office.pk, ticket__day__year=year, undone_at=None
    )
    for row in _by_month(moved, "ticket__day").values("month").annotate(n=Count("id")).order_by():
        found.counts["tickets"]["moved"][_month(row)] = row["n"]
    _elsewhere(found, place, ShelfItem.objects.filter(
        ticket__office_id=place.office.pk, ticket__day__year=year, handed=True,
        ident__startswith=ELSEWHERE,
    ))  # fmt: skip
    turns = Turn.objects.filter(**within).exclude(ending=Ending.UNDONE)
    _turns(found, turns)
    _before_corrections(found, Correction.objects.filter(
        office_id=place.office.pk, turn__day__year=year, field="within_standard"
    ).exclude(turn__ending=Ending.UNDONE))  # fmt: skip
    _waits(found, turns)
    passed = _by_month(PassBy.objects.filter(**within)).values("month", "kind")
    for row in passed.annotate(n=Count("id")).order_by():
        found.counts["pass_by"][row["kind"]][_month(row)] += row["n"]
    return found


def first_year(place: Published) -> int:
    """The year of the first visit in the books."""
    rows = GuestBookEntry.objects.filter(office_id=place.office.pk).order_by("day")
    first = rows.values_list("day", flat=True).first()
    return first.year if first else place.day.year


def percentile_90(values: list[float]) -> float:
    """The value that nine of ten do not exceed."""
    return quantiles(values, n=10, method="inclusive")[8] if len(values) > 1 else values[0]


def _visits(found: Months, rows: QuerySet[GuestBookEntry]) -> None:
    counted = _by_month(rows).values("month")
    for row in counted.annotate(n=Count("id"), people=Sum("head_count")).order_by():
        found.counts["visits"]["visits"][_month(row)] = row["n"]
        found.counts["visits"]["visitors"][_month(row)] = row["people"] or 0


def _tickets(found: Months, rows: QuerySet[Ticket]) -> None:
    """Numbers that visitors took; what was lent or printed and never used is none."""
    taken = _by_month(rows.exclude(state__in=(State.LEASED, State.VOID)))
    for row in taken.values("month", "door", "priority").annotate(n=Count("id")).order_by():
        month, n = _month(row), row["n"]
        found.counts["tickets"]["taken"][month] += n
        found.counts["door"][row["door"]][month] += n
        if row["priority"]:
            found.counts["tickets"]["priority"][month] += n


def _elsewhere(found: Months, place: Published, rows: QuerySet[ShelfItem]) -> None:
    """To which institutions visitors were shown: one visit may name several. However it was
    written, an institution is one."""
    counted = list(
        _by_month(rows, "ticket__day").values("month", "title").annotate(n=Count("id")).order_by()
    )
    known = hints_of(place.office).values_list("institution", flat=True) if counted else ()
    names = together((row["title"] for row in counted), known)
    for row in counted:
        found.counts["elsewhere"][names[row["title"]]][_month(row)] += row["n"]


def _turns(found: Months, rows: QuerySet[Turn]) -> None:
    of = {
        "data": Count("id", filter=Q(about_data=True)),
        "metadata": Count("id", filter=Q(about_metadata=True)),
        "classification": Count("id", filter=Q(about_classification=True)),
        "met": Count("id", filter=Q(within_standard=True)),
        "measured": Count("id", filter=Q(within_standard__isnull=False)),
        "started": Count("id", filter=Q(started_at__isnull=False)),
        "no_show": Count("id", filter=Q(ending=Ending.NO_SHOW)),
    }
    counted = _by_month(rows).values("month", "service__code", "result").annotate(**of).order_by()
    for row in counted:
        month = _month(row)
        for kind in ("data", "metadata", "classification"):
            found.counts["about"][kind][month] += row[kind]
        for name in ("met", "measured"):
            found.counts["standard"][name][month] += row[name]
            found.counts["standard"][f"{name}_before"][month] += row[name]
        found.counts["service"][row["service__code"]][month] += row["started"]
        found.counts["no_show"]["no_show"][month] += row["no_show"]
        if row["result"]:
            found.counts["result"][row["result"]][month] += row["started"]


def _before_corrections(found: Months, rows: QuerySet[Correction]) -> None:
    """What the standard looked like as pressed: the first old value of each corrected turn."""
    seen: set[int] = set()
    facts = rows.order_by("id").values_list("turn_id", "old", "turn__within_standard", "turn__day")
    for turn, old, now, day in facts:
        if turn in seen:
            continue
        seen.add(turn)
        month, counts = (day.year, day.month), found.counts["standard"]
        counts["met_before"][month] += (old == "yes") - (now is True)
        counts["measured_before"][month] += (old != "") - (now is not None)


def _waits(found: Months, rows: QuerySet[Turn]) -> None:
    """Minutes from taking the number to its first call."""
    first = rows.values("ticket_id", "day", "ticket__issued_at").annotate(called=Min("called_at"))
    minutes: dict[Month, list[float]] = defaultdict(list)
    facts = first.order_by().values_list("day", "ticket__issued_at", "called")
    for day, issued, called in facts.iterator(chunk_size=2000):
        minutes[day.year, day.month].append(max(0.0, (called - issued).total_seconds() / 60))
    for month, values in minutes.items():
        found.waits[month] = len(values), round(median(values)), round(percentile_90(values))


def _by_month(rows: QuerySet[Any], day: str = "day") -> QuerySet[Any]:
    months: QuerySet[Any] = rows.annotate(month=TruncMonth(day))
    return months


def _month(row: dict[str, Any]) -> Month:
    return row["month"].year, row["month"].month


def _entries(place: Published, first: date, last: date) -> QuerySet[GuestBookEntry]:
    turns = Turn.objects.filter(ticket_id=OuterRef("ticket_id")).exclude(ending=Ending.UNDONE)
    started = turns.filter(started_at__isnull=False)
    return (
        GuestBookEntry.objects.filter(office_id=place.office.pk, day__range=(first, last))
        .select_related("person", "ticket")
        .annotate(
            started=Subquery(started.order_by("started_at").values("started_at")[:1]),
            ended=Subquery(
                started.filter(ended_at__isnull=False).order_by("-ended_at").values("ended_at")[:1]
            ),
            last_result=Subquery(started.exclude(result="").order_by("-id").values("result")[:1]),
            served=Subquery(started.order_by("id").values("service_id")[:1]),
        )
        .order_by("day", F("ticket__issued_at").asc(nulls_last=True), "id")
    )


def _guest_row(
    row: Any, names: dict[int, str], results: dict[str, str], contacts: bool
) -> GuestRow:
    person, ticket = row.person, row.ticket
    said = [*row.purposes, *([row.purpose_text] if row.purpose_text else [])]
    service = row.served or (ticket.service_id if ticket else 0)
    return GuestRow(
        pk=row.pk, day=row.day, code=ticket.code if ticket else "",
        took_at=ticket.issued_at if ticket else None, started_at=row.started, finished_at=row.ended,
        name=person.name if person else "", institution=person.institution if person else "",
        group_name=row.group_name, head_count=row.head_count, service=names.get(service, ""),
        purposes=", ".join(said), result=results.get(row.last_result or "", ""),
        from_paper=row.copied_from_paper,
        email=person.email if person and contacts else "",
        phone=person.phone if person and contacts else "",
    )  # fmt: skip


DOORS = tuple((str(code), str(label)) for code, label in Door.choices)
RESULTS = tuple((str(code), str(label)) for code, label in Result.choices)
