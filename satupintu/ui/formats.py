"""How moments, dates, numbers and contacts are written on every screen.

Indonesian is the source; English is chosen by the active language. Clock times use a full stop
in both ("09.05"), so that a screen and a printed slip never differ. Nothing here asks what time
it is: the caller gives the moment.
"""

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

DAYS: Final = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS: Final = {
    "id": [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
ZONE_WORDS: Final = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Ujung_Pandang": "WITA",
    "Asia/Jayapura": "WIT",
}
ZONE_KEYS: Final = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
ZoneLike = dt.tzinfo | str | None


def language() -> str:
    """Returns "en" when English is active, otherwise "id", the source language."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def zone_of(zone: ZoneLike) -> dt.tzinfo:
    """Returns the zone named ("WIB", "Asia/Jakarta") or given, else the one activated.

    When nobody activated a zone, a ValueError: UTC on a screen would be a lie of seven hours.
    """
    if isinstance(zone, dt.tzinfo):
        return zone
    if zone:
        return ZoneInfo(ZONE_KEYS.get(zone, zone))
    active = timezone.get_current_timezone()
    if str(active) == "UTC":
        raise ValueError("no zone: give the office's zone or activate it for the request")
    return active


def local(moment: dt.datetime, zone: ZoneLike = None) -> dt.datetime:
    """Returns the aware moment on the office's clock; a naive one is a ValueError (law 6)."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be shown")
    return moment.astimezone(zone_of(zone))


def zone_word(zone: ZoneLike = None) -> str:
    """Returns WIB, WITA or WIT; any other zone by its name."""
    known = zone_of(zone)
    name = getattr(known, "key", str(known))
    return ZONE_WORDS.get(name, name)


def clock(moment: dt.datetime | dt.time, zone: ZoneLike = None) -> str:
    """Returns the hour and minute as "09.05" on the office's clock."""
    shown = moment if isinstance(moment, dt.time) else local(moment, zone)
    return f"{shown:%H.%M}"


def day_of(moment: dt.datetime | dt.date, zone: ZoneLike = None) -> dt.date:
    """Returns the office's calendar day on which the moment falls."""
    return local(moment, zone).date() if isinstance(moment, dt.datetime) else moment


def short_date(moment: dt.datetime | dt.date, zone: ZoneLike = None) -> str:
    """Returns "29 Juli 2026"."""
    day = day_of(moment, zone)
    return f"{day.day} {MONTHS[language()][day.month - 1]} {day.year}"


def long_date(moment: dt.datetime | dt.date, zone: ZoneLike = None) -> str:
    """Returns "Rabu, 29 Juli 2026"."""
    return f"{DAYS[language()][day_of(moment, zone).weekday()]}, {short_date(moment, zone)}"


def weekdays(days: Collection[int]) -> str:
    """Weekdays as people say them, runs joined: "Senin–Kamis, Sabtu"; 0 is Monday."""
    names, runs = DAYS[language()], list[list[int]]()
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        names[run[0]] if len(run) == 1 else f"{names[run[0]]}–{names[run[-1]]}" for run in runs
    )


def minutes(count: int) -> str:
    """Returns "6 menit"."""
    return ngettext("%(count)s menit", "%(count)s menit", count) % {"count": number(count)}


def ago(moment: dt.datetime, now: dt.datetime) -> str:
    """Returns how long before `now` it was, in whole minutes, hours or days, rounded down."""
    passed = int((now - moment).total_seconds() // 60)
    if passed < 1:
        return gettext("baru saja")
    if passed < 60:
        return ngettext("%(count)d menit lalu", "%(count)d menit lalu", passed) % {"count": passed}
    hours = passed // 60
    if hours < 24:
        return ngettext("%(count)d jam lalu", "%(count)d jam lalu", hours) % {"count": hours}
    days = hours // 24
    return ngettext("%(count)d hari lalu", "%(count)d hari lalu", days) % {"count": days}


def number(value: int | float | Decimal, places: int | None = None) -> str:
    """Returns 1234.5 as "1.234,5", in English as "1,234.5"; `places` fixes the decimals."""
    text = f"{value:,}" if places is None else f"{value:,.{places}f}"
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))


def masked_email(address: str) -> str:
    """Returns "si***@undip.ac.id": enough for its owner to recognise, not enough to write to."""
    name, at, house = address.partition("@")
    return f"{name[:2] if len(name) > 2 else name[:1]}***{at}{house}" if at else ""


def masked_phone(phone: str) -> str:
    """Returns "08**-****-12" for an E.164 number; other countries keep their first digits."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    if len(digits) < 6:
        return ""
    if digits.startswith("62"):
        digits = "0" + digits[2:]
        return f"{digits[:2]}**-****-{digits[-2:]}"
    start = digits[:2] if digits.startswith("0") else f"+{digits[:2]}"
    return f"{start}**-****-{digits[-2:]}"
