"""Rows of the list as HTML, each written once for as long as it stays true.

The key of a row is everything that it shows: the line as the database gave it, who reads it and
how, the language, the calendar; and how pressing it is says itself until when it stays so. So a
colleague's act, a new message or a minute that passes is another row, and nothing is thrown away
by hand. What somebody wrote is escaped here, every value by `_e`, as the template engine would.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from satupintu.consultations.pages.inbox_words import (
    Chip,
    door,
    group_name,
    pressing,
    view_names,
)
from satupintu.consultations.queries.inbox import Line
from satupintu.consultations.queries.message_search import Hit
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.rules.due_words import Limits, group_limits
from satupintu.ui import formats
from satupintu.ui.kept import Lasting, kept
from satupintu.ui.markup import escaped as _e
from satupintu.ui.templatetags.ui import icon

CURRENT = ' aria-current="true"'
MOST = 2000  # rows kept: about a kilobyte each


@dataclass(frozen=True)
class Reading:
    """Who reads the list and how; `limits` hold the moment."""

    place: Published
    officer_id: int
    limits: Limits
    looked: str  # the look behind each address
    bulk: bool  # with a box to tick, where many are acted on at once
    chosen: int | None


@dataclass(frozen=True)
class Written:
    """One row: its group in the list, and its HTML."""

    group: str
    html: str


_rows: Lasting[Written] = Lasting(MOST)


def groups(reading: Reading, lines: Iterable[Line]) -> list[tuple[str, list[Written]]]:
    """The rows by their groups, in the order in which they came."""
    place, limits = reading.place, reading.limits
    read = (
        get_language(), place.office.code, place.calendar.fingerprint, reading.looked, reading.bulk,
    )  # fmt: skip
    found = []
    for line in lines:
        mine, here = line.officer_id == reading.officer_id, line.pk == reading.chosen
        key = (read, line, mine, here)
        found.append(_rows.find(key, limits.now) or _write(reading, line, mine, here, key))
    return [(code, list(rows)) for code, rows in groupby(found, key=lambda row: row.group)]


def heading(reading: Reading, code: str, count: str) -> str:
    """What stands above a group; nothing in views that have no groups."""
    if not code:
        return ""
    name = group_name(reading.place, reading.limits, code)
    return f'<h2 class="in-g">{_e(name)} <span>{count}</span></h2>\n'


@kept(200)
def tabs(office_code: str, current: str, counts: tuple[tuple[str, str], ...]) -> str:
    """The views with their counts."""
    base, names = reverse("inbox", args=[office_code]), view_names()
    written = []
    for code, count in counts:
        here, many = CURRENT if code == current else "", ""
        if count:
            many = f' <span class="num">{count}</span>'
        written.append(f'<a href="{_e(base)}?view={code}"{here}>{_e(names[code])}{many}</a>')
    return "".join(written)


@kept(200)
def earlier(office_code: str, looked: str) -> str:
    """The way back to the top of the list, above a page that begins further down."""
    return _way(office_code, looked, icon("up") + _e(_("Ke awal daftar")))


@kept(200)
def more(office_code: str, looked: str) -> str:
    """The way to the next page of the list."""
    return _way(office_code, looked, _e(_("Berikutnya")) + icon("chevron"), " data-more")


def _way(office_code: str, looked: str, words: str, mark: str = "") -> str:
    address = _e(reverse("inbox", args=[office_code]) + looked)
    button = f'<a class="button plain wide" href="{address}"{mark}>{words}</a>'
    return f'<p class="in-more">{button}</p>'


def hits(
    place: Published, found: Iterable[Hit], looked: str = "", chosen: int | None = None
) -> SafeString:
    """What a search in messages found, the newest first; `chosen` is open beside it."""
    now, office = clock.now(), place.office.code
    limits = group_limits(place.calendar, now)
    merged, written = _("digabung"), []
    for hit in found:
        case, by = hit.case, door(hit.case)
        chip = pressing(place, case, now, limits).chip
        who = case.name or formats.masked_email(case.email)
        said = f'<span class="in-ex">{_e(hit.excerpt)}</span>' if hit.message else ""
        day = f" · {formats.short_date(case.sent_at, place.zone)}" if case.sent_at else ""
        url = reverse("inbox-case", args=[office, case.pk]) + looked
        here = CURRENT if case.pk == chosen else ""
        written.append(
            f'<li><a class="in-row" href="{_e(url)}"{here}><span class="in-top">'
            f"<b>{_e(case.number)} · {_e(who)}</b>{_badge(chip)}</span>"
            f'<span class="in-sub">{_e(case.title)}</span>{said}'
            f'<span class="in-ch">{icon(by.icon)}{_e(by.words)}{day}'
            f"{f' · {_e(merged)}' if case.merged_into_id else ''}</span></a></li>"
        )
    return mark_safe("".join(written))


def _badge(chip: Chip) -> str:
    return f'<span class="badge {_e(chip.tone)}">{icon(chip.icon)}{_e(chip.words)}</span>'


def _write(reading: Reading, line: Line, mine: bool, here: bool, key: object) -> Written:
    now = reading.limits.now
    found = pressing(reading.place, line, now, reading.limits)
    chip, by, unread = found.chip, door(line), line.user_wrote > line.office_read
    url = reverse("inbox-case", args=[reading.place.office.code, line.pk]) + reading.looked
    new = _("Belum dibaca:")
    news = f'<span class="vh">{_e(new)} </span>' if unread else ""
    labels = "".join(f" · {_e(label)}" for label in line.labels)
    holder = _("Anda") if mine else line.officer_name or line.unit_name or _("belum diambil")
    html = (
        f'<li class="in-item">{_tick(line) if reading.bulk else ""}'
        f'<a class="in-row{" unread" if unread else ""}" href="{_e(url)}"{CURRENT if here else ""}>'
        f'<span class="in-top"><b>{_e(line.name or line.number)}</b>{_badge(chip)}</span>'
        f'<span class="in-sub">{news}{_e(line.title)}</span>'
        f'<span class="in-ch">{icon(by.icon)}<span>{_e(by.words)} · {_e(holder)}{labels}</span>'
        f"</span></a></li>"
    )
    return _rows.keep(key, Written(found.group, html), now, found.until)


def _tick(line: Line) -> str:
    words = _("Pilih %(number)s") % {"number": line.number}
    return (
        f'<label class="in-tick"><input type="checkbox" name="pk" value="{line.pk}" form="massal">'
        f'<span class="vh">{_e(words)}</span></label>'
    )
