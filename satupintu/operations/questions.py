"""The eight questions of `satupintu setup`: what may be answered, what is wrong with an answer."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from satupintu.offices import starting_standard as start
from satupintu.offices.calendar import week_hours
from satupintu.offices.models import Level, Office, Zone
from satupintu.people.actions.accounts import readable
from satupintu.people.models import Officer
from satupintu.people.names import e164

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SERVICES = tuple(words["code"] for words in start.SERVICES)
MOST_DESKS = 30


class Wrong(ValueError):
    """An answer that cannot be taken; the message says what to answer instead."""


@dataclass
class Answers:
    """What a new office starts from."""

    code: str
    name: str
    zone: str
    address: str
    hours: dict[str, Any]
    desks: int
    services: tuple[str, ...]
    phone: str
    email: str
    complaint: str
    admin_username: str
    admin_name: str
    password: str = field(repr=False)
    level: str = Level.REGENCY
    password_made: bool = False  # here, so that it is told once


def office_code(said: str) -> str:
    """Four digits of the BPS list; not an office that serves already."""
    code = said.strip()
    if not re.fullmatch(r"\d{4}", code):
        raise Wrong("The code has four digits, for example 3300 or 3374.")
    if Office.objects.filter(code=code, serving=True).exists():
        raise Wrong(f"Office {code} is set up in this database already.")
    return code


def name(said: str) -> str:
    """The office's or an officer's name, as visitors read it."""
    text = " ".join(said.split())
    if len(text) < 3:
        raise Wrong("Write the full name.")
    return text[:120]


def zone(said: str) -> str:
    """One of the three zones."""
    text = said.strip().upper()
    if text not in Zone.values:
        raise Wrong("The zone is WIB, WITA or WIT.")
    return text


def address(said: str) -> str:
    """Street and town: printed on the public page and on tickets."""
    text = " ".join(said.split())
    if not text:
        raise Wrong("Visitors look for the address; write street and town.")
    return text[:200]


def hours(said: str | dict[str, Any]) -> dict[str, Any]:
    """Empty keeps the usual hours; else "Senin-Kamis 08.00-15.30; Jumat 08.00-11.30"."""
    if isinstance(said, dict):
        found = said
    elif not said.strip():
        return start.HOURS
    else:
        found = dict(pair for part in said.split(";") if part.strip() for pair in _days(part))
    try:
        week_hours(found)
    except (ValueError, TypeError, AttributeError):
        raise Wrong("Hours overlap or end before they begin.") from None
    return found


def hours_in_words(hours: dict[str, Any]) -> str:
    """Weekly hours as they are typed: "Senin-Kamis 08.00-15.30; Jumat 08.00-16.00"."""
    groups: list[tuple[int, int, str]] = []
    for day in range(7):
        spans = ", ".join("-".join(span) for span in hours.get(str(day), ())).replace(":", ".")
        if spans and groups and groups[-1][1] == day - 1 and groups[-1][2] == spans:
            groups[-1] = (groups[-1][0], day, spans)
        elif spans:
            groups.append((day, day, spans))
    return "; ".join(
        f"{DAYS[first]}{f'-{DAYS[last]}' if last > first else ''} {spans}"
        for first, last, spans in groups
    )


def desks(said: str | int) -> int:
    """How many desks receive visitors."""
    text = str(said).strip()
    if not text.isdecimal() or not 1 <= int(text) <= MOST_DESKS:
        raise Wrong(f"Answer with a number from 1 to {MOST_DESKS}.")
    return int(text)


def services(said: str | list[str]) -> tuple[str, ...]:
    """Empty or "all" for all four; else their codes with commas between."""
    wanted = said if isinstance(said, list) else re.split(r"[,\s]+", said.strip())
    wanted = [each for each in wanted if each]
    if wanted in ([], ["all"]):
        return SERVICES
    if strange := [each for each in wanted if each not in SERVICES]:
        raise Wrong(f"'{strange[0]}' is none of {', '.join(SERVICES)}.")
    return tuple(each for each in SERVICES if each in wanted)


def phone(said: str) -> str:
    """A telephone number as it is printed; empty for none."""
    text = said.strip()
    if text and not e164(text):
        raise Wrong("This is no telephone number; write it like 024-8412802.")
    return text


def email(said: str) -> str:
    """The office's e-mail address; empty for none."""
    text = said.strip()
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise Wrong("This is no e-mail address; write it like nama@bps.go.id.") from None
    return text


def complaint(said: str) -> str:
    """Where complaints can be left beside the product: a site or an e-mail address; or empty."""
    text = said.strip()
    if text and "@" not in text and not text.startswith(("https://", "http://")):
        raise Wrong("Write an address that begins with https://, or an e-mail address.")
    return email(text) if "@" in text and not text.startswith("http") else text


def username(said: str) -> str:
    """The name to sign in with."""
    text = said.strip().lower()
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{1,59}", text):
        raise Wrong("Use small letters and digits, at least two, without spaces.")
    if Officer.objects.filter(username=text).exists():
        raise Wrong(f"Somebody signs in as {text} already.")
    return text


def password(said: str, of: Officer | None = None) -> str:
    """A password of the person's own; made when empty."""
    if not said:
        return "-".join(readable(4).lower() for _ in range(4))
    try:
        validate_password(said, of)
    except ValidationError as refused:
        raise Wrong(" ".join(refused.messages)) from None
    return said


def from_file(told: dict[str, Any]) -> Answers:
    """The answers of a file, each looked at like one that was typed. Raises Wrong."""
    office = _part(told, "office")
    admin = _part(told, "administrator")
    code = _looked_at("office.code", office_code, office.get("code", ""))
    known = Office.objects.filter(code=code).first()
    contacts = _part(told, "contacts")
    return Answers(
        code=code,
        name=_looked_at("office.name", name, office.get("name") or (known.name if known else "")),
        zone=_looked_at("office.zone", zone, office.get("zone") or (known.zone if known else "")),
        address=_looked_at("office.address", address, office.get("address", "")),
        hours=_looked_at("hours", hours, told.get("hours") or ""),
        desks=_looked_at("desks", desks, told.get("desks", 3)),
        services=_looked_at("services", services, told.get("services") or ""),
        phone=_looked_at("contacts.phone", phone, contacts.get("phone", "")),
        email=_looked_at("contacts.email", email, contacts.get("email", "")),
        complaint=_looked_at("contacts.complaint", complaint, contacts.get("complaint", "")),
        admin_username=_looked_at("administrator.username", username, admin.get("username", "")),
        admin_name=_looked_at("administrator.name", name, admin.get("name", "")),
        password=_looked_at("administrator.password", password, admin.get("password", "")),
        level=level_of(code, known), password_made=not admin.get("password"),
    )  # fmt: skip


def level_of(code: str, known: Office | None) -> str:
    """What kind of office a code names: 0000 the headquarters, 3300 a province, 3374 a city."""
    if known:
        return known.level
    if code == "0000":
        return Level.HEADQUARTERS
    if code.endswith("00"):
        return Level.PROVINCE
    return Level.CITY if code[2] >= "7" else Level.REGENCY


def _part(told: dict[str, Any], name: str) -> dict[str, Any]:
    part = told.get(name, {})
    if not isinstance(part, dict):
        raise Wrong(f'{name}: write it in braces, like {{"name": "..."}}.')
    return part


def _looked_at(where: str, look: Callable[[Any], Any], said: Any) -> Any:
    try:
        return look(said)
    except Wrong as wrong:
        raise Wrong(f"{where}: {wrong}") from None
    except (AttributeError, TypeError):
        raise Wrong(f"{where}: write it as text, in quotes.") from None


def _days(part: str) -> list[tuple[str, list[list[str]]]]:
    found = re.fullmatch(r"\s*([A-Za-z]+)(?:\s*-\s*([A-Za-z]+))?\s+(.+)", part)
    if not found:
        raise Wrong("Write hours like: Senin-Kamis 08.00-15.30; Jumat 08.00-11.30, 13.00-16.00")
    first = _day(found[1])
    last = _day(found[2]) if found[2] else first
    spans = [_span(each) for each in found[3].split(",")]
    if last < first:
        raise Wrong(f"'{found[1]}-{found[2]}' goes backwards; the week begins with Senin.")
    return [(str(day), spans) for day in range(first, last + 1)]


def _day(said: str) -> int:
    names = [day.lower() for day in DAYS]
    if said.lower() not in names:
        raise Wrong(f"'{said}' is none of {', '.join(DAYS)}.")
    return names.index(said.lower())


def _span(said: str) -> list[str]:
    found = re.fullmatch(r"\s*(\d{1,2})[.:](\d\d)\s*-\s*(\d{1,2})[.:](\d\d)\s*", said)
    if not found or int(found[1]) > 23 or int(found[3]) > 23:
        raise Wrong(f"'{said.strip()}' is no stretch of time; write it like 08.00-15.30.")
    return [f"{int(found[1]):02}:{found[2]}", f"{int(found[3]):02}:{found[4]}"]
