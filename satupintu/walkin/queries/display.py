"""What the display says besides the calls: who may go first, how long, until when, why it is slow.

Always in the source language, whoever asks: a wall has no language switch.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override

from satupintu.offices.published import Published
from satupintu.people.models import Device
from satupintu.ui import formats
from satupintu.walkin.models import Duty, Shift


def told(
    place: Published, seen: Mapping[str, Any], duties: Sequence[Duty], now: datetime
) -> dict[str, Any]:
    """The display's words, from the public state `seen` and the day's duties of the same moment.

    `rest` is [title, hint] where the number would stand (nothing called yet, closed); `notes`
    explain a flow that stopped (DSP-9); `line` never moves (DSP-8). `page` changes when an open
    display must be loaded anew: another day, other desks, other sound.
    """
    with override(settings.LANGUAGE_CODE):
        resting = closed(place, seen, now)
        return {
            "page": page(place),
            "rest": resting or ([] if seen["calls"] else nobody_yet(place)),
            "notes": [] if resting else notes(place, seen, duties, now),
            "line": line(place, seen),
        }


def fairness(place: Published) -> str:
    """The rule by which numbers are called, from the office's own ratio (DSP-8)."""
    ratio = place.choices["priority_ratio"]
    return gettext("Setelah %(ratio)d nomor P, 1 nomor umum dipanggil.") % {"ratio": ratio}


def line(place: Published, seen: Mapping[str, Any]) -> list[list[str]]:
    """The lines at the foot, each as [heading, rest]: rule, people waiting, hours."""
    first = gettext("Huruf P didahulukan (lansia, ibu hamil, disabilitas).")
    return [[first, fairness(place)], waiting(place, seen), hours(place, seen["opening"])]


def waiting(place: Published, seen: Mapping[str, Any]) -> list[str]:
    """People waiting, and the range of the service that most of them wait for."""
    if not seen["waiting"]:
        return [gettext("Tidak ada yang menunggu."), ""]
    busiest = max(place.services, key=lambda each: seen["services"][each.code]["waiting"])
    range_ = seen["services"][busiest.code]["range"]
    words = gettext("Menunggu %(people)d orang") % {"people": seen["waiting"]}
    if not range_:
        return [words, ""]
    return [words, f"{busiest.short_name} {spread(*range_)}"]


def spread(least: int, most: int) -> str:
    """A range in whole minutes: "10–25 menit"."""
    return formats.minutes(most) if least == most else f"{least}–{formats.minutes(most)}"


def hours(place: Published, opening: Mapping[str, Any]) -> list[str]:
    """Today's hours and breaks; nothing where nobody knows them."""
    spans = [tuple(_moment(place, each) for each in span) for span in opening["spans"]]
    if not spans:
        return ["", ""]
    breaks = [_hours(one[1], two[0]) for one, two in pairwise(spans)]
    words = gettext("Buka %(hours)s") % {"hours": _hours(spans[0][0], spans[-1][1])}
    pauses = gettext("Istirahat %(hours)s") % {"hours": ", ".join(breaks)} if breaks else ""
    return [words, pauses]


def nobody_yet(place: Published) -> list[str]:
    """Nothing was called today: where a number is to be had (DSP-12)."""
    kiosks = Device.objects.filter(
        office_id=place.office.pk, kind=Device.Kind.KIOSK, joined_at__isnull=False, revoked_at=None
    )
    if not kiosks.exists():
        how = gettext("Ambil nomor di meja depan.")
    elif settings.PUBLIC_ADDRESS and place.choices["phone_join"] != "off":
        how = gettext("Ambil nomor di mesin atau pindai QR.")
    else:
        how = gettext("Ambil nomor di mesin.")
    return [gettext("Belum ada yang dipanggil."), how]


def closed(place: Published, seen: Mapping[str, Any], now: datetime) -> list[str]:
    """Before opening and after closing, once nobody waits or is called: when it opens next."""
    opening = seen["opening"]
    on_the_way = seen["waiting"] or any(call["now"] for call in seen["calls"])
    if opening["open"] is not False or on_the_way:
        return []
    if within_day(place, opening, now):
        return []  # a break, not an end
    title = gettext("Layanan sedang tutup.")
    if not opening["next"]:
        return [title, ""]
    opens = _moment(place, opening["next"])
    ends = _moment(place, opening["next_closes"]) if opening.get("next_closes") else None
    words = {"day": formats.long_date(opens, place.zone), "hours": _hours(opens, ends)}
    return [title, gettext("Buka lagi %(day)s, %(hours)s.") % words]


def notes(
    place: Published, seen: Mapping[str, Any], duties: Sequence[Duty], now: datetime
) -> list[str]:
    """Why the flow stops: the break, a desk's break, too few officers (DSP-9)."""
    opening, found = seen["opening"], []
    if opening["open"] is False and within_day(place, opening, now):
        at = {"at": formats.clock(_moment(place, opening["next"]), place.zone)}
        return [gettext("Istirahat sampai %(at)s.") % at]
    found += _breaks(place, seen["desks"], now)
    return [*found, *slow(place, duties, now)] if seen["waiting"] else found


def slow(place: Published, duties: Sequence[Duty], now: datetime) -> list[str]:
    """That fewer officers are at their desks than are planned; nothing when all are."""
    ready, planned = on_duty(place, duties, now)
    if not ready:
        return [gettext("Antrean berhenti sementara: belum ada petugas di meja.")]
    words = gettext("Antrean melambat: %(ready)d dari %(planned)d petugas sedang bertugas.")
    return [words % {"ready": ready, "planned": planned}] if ready < planned else []


def within_day(place: Published, opening: Mapping[str, Any], now: datetime) -> bool:
    """Whether it is between today's first opening and last closing, breaks included."""
    spans = opening["spans"]
    return bool(spans) and _moment(place, spans[0][0]) <= now < _moment(place, spans[-1][1])


def on_duty(place: Published, duties: Sequence[Duty], now: datetime) -> tuple[int, int]:
    """How many desks are ready; how many officers are rostered for now, else were here today."""
    here = [each for each in duties if each.until is None]
    ready = [each for each in here if each.state == Duty.State.READY]
    at = place.local(now).time()
    rows = Shift.objects.filter(
        office_id=place.office.pk, day=place.day, starts__lte=at, ends__gt=at
    )
    rostered = set(rows.values_list("officer_id", flat=True))
    planned = rostered or {each.officer_id for each in duties}
    return len(ready), max(len(planned), len(here))


def page(place: Published) -> str:
    """A short mark of everything an open display has taken over when it was loaded."""
    names = ("mute_windows", "volume_windows", "second_voice", "display_message", "recalls_most")
    taken = [
        place.day.isoformat(),
        [[desk.number, desk.name] for desk in place.desks],
        [service.letter for service in place.services],
        [place.choices[name] for name in names],
    ]
    return blake2b(json.dumps(taken, default=str).encode(), digest_size=4).hexdigest()


def _breaks(place: Published, desks: Iterable[Mapping[str, Any]], now: datetime) -> list[str]:
    """One sentence for all desks that come back at the same time."""
    names: dict[str, list[str]] = {}
    for desk in desks:
        if desk["state"] == "break":
            back = _moment(place, desk["back_at"]) if desk["back_at"] else now
            at = formats.clock(back, place.zone) if back > now else ""
            names.setdefault(at, []).append(desk["name"])
    known, unknown = gettext("%(desks)s istirahat sampai %(at)s."), gettext("%(desks)s istirahat.")
    return [
        (known if at else unknown) % {"desks": ", ".join(found), "at": at}
        for at, found in names.items()
    ]


def _hours(start: datetime, end: datetime | None) -> str:
    ends = f"–{formats.clock(end, end.tzinfo)}" if end else ""
    return f"{formats.clock(start, start.tzinfo)}{ends}"


def _moment(place: Published, text: str) -> datetime:
    return place.local(datetime.fromisoformat(text))
