"""What an office offers and promises: service words, letters, limits, the published standard."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils.text import slugify

from satupintu.offices import acts
from satupintu.offices.actions.dates import PastDay, must_not_be_past, shown_anew, today
from satupintu.offices.models import Office, Service, ServiceVersion, StandardVersion
from satupintu.offices.starting_standard import standard_of_a_new_service
from satupintu.rules.indonesian import letter_problems

MOST_SERVICES = 6  # rows of 25 mm that a kiosk shows without scrolling (KSK-2)
RESERVED = frozenset({"new", "planned"})  # words of the settings' own addresses


class TooMany(Exception):
    """A kiosk shows no more services than this at once."""


@dataclass(frozen=True)
class ServiceWords:
    """All that a visitor reads and hears about a service, and its limit in minutes."""

    letter: str
    name: str
    formal_name: str
    short_name: str
    example: str
    fee_text: str
    limit_minutes: int
    offered: bool


class BadLetters(Exception):
    """The letters of the services cannot be told apart when called (KSK-16)."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def version_on(service: Service, day: date) -> ServiceVersion | None:
    """The service's words in force on a day."""
    return service.versions.filter(valid_from__lte=day).order_by("-valid_from").first()


def standard_on(service: Service, day: date) -> StandardVersion | None:
    """The service's published standard in force on a day."""
    return service.standards.filter(valid_from__lte=day).order_by("-valid_from").first()


def publish_service(
    office: Office, service: Service, words: ServiceWords, *, valid_from: date, by: int
) -> ServiceVersion:
    """The service goes by these words from a day on; a new letter from tomorrow at the earliest.

    Limit and fee are part of the published standard, which gets a version of the same day.
    Raises PastDay, BadLetters.
    """
    now = version_on(service, today(office))
    renamed = now is not None and now.letter != words.letter
    tomorrow = today(office) + timedelta(days=1)
    must_not_be_past(office, valid_from, earliest=tomorrow if renamed else None)
    if problems := letters_with(office, service, words.letter, valid_from):
        raise BadLetters(problems)
    with acts.act(office.pk, acts.officer(by)) as doing:
        version, _ = ServiceVersion.objects.update_or_create(
            service=service, valid_from=valid_from, defaults=asdict(words)
        )
        _same_on_the_wall(service, words, valid_from)
        doing.note(
            "service.published", f"service:{service.pk}", valid_from=valid_from.isoformat(),
            letter=words.letter, limit=words.limit_minutes, offered=int(words.offered),
        )  # fmt: skip
        shown_anew()
    return version


def add_service(
    office: Office, words: ServiceWords, *, icon: str, desks: Collection[int], valid_from: date,
    by: int,
) -> Service:  # fmt: skip
    """One service more from a day on, with a standard to be completed, at these desks.

    Raises PastDay, BadLetters, TooMany.
    """
    must_not_be_past(office, valid_from)
    if len(offered_on(office, valid_from)) >= MOST_SERVICES:
        raise TooMany
    if problems := letters_with(office, None, words.letter, valid_from):
        raise BadLetters(problems)
    with acts.act(office.pk, acts.officer(by)) as doing:
        last = office.services.order_by("-position").values_list("position", flat=True).first()
        service = Service.objects.create(
            office=office, code=_code_for(office, words.short_name), icon=icon,
            position=(last or 0) + 1,
        )  # fmt: skip
        ServiceVersion.objects.create(service=service, valid_from=valid_from, **asdict(words))
        StandardVersion.objects.create(
            service=service, valid_from=valid_from, reviewed_on=today(office),
            content=with_promises(
                standard_of_a_new_service(words.short_name), words.limit_minutes, words.fee_text
            ),
        )  # fmt: skip
        for desk in office.desks.filter(pk__in=desks):
            desk.services.add(service)
        doing.note(
            "service.added", f"service:{service.pk}", valid_from=valid_from.isoformat(),
            letter=words.letter, limit=words.limit_minutes,
        )  # fmt: skip
        shown_anew()
    return service


def withdraw_service(version: ServiceVersion, *, by: int) -> None:
    """Words that are not in force yet are taken back, and the standard that came with them."""
    office = version.service.office
    if version.valid_from <= today(office):
        raise PastDay(version.valid_from)
    with acts.act(office.pk, acts.officer(by)) as doing:
        before = version_on(version.service, version.valid_from - timedelta(days=1))
        if before:
            _same_on_the_wall(version.service, before, version.valid_from)
        doing.note("service.withdrawn", f"service:{version.service_id}")
        version.delete()
        if not version.service.versions.exists():
            version.service.delete()  # it never began
        shown_anew()


def publish_standard(
    service: Service, content: dict[str, Any], *, decree: str, reviewed_on: date, valid_from: date,
    by: int,
) -> StandardVersion:  # fmt: skip
    """The fourteen components as published from a day on. Raises PastDay.

    Limit and fee stay the service's own: what hangs on the wall is what the clocks measure.
    """
    office = service.office
    must_not_be_past(office, valid_from)
    with acts.act(office.pk, acts.officer(by)) as doing:
        if words := version_on(service, valid_from):
            content = with_promises(content, words.limit_minutes, words.fee_text)
        version, _ = StandardVersion.objects.update_or_create(
            service=service, valid_from=valid_from,
            defaults={"content": content, "decree": decree, "reviewed_on": reviewed_on},
        )  # fmt: skip
        doing.note("standard.published", f"service:{service.pk}", valid_from=str(valid_from))
        shown_anew()
    return version


def withdraw_standard(version: StandardVersion, *, by: int) -> None:
    """A standard that is not in force yet is taken back. Raises PastDay."""
    office = version.service.office
    if version.valid_from <= today(office):
        raise PastDay(version.valid_from)
    with acts.act(office.pk, acts.officer(by)) as doing:
        doing.note("standard.withdrawn", f"service:{version.service_id}")
        version.delete()
        shown_anew()


def letters_with(office: Office, service: Service | None, letter: str, day: date) -> list[str]:
    """What would be wrong with the office's letters if the service had this one from a day on.

    Without a service: if a new one had it.
    """
    others = [one for one in offered_on(office, day) if not service or one.service_id != service.pk]
    letters = {words.short_name: words.letter for words in others}
    mine = version_on(service, day) if service else None
    return letter_problems({(mine.short_name if mine else "layanan ini"): letter, **letters})


def offered_on(office: Office, day: date) -> list[ServiceVersion]:
    """The words of every service that the office offers on a day."""
    found = [version_on(service, day) for service in office.services.all()]
    return [words for words in found if words and words.offered]


def with_promises(content: dict[str, Any], minutes: int, fee: str) -> dict[str, Any]:
    """A standard whose time and fee are these."""
    time = {**content.get("jangka_waktu", {}), "visit_minutes": minutes}
    return {**content, "jangka_waktu": time, "biaya": fee}


def _same_on_the_wall(
    service: Service, words: ServiceWords | ServiceVersion, valid_from: date
) -> None:
    standard = standard_on(service, valid_from)
    if standard is None:
        return
    content = with_promises(standard.content, words.limit_minutes, words.fee_text)
    if content != standard.content:
        StandardVersion.objects.update_or_create(
            service=service, valid_from=valid_from,
            defaults={
                "content": content, "decree": standard.decree, "reviewed_on": standard.reviewed_on
            },
        )  # fmt: skip


def _code_for(office: Office, name: str) -> str:
    """A short name for addresses, taken by no other service of the office."""
    taken = {*RESERVED, *office.services.values_list("code", flat=True)}
    stem = slugify(name)[:17].strip("-") or "layanan"
    return next(code for n in count(1) if (code := stem if n == 1 else f"{stem}-{n}") not in taken)
