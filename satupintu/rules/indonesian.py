"""Indonesian dates, clock times and spelled numbers, the same on paper, screen and voice."""

from collections.abc import Mapping
from datetime import date, datetime, time

DAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
DIGIT_WORDS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
)  # fmt: skip

# Letter names that end in the same sound when spoken: be, ce, de, ...; a, ha, ka.
_RHYMES = (frozenset("BCDEGJPTVWY"), frozenset("AHK"))
_CONFUSED = (frozenset("LR"), frozenset("MN"), frozenset("FS"))
_READ_AS_DIGITS = frozenset("IOQ")


def clock_time(moment: datetime | time) -> str:
    """Hours and minutes with a dot: "09.05". A datetime must already be in the office's zone."""
    return f"{moment.hour:02d}.{moment.minute:02d}"


def long_date(day: date) -> str:
    """Weekday and date: "Rabu, 29 Juli 2026"."""
    return f"{DAY_NAMES[day.weekday()]}, {plain_date(day)}"


def plain_date(day: date) -> str:
    """Date without weekday: "29 Juli 2026"."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def long_moment(moment: datetime) -> str:
    """Date and clock time: "Rabu, 29 Juli 2026 pukul 09.05"."""
    return f"{long_date(moment)} pukul {clock_time(moment)}"


def spell_number(code: str) -> list[str]:
    """The tokens that are spoken for a ticket code: "A-017" -> A, nol, satu, tujuh."""
    return [
        DIGIT_WORDS[int(sign)] if sign.isdigit() else sign.upper()
        for sign in code
        if sign.isascii() and sign.isalnum()
    ]


def letter_problems(letters: Mapping[str, str], priority: str | None = "P") -> list[str]:
    """What is wrong with a set of ticket letters when they are called aloud (KSK-16).

    `letters` maps each service to its letter; `priority` is the letter of priority numbers, None
    when the office has none. Empty when the set is sound.
    """
    problems: list[str] = []
    uses = list(letters.items()) + ([("prioritas", priority)] if priority else [])
    for service, letter in uses:
        if len(letter) != 1 or letter not in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
            problems.append(f"Huruf untuk {service} harus satu huruf besar dari A sampai Z.")
        elif letter in _READ_AS_DIGITS:
            problems.append(f"Huruf {letter} untuk {service} mudah tertukar dengan angka.")
    for index, (service, letter) in enumerate(uses):
        for other_service, other in uses[index + 1 :]:
            if reason := _alike(letter, other):
                problems.append(
                    f"Huruf {letter} ({service}) dan {other} ({other_service}) {reason}."
                )
    return problems


def _alike(letter: str, other: str) -> str | None:
    if letter == other:
        return "sama"
    if any(letter in group and other in group for group in _RHYMES):
        return "berbunyi mirip saat dipanggil"
    if any(letter in group and other in group for group in _CONFUSED):
        return "mudah tertukar saat dipanggil"
    return None


def sentence(text: str) -> str:
    """Typed words as a sentence that another may follow: with its full stop, and one only."""
    said = text.strip()
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."
