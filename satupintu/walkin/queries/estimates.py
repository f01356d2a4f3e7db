"""How long each person will wait, as a range, and whether our ranges have come true."""

from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta

from django.db.models import F

from satupintu.offices.published import Published
from satupintu.rules import waiting_time
from satupintu.rules.waiting_time import Ahead, Forecast, OpenDesk, Outcome, Score
from satupintu.walkin.models import Duty, Ending, Ticket, Turn

SAMPLE_DAYS = 42
SAMPLE_MOST = 400


def forecasts(place: Published, line: Sequence[Ticket], now: datetime) -> dict[Hashable, Forecast]:
    """The range of each waiting ticket, in calling order; nothing where we have been unreliable."""
    if not line or not place.choices["show_estimates"] or not trusted(place):
        return {}
    return _play(place, [Ahead(ticket.pk, _code(place, ticket.service_id)) for ticket in line], now)


def forecast_for_newcomers(
    place: Published, line: Sequence[Ticket], now: datetime
) -> dict[str, Forecast]:
    """What somebody who took a number now would be told, per service."""
    if not place.choices["show_estimates"] or not trusted(place):
        return {}
    found = {}
    for service in place.services:
        ahead = [Ahead(t.pk, _code(place, t.service_id)) for t in line[: waiting_time.MOST_AHEAD]]
        range_ = _play(place, [*ahead, Ahead("new", service.code)], now).get("new")
        if range_:
            found[service.code] = range_
    return found


def trusted(place: Published) -> bool:
    """Whether the ranges given in the last weeks came true often enough to go on giving them."""
    return waiting_time.reliable(outcomes(place))


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
        Outcome(p50, p90, (called - queued).total_seconds() / 60)
        for p50, p90, called, queued in facts
    ]


def accuracy(place: Published) -> Score | None:
    """Error, bias and coverage of the last weeks' ranges, for the supervisor."""
    return waiting_time.score(outcomes(place))


def durations(place: Published) -> dict[str, list[float]]:
    """Minutes at the desk per service in the last weeks, the latest services first."""
    rows = Turn.objects.filter(
        office_id=place.office.pk, day__gte=place.day - timedelta(days=SAMPLE_DAYS),
        started_at__isnull=False, ended_at__isnull=False,
    ).order_by("-id")  # fmt: skip
    found: dict[str, list[float]] = {service.code: [] for service in place.services}
    for pk, started, ended in rows.values_list("service_id", "started_at", "ended_at")[
        :SAMPLE_MOST
    ]:
        if started and ended:
            found.setdefault(_code(place, pk), []).append((ended - started).total_seconds() / 60)
    return found


def _play(place: Published, line: list[Ahead], now: datetime) -> dict[Hashable, Forecast]:
    breaks = place.calendar.breaks_on(place.day)
    return waiting_time.forecast(
        line,
        open_desks(place, now),
        durations(place),
        now,
        breaks=[(gap.start, gap.end) for gap in breaks],
    )


def open_desks(place: Published, now: datetime) -> list[OpenDesk]:
    """The desks really open, what each serves now and when a break ends."""
    busy = {
        turn.desk_id: turn
        for turn in Turn.objects.filter(office_id=place.office.pk, day=place.day, ended_at=None)
    }
    desks = []
    for duty in Duty.objects.filter(office_id=place.office.pk, day=place.day, until=None):
        desk, turn = place.desk(duty.desk_id), busy.get(duty.desk_id)
        if desk:
            codes = frozenset(_code(place, pk) for pk in desk.services)
            serving = _code(place, turn.service_id) if turn else None
            since = (turn.started_at or now) if turn else None
            desks.append(OpenDesk(desk.id, codes, serving, since, available_at=duty.back_at))
    return desks


def _code(place: Published, service_id: int) -> str:
    return next((service.code for service in place.services if service.id == service_id), "")
