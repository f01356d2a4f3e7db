"""Print when something is due and why it is that moment: the two clocks of the standard."""

import argparse
import json
from datetime import datetime

from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.operations.command import Trouble
from satupintu.rules.clock_steps import Step
from satupintu.rules.explain import as_json, sentence, verdict
from satupintu.rules.online_clock import online_due
from satupintu.rules.walkin_clock import walkin_due, within_standard
from satupintu.rules.working_time import CalendarNotLoaded

NOT_STARTED = "Belum diketahui sesuai standar atau tidak: sebutkan mulai dilayani (--started)."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Moments are local times of the office ("2026-03-17 10:00") or carry their own offset."""
    parser.add_argument(
        "start", nargs="?", help='when the request was clear and complete, "2026-03-17 10:00"'
    )
    parser.add_argument("--office", required=True, help="the office's code, for example 3300")
    parser.add_argument(
        "--walkin", action="store_true", help="the ten minutes of a visitor in the hall"
    )
    parser.add_argument("--finished", help="when the visitor before was finished")
    parser.add_argument("--arrived", help="when the visitor took the number")
    parser.add_argument("--opened", help="when the office opened")
    parser.add_argument("--started", help="when the service began")
    parser.add_argument("--json", action="store_true", help="machine-readable")


def command(options: argparse.Namespace) -> int:
    """Reckon and print."""
    try:
        place = published(options.office)
    except Office.DoesNotExist:
        raise Trouble(f"there is no office {options.office}.") from None
    try:
        answer = _walkin(place, options) if options.walkin else _online(place, options)
    except CalendarNotLoaded as missing:
        raise Trouble(
            f"the holidays of {missing.year} are not loaded, and are not guessed. When the decree "
            f"is known: satupintu load-holidays {missing.year}"
        ) from None
    steps: list[Step] = answer.pop("steps")
    told = answer.pop("verdict", "")
    if options.json:
        print(json.dumps({**answer, "steps": as_json(steps)}, ensure_ascii=False))
    else:
        print(*(sentence(step) for step in steps), *([told] if told else []), sep="\n")
    return 0


def _online(place: Published, options: argparse.Namespace) -> dict:  # type: ignore[type-arg]
    if not options.start:
        raise Trouble(
            'say when the request was clear and complete, for example "2026-03-17 10:00".'
        )
    found = online_due(place.calendar, complete_at=_moment(place, options.start))
    return {"due": found.due.isoformat() if found.due else None, "steps": list(found.steps)}


def _walkin(place: Published, options: argparse.Namespace) -> dict:  # type: ignore[type-arg]
    if not options.arrived:
        raise Trouble("say when the visitor arrived, with --arrived.")
    service = place.services[0] if place.services else None
    found = walkin_due(
        place.calendar,
        finished=_moment(place, options.finished) if options.finished else None,
        arrived=_moment(place, options.arrived),
        opened=_moment(place, options.opened) if options.opened else None,
        limit_minutes=service.limit_minutes if service else 10,
    )
    started = _moment(place, options.started) if options.started else None
    if started and started < _moment(place, options.arrived):
        raise Trouble("--started is before --arrived: nobody is served before coming.")
    return {
        "due": found.due.isoformat(),
        "within_standard": within_standard(found, started) if started else None,
        "verdict": verdict(found.due, started) if started else NOT_STARTED,
        "steps": list(found.steps),
    }


def _moment(place: Published, text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Trouble(f"'{text}' is not a moment; write it like 2026-03-17 10:00.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=place.zone)
