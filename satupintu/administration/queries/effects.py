"""The effect of a change in words, before it is saved (ADM-1)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from satupintu.administration.forms.fields import Spans
from satupintu.administration.forms.windows import as_line
from satupintu.offices.actions.holidays import Proposal
from satupintu.offices.calendar import week_hours
from satupintu.offices.choices import Decision
from satupintu.offices.published import Published
from satupintu.people.models import Officer
from satupintu.people.working_days import WorkingDays
from satupintu.rules.retention import kept_from
from satupintu.rules.working_time import (
    CalendarNotLoaded,
    HoursNotKnown,
    HoursVersion,
    Interval,
    WorkingCalendar,
)
from satupintu.rules.working_time import Holiday as RulesHoliday
from satupintu.rules.working_time import Season as RulesSeason
from satupintu.rules.working_time import SpecialDay as RulesSpecialDay
from satupintu.ui import formats
from satupintu.walkin.queries import effects as hall

LOOKED_AHEAD = 21  # days in which a difference of the hours is looked for


def of_hours(place: Published, week: Mapping[str, Spans], valid_from: date) -> list[str]:
    """What other weekly hours would do."""
    kept = [one for one in place.calendar.versions if one.valid_from != valid_from]
    versions = (*kept, HoursVersion(valid_from, week_hours(week)))
    lines = of_calendar(place, replace(place.calendar, versions=versions), valid_from)
    later = [one.valid_from for one in kept if one.valid_from > valid_from]
    if later:
        day = formats.short_date(min(later))
        lines.append(_("Mulai %(day)s berlaku jam lain yang sudah direncanakan.") % {"day": day})
    for season in place.calendar.seasons:
        if season.last >= valid_from:
            lines.append(_season_line(season))
    return lines


def of_season(
    place: Published, name: str, first: date, last: date, week: Mapping[str, Spans]
) -> list[str]:
    """What a season would do."""
    season = RulesSeason(name, first, last, week_hours(week))
    changed = replace(place.calendar, seasons=(*place.calendar.seasons, season))
    return of_calendar(place, changed, first)


def of_special_day(place: Published, day: date, spans: Spans, reason: str) -> list[str]:
    """What one day's own hours would do."""
    week = week_hours({"0": spans})
    special = RulesSpecialDay(day, week.days.get(0, ()), reason)
    others = tuple(one for one in place.calendar.special_days if one.day != day)
    changed = replace(place.calendar, special_days=(*others, special))
    return of_calendar(place, changed, day)


def of_year(place: Published, number: int, days: Iterable[Proposal]) -> list[str]:
    """What a year's list of holidays would do."""
    kept = tuple(one for one in place.calendar.holidays if one.day.year != number)
    before = {one.day for one in place.calendar.holidays if one.day.year == number}
    coming = tuple(RulesHoliday(one.day, one.name, one.kind) for one in days)
    after = {one.day for one in coming}
    lines = [_("%(n)d hari libur di tahun %(year)d.") % {"n": len(after), "year": number}]
    if number in place.calendar.loaded_years:
        for words, found in (
            (_("Menjadi libur: %(days)s."), after - before),
            (_("Tidak lagi libur: %(days)s."), {day for day in before - after if day >= place.day}),
        ):
            named = ", ".join(formats.long_date(day) for day in sorted(found))
            lines += [words % {"days": named}] if found else []
    changed = replace(
        place.calendar, holidays=(*kept, *coming),
        loaded_years=place.calendar.loaded_years | {number},
    )  # fmt: skip
    lines += [_clock_line(place, replace(place, calendar=changed))]
    return [*lines, _("Hari yang sudah lewat tetap.")]


def of_calendar(place: Published, changed: WorkingCalendar, begins: date) -> list[str]:
    """The days that differ, the clocks of those who wait, and when the wall changes."""
    lines = list(_different_days(place, changed, max(begins, place.day)))
    if not lines:
        lines.append(_("Jam buka tidak berubah dalam 3 minggu sejak tanggal itu."))
    return [*lines, _clock_line(place, replace(place, calendar=changed)), wall_line(place, begins)]


def of_service(
    place: Published, service_id: int, before: Mapping[str, Any], after: Mapping[str, Any],
    begins: date,
) -> list[str]:  # fmt: skip
    """What other words, another letter or another limit would do."""
    lines = []
    if before["letter"] != after["letter"]:
        lines.append(
            _("Nomor baru memakai huruf %(new)s. Nomor yang sudah diberikan tetap %(old)s.")
            % {"new": after["letter"], "old": before["letter"]}
        )
    if before["limit_minutes"] != after["limit_minutes"]:
        lines.append(_kept_line(place, service_id, before["limit_minutes"], after["limit_minutes"]))
        if begins <= place.day:
            lines.append(_clock_line(place, _with_limit(place, service_id, after["limit_minutes"])))
    if before["offered"] and not after["offered"]:
        waiting = hall.waiting_for(place, service_id)
        lines.append(
            _("Layanan ini hilang dari mesin antrean. %(n)d nomor yang menunggu tetap dilayani.")
            % {"n": waiting}
        )
    if before["fee_text"] != after["fee_text"]:
        lines.append(
            _("Biaya di mesin, tiket, dan standar menjadi: %(fee)s") % {"fee": after["fee_text"]}
        )
    return [*lines, wall_line(place, begins)]


def of_new_service(
    place: Published, words: Mapping[str, Any], desks: list[str], begins: date
) -> list[str]:
    """What a service more would do."""
    told = {"name": words["name"], "letter": words["letter"], "desks": ", ".join(desks)}
    return [
        _("%(name)s muncul di mesin antrean dengan huruf %(letter)s.") % told,
        _("Nomornya dipanggil di: %(desks)s.") % told,
        _("Standar pelayanannya dimulai dari langkah yang umum; lengkapi sesudah disimpan."),
        wall_line(place, begins),
    ]


def of_decision(place: Published, decision: Decision, value: Any, begins: date) -> list[str]:
    """What another decision would do; the line is reckoned where the decision moves it."""
    before, after = place.choices[decision.name], value
    lines = [
        _("Sekarang: %(before)s. Nanti: %(after)s.")
        % {"before": in_words(decision, before), "after": in_words(decision, after)}
    ]
    if decision.name in {"priority_ratio", "aging_minutes"}:
        changed = replace(place, choices={**place.choices, decision.name: after})
        waiting, moved = hall.moved_in_line(place, changed)
        lines.append(
            _("%(n)d nomor menunggu sekarang: %(moved)d berpindah tempat dalam antrean.")
            % {"n": waiting, "moved": moved if begins <= place.day else 0}
        )
    if decision.name == "guest_book_months":
        first = kept_from(place.day, int(after))
        gone, noted = (
            hall.named_before(place, first).count(),
            hall.noted_before(place, first).count(),
        )
        words = _("Nama dan kontak di %(n)d kunjungan dihapus karena lebih lama dari itu.")
        notes = _("Catatan meja di %(n)d kunjungan ikut dihapus.")
        final = _("Ini tidak bisa diurungkan.")
        return [*lines, words % {"n": gone}, notes % {"n": noted}, final]
    return [*lines, wall_line(place, begins)]


def of_working_days(
    place: Published, person: Officer, told: WorkingDays, begins: date, opened: frozenset[int]
) -> list[str]:
    """What other working days of an officer would do to the roster."""
    names = {"name": person.name, "days": formats.weekdays(told.days & opened)}
    lines = [_("%(name)s bertugas %(days)s.") % names]
    off = hall.planned_off(place, person.pk, told.days, max(begins, place.day))
    if off:
        shown = ", ".join(formats.long_date(day) for day in off[:5])
        words = _("Jadwal di hari yang bukan hari kerjanya: %(days)s. Ubah di jadwal petugas.")
        lines.append(words % {"days": shown})
    else:
        lines.append(_("Tidak ada jadwal yang harus diubah."))
    return [*lines, _("Jadwal yang sudah lewat tetap.")]


def in_words(decision: Decision, value: Any) -> str:
    """A decision's value as people read it."""
    if decision.kind == "yes":
        return _("ya") if value else _("tidak")
    if decision.kind == "one_of":
        return str(dict(decision.options).get(value, value))
    if decision.kind == "list":
        told = [as_line(one) if isinstance(one, list) else str(one) for one in value]
        return ", ".join(told) or _("tidak ada")
    return str(value) if value != "" else _("tidak ada")


def wall_line(place: Published, begins: date) -> str:
    """From when screens, tickets and the public page say it, and that the past stays."""
    if begins <= place.day:
        return _(
            "Layar, tiket, dan halaman publik berubah begitu disimpan. Yang sudah lewat tetap."
        )
    return _(
        "Layar, tiket, dan halaman publik berubah %(day)s pukul 00.00. Yang sudah lewat tetap."
    ) % {"day": formats.long_date(begins)}


def spans_in_words(spans: tuple[Interval, ...]) -> str:
    """ "08.00–12.00 dan 13.00–15.30", or "tutup"."""
    parts = [f"{formats.clock(one.opens)}–{formats.clock(one.closes)}" for one in spans]
    return _(" dan ").join(parts) if parts else _("tutup")


def _different_days(place: Published, changed: WorkingCalendar, begins: date) -> Iterator[str]:
    told: set[tuple[int, tuple[Interval, ...], tuple[Interval, ...]]] = set()
    for offset in range(LOOKED_AHEAD):
        day = begins + timedelta(days=offset)
        try:
            before, after = place.calendar.hours_on(day), changed.hours_on(day)
        except (CalendarNotLoaded, HoursNotKnown):
            continue
        if before == after or (day.weekday(), before, after) in told:
            continue
        told.add((day.weekday(), before, after))
        yield _("%(day)s: %(before)s menjadi %(after)s.") % {
            "day": formats.long_date(day),
            "before": spans_in_words(before),
            "after": spans_in_words(after),
        }


def _with_limit(place: Published, service_id: int, minutes: int) -> Published:
    return replace(
        place,
        services=tuple(
            replace(service, limit_minutes=minutes) if service.id == service_id else service
            for service in place.services
        ),
    )


def _clock_line(place: Published, changed: Published) -> str:
    found = hall.due_changes(place, changed)
    return _("%(n)d nomor menunggu sekarang: %(later)d tenggat mundur, %(earlier)d maju.") % {
        "n": found.waiting,
        "later": found.later,
        "earlier": found.earlier,
    }


def _kept_line(place: Published, service_id: int, before: int, after: int) -> str:
    found = hall.kept_within(place, service_id, after)
    return _(
        "Dari %(n)d kunjungan 30 hari terakhir, %(now)d dilayani dalam %(before)d menit. Dengan "
        "%(after)d menit: %(then)d."
    ) % {
        "n": found.counted,
        "now": found.in_time,
        "before": before,
        "after": after,
        "then": found.would_be,
    }


def _season_line(season: RulesSeason) -> str:
    return _("%(name)s (%(first)s s.d. %(last)s) tetap memakai jam musimnya sendiri.") % {
        "name": season.name,
        "first": formats.short_date(season.first),
        "last": formats.short_date(season.last),
    }
