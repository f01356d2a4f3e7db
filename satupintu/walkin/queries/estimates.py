"""How long each person will wait, as a range, and whether our ranges have come true."""

import time as wall
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F

from satupintu.offices.published import Published
from satupintu.rules import forecast_quality
from satupintu.rules.forecast_quality import Outcome, Score
from satupintu.rules.waiting_time import OpenDesk
from satupintu.walkin.models import Duty, Ending, Turn
from satupintu.walkin.queries.planned import Spans, goes_at, planned_today, still_to_come

SAMPLE_DAYS = 42
SAMPLE_MOST = 400
PAST_KEPT_SECONDS = 30.0

Past = tuple[dict[str, list[float]], bool, Spans]

_kept: dict[tuple[int, date], tuple[float, Past]] = {}


@dataclass(frozen=True)
class Known:
    """What this moment's ranges are made from: desks really open, past durations, breaks."""

    desks: list[OpenDesk]
    samples: dict[str, list[float]]
    breaks: list[tuple[datetime, datetime]]


def known(place: Published, now: datetime) -> Known | None:
    """What ranges can be made from now; None when none may be given.

    None are given when the office chose so, when the last weeks' ranges did not come true often
    enough, and when the calendar of the year is not loaded.
    """
    if not place.choices["show_estimates"]:
        return None
    samples, trusted, planned = _past(place)
    try:
        breaks = [(gap.start, gap.end) for gap in place.calendar.breaks_on(place.day)]
    except LookupError:
        return None
    return Known(open_desks(place, now, planned), samples, breaks) if trusted else None


def trusted(place: Published) -> bool:
    """Whether the ranges given in the last weeks came true often enough to go on giving them."""
    return _past(place)[1]


def _past(place: Published) -> Past:
    """Past durations, whether past ranges came true, the roster; read at most twice a minute."""
    key = (place.office.pk, place.day)
    kept = _kept.get(key)
    if kept is None or wall.monotonic() - kept[0] > PAST_KEPT_SECONDS:
        if len(_kept) > 600:
            _kept.clear()
        trusted = forecast_quality.reliable(outcomes(place))
        past = durations(place), trusted, planned_today(place)
        kept = _kept[key] = (wall.monotonic(), past)
    return kept[1]


def forget() -> None:
    """Read the past anew at the next question (tests)."""
    _kept.clear()


def outcomes(place: Published, days: int = SAMPLE_DAYS) -> list[Outcome]:
    """What visitors were told and what happened, in minutes, first calls only."""
    rows = Turn.objects.filter(
        office_id=place.office.pk,
        day__gte=place.day - timedelta(days=days),
        ticket__forecast_p90__isnull=False,
        ticket__postponements=0,
        queued_at=F("ticket__issued_at"),
    ).exclude(ending=Ending.UNDONE)
    facts = rows.order_by("-id").values_list(
        "ticket__forecast_p50", "ticket__forecast_p90", "called_at", "queued_at"
    )[:SAMPLE_MOST]
    return [
        Outcome(p50 or 0, p90 or 0, (called - queued).total_seconds() / 60)
        for p50, p90, called, queued in facts
    ]


def accuracy(place: Published) -> Score | None:
    """Error, bias and coverage of the last weeks' ranges, for the supervisor."""
    return forecast_quality.score(outcomes(place))


def durations(place: Published) -> dict[str, list[float]]:
    """Minutes at the desk per service in the last weeks, the latest services first."""
    rows = Turn.objects.filter(
        office_id=place.office.pk, day__gte=place.day - timedelta(days=SAMPLE_DAYS),
        started_at__isnull=False, ended_at__isnull=False,
    ).exclude(ending=Ending.CLOSED).order_by("-id")  # fmt: skip
    found: dict[str, list[float]] = {service.code: [] for service in place.services}
    for pk, started, ended in rows.values_list("service_id", "started_at", "ended_at")[
        :SAMPLE_MOST
    ]:
        if started and ended:
            found.setdefault(_code(place, pk), []).append((ended - started).total_seconds() / 60)
    return found


def open_desks(place: Published, now: datetime, planned: Spans) -> list[OpenDesk]:
    """The desks really open, what each serves now, when a break ends; and those still to open.

    A desk that is open without a plan stays; one that is planned but did not open counts for
    nothing, since nobody knows whether somebody will come.
    """
    office, day = place.office.pk, place.day
    turns = Turn.objects.filter(office_id=office, day=day, ended_at=None)
    busy = {turn.desk_id: turn for turn in turns}
    duties = Duty.objects.filter(office_id=office, day=day, until=None)
    open_now = {duty.desk_id: duty for duty in duties}
    desks = []
    for desk in place.desks:
        codes = frozenset(_code(place, pk) for pk in desk.services)
        duty, turn, spans = open_now.get(desk.id), busy.get(desk.id), planned.get(desk.id, [])
        goes = goes_at(place, spans, now) if duty else None
        if duty:
            serving = _code(place, turn.service_id) if turn else None
            since = (turn.started_at or now) if turn else None
            desks.append(OpenDesk(desk.id, codes, serving, since, duty.back_at, goes))
        if goes or not duty:
            desks += [OpenDesk(desk.id, codes, None, None, *s) for s in still_to_come(spans, now)]
    return desks


def _code(place: Published, service_id: int) -> str:
    return next((service.code for service in place.services if service.id == service_id), "")
