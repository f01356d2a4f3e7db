"""The list pane of the inbox, as the list's own page and each conversation's page show it."""

from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.inbox_density import density_of
from satupintu.consultations.pages.inbox_found import FOUND, LOOKED, found_rows, last_search
from satupintu.consultations.pages.inbox_frame import Look
from satupintu.consultations.pages.inbox_rows import Reading, earlier, groups, heading, more, tabs
from satupintu.consultations.pages.inbox_words import chip
from satupintu.consultations.queries.case import colleagues, units
from satupintu.consultations.queries.inbox import VIEWS, Listed, Wanted, owed, rows_of
from satupintu.consultations.queries.inbox_counts import MOST, Counts, counts
from satupintu.consultations.queries.letters import failed
from satupintu.offices.published import Published
from satupintu.people.access import OfficeRequest
from satupintu.rules import clock
from satupintu.rules.due_words import group_limits
from satupintu.rules.whole import whole

QUIET_VIEWS = ("ready", "postponed")  # shown as tabs only while there is something in them


@dataclass(frozen=True)
class Pane:
    """The list pane: how it is looked at, and what stands in the holes of its frame."""

    look: Look
    looked: str  # the same behind an address
    holes: dict[str, str]


def wanted_of(request: OfficeRequest) -> Wanted:
    """The view, filters and page of the address; an unknown view is the first."""
    view, unit = request.GET.get("view", "all"), request.GET.get("unit", "")
    return Wanted(
        view if view in VIEWS else "all", request.user.pk, request.GET.get("topic", ""),
        request.GET.get("label", ""), whole(unit),
        request.GET.get("after", "")[:60], clock.now(),
    )  # fmt: skip


def list_pane(
    request: OfficeRequest, chosen: Consultation | None = None, *, found: bool = False
) -> Pane:
    """Everything that the list pane shows: the view that is looked at, or what was found last."""
    place, wanted = request.published, wanted_of(request)
    found = found or (FOUND in request.GET and last_search(request) is not None)
    limits = group_limits(place.calendar, wanted.at)
    many = counts(place, wanted.officer_id, limits)
    reading = Reading(
        place, wanted.officer_id, limits, LOOKED if found else query(wanted), bulk=chosen is None,
        chosen=chosen.pk if chosen else None,
    )  # fmt: skip
    view = "" if found else wanted.view
    return Pane(_look(request, wanted, many), reading.looked, {
        "tabs": tabs(place.office.code, view, counted(wanted, many)),
        "since": _since(wanted, reading.chosen),
        **(_found(request, reading.chosen) if found else {"rows": _rows(reading, wanted, many)}),
    })  # fmt: skip


def _look(request: OfficeRequest, wanted: Wanted, many: Counts) -> Look:
    place = request.published
    return Look(
        wanted.view, wanted.topic, wanted.label, wanted.unit,
        density_of(request), tuple(place.choices["purposes"]),
        tuple(colleagues(place)), tuple(units(place)), capped(many.to_read) if many.to_read else "",
    )  # fmt: skip


def _since(wanted: Wanted, chosen: int | None) -> str:
    """What an open page asks with whether others have come."""
    pairs = [("since", wanted.at.isoformat()), *([("but", str(chosen))] if chosen else [])]
    return escape(urlencode(pairs))


def _found(request: OfficeRequest, chosen: int | None) -> dict[str, str]:
    text, _before = last_search(request) or ("", "")
    return {"rows": found_rows(request, chosen), "text": escape(text)}


def _rows(reading: Reading, wanted: Wanted, many: Counts) -> str:
    listed = rows_of(reading.place, wanted)
    begins = not wanted.after
    top = _letters(reading.place) if begins and wanted.view == "all" else ""
    if not begins:
        top = earlier(reading.place.office.code, query(replace(wanted, after="")))
    return top + _groups(reading, wanted, many, listed) + _after(reading, wanted, listed)


def _letters(place: Published) -> str:
    found = failed(place)
    if not found:
        return ""
    shown = {"failed": found, "office": place.office}
    return render_to_string("consultations/inbox_failed.html", shown)


def _groups(reading: Reading, wanted: Wanted, many: Counts, listed: Listed) -> str:
    """The rows under their headings, with how many there are as far as somebody counts them."""
    if not listed.rows:
        none = {"wanted": wanted, "answered": many.views["answered"],
                "nearest": nearest(reading.place, wanted, many)}  # fmt: skip
        return render_to_string("consultations/inbox_none.html", none)
    whole = wanted.view == "all" and not (wanted.topic or wanted.label or wanted.unit)
    a_part = bool(wanted.after or listed.after)
    written = []
    for code, rows in groups(reading, listed.rows):
        count = many.groups.get(code) if whole else None
        shown = "" if a_part and not count else capped(count or len(rows))
        html = "".join(row.html for row in rows)
        written.append(f'{heading(reading, code, shown)}<ul class="rows">{html}</ul>\n')
    return "".join(written)


def _after(reading: Reading, wanted: Wanted, listed: Listed) -> str:
    if not listed.after:
        return ""
    return more(reading.place.office.code, query(replace(wanted, after=listed.after)))


def nearest(place: Published, wanted: Wanted, many: Counts) -> str:
    """What an empty view says of the next that is due in the office (INB-16)."""
    first = owed(place, wanted).order_by("next_at", "id").first()
    if first is None:
        return ""
    words = chip(place, first, wanted.at).words
    count = capped(sum(many.groups[code] for code in ("late", "today", "next", "later")))
    return _("Tenggat terdekat: %(when)s. Seluruhnya %(count)s percakapan.") % {
        "when": words, "count": count,
    }  # fmt: skip


def counted(wanted: Wanted, many: Counts) -> tuple[tuple[str, str], ...]:
    """The views that are shown, each with how many there are; "" where nobody counts."""
    return tuple(
        (code, capped(many.views[code]) if code in many.views else "")
        for code in VIEWS
        if code not in QUIET_VIEWS or many.views[code] or code == wanted.view
    )


def capped(count: int) -> str:
    """ "14", or "99+" for more than anybody counts."""
    return str(count) if count < MOST else f"{MOST - 1}+"


def looked_pairs(wanted: Wanted) -> list[tuple[str, str]]:
    """How the list is looked at, as it is kept in addresses."""
    pairs = [("view", wanted.view), ("topic", wanted.topic), ("label", wanted.label),
             ("unit", str(wanted.unit or "")), ("after", wanted.after)]  # fmt: skip
    return [(name, value) for name, value in pairs if value and value != "all"]


def query(wanted: Wanted) -> str:
    """The same behind an address: "?view=mine", and the page of the list."""
    pairs = looked_pairs(wanted)
    return f"?{urlencode(pairs)}" if pairs else ""
