"""What an office offers and promises: service words, letters, limits, the published standard."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from satupintu.offices import acts
from satupintu.offices.actions.dates import PastDay, must_not_be_past, shown_anew, today
from satupintu.offices.models import Office, Service, ServiceVersion, StandardVersion
from satupintu.rules.indonesian import letter_problems


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


def letters_with(office: Office, service: Service, letter: str, day: date) -> list[str]:
    """What would be wrong with the office's letters if the service had this one from a day on."""
    letters = {}
    for other in office.services.all():
        words = version_on(other, day)
        if other.pk != service.pk and words and words.offered:
            letters[words.short_name] = words.letter
    mine = version_on(service, day)
    return letter_problems({(mine.short_name if mine else "layanan ini"): letter, **letters})


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
