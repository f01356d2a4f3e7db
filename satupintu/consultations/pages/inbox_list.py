"""The list pane of the inbox, as the list's own page and each conversation's page show it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.inbox_words import (
    Chip,
    chip,
    door,
    group_names,
    view_names,
)
from satupintu.consultations.queries.case import colleagues, started_alone
from satupintu.consultations.queries.inbox import (
    SHOWN,
    VIEWS,
    Listed,
    Wanted,
    owed,
    rows_of,
)
from satupintu.consultations.queries.inbox_counts import MOST, Counts, counts
from satupintu.consultations.workflow import USER_OWES
from satupintu.offices.published import Published
from satupintu.outbox.models import Parcel
from satupintu.outbox.workflow import State
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.people.subject_units import names_of, units_on
from satupintu.rules import clock
from satupintu.rules.due_words import Limits, group_limits, left

inbox_officers = officers(Role.CONSULTANT, Role.SUPERVISOR)
QUIET_VIEWS = ("ready", "postponed")  # shown as tabs only while there is something in them
FAILED_MOST = 5


@dataclass(frozen=True)
class Row:
    """One row of the list."""

    case: Consultation
    chip: Chip
    door: Chip
    holder: str  # who has it: "Anda", a name, "belum diambil"
    unread: bool
    url: str


@dataclass(frozen=True)
class Rows:
    """One group of the list under its heading."""

    code: str
    name: str
    count: str
    rows: list[Row]


def wanted_of(request: OfficeRequest) -> Wanted:
    """The view, filters and page of the address; an unknown view is the first."""
    view, unit = request.GET.get("view", "all"), request.GET.get("unit", "")
    return Wanted(
        view if view in VIEWS else "all", request.user.pk, request.GET.get("topic", "")[:60],
        request.GET.get("label", "")[:30], int(unit[:9]) if unit.isdecimal() else 0,
        request.GET.get("after", "")[:60], clock.now(),
    )  # fmt: skip


def list_pane(
    request: OfficeRequest, chosen: Consultation | None = None, *, rows: bool = True
) -> dict[str, Any]:
    """Everything that the list pane shows; without rows where something else is looked for."""
    place, wanted = request.published, wanted_of(request)
    if chosen is not None:
        wanted = replace(wanted, after="")
    limits = group_limits(place.calendar, wanted.at)
    listed = rows_of(place, wanted) if rows else Listed([], "")
    many = counts(place, wanted.officer_id, limits)
    found = groups(request, wanted, listed.rows, many, limits)
    looked, supervises = query(wanted), Role.SUPERVISOR in request.roles
    return {
        "wanted": wanted, "groups": found, "tabs": tabs(place, wanted, many),
        "many": many, "chosen": chosen, "looked": looked, "failed": failed(place),
        "more": f"?{urlencode({**dict(looked_pairs(wanted)), 'after': listed.after})}"
        if listed.after else "",
        "nearest": "" if found or not rows else nearest(place, wanted, many, limits),
        "topics": place.choices["purposes"], "units": units_on(place.office.pk, place.day),
        "now_mark": wanted.at.isoformat(),
        "supervisor": supervises, "alone": started_alone(place) if supervises else [],
        "colleagues": colleagues(place),
        "dense": bool(request.session.get("inbox_dense")),
    }  # fmt: skip


def groups(
    request: OfficeRequest, wanted: Wanted, rows: list[Consultation], many: Counts, limits: Limits
) -> list[Rows]:
    """The rows under their headings, in the order in which they came."""
    place, names = request.published, group_names(request.published, limits)
    counted = wanted.view == "all" and not (wanted.topic or wanted.label or wanted.unit)
    units = names_of(case.unit_id for case in rows)
    found = []
    for code, of_group in groupby(rows, key=lambda row: group_of(place, row, limits)):
        shown = [row(request, wanted, case, limits, units) for case in of_group]
        count = many.groups.get(code) if counted else None
        found.append(Rows(code, names.get(code, ""), capped(count or len(shown)), shown))
    return found


def nearest(place: Published, wanted: Wanted, many: Counts, limits: Limits) -> str:
    """What an empty view says of the next that is due in the office (INB-16)."""
    first = owed(place, wanted).order_by("next_at", "id").only(*SHOWN).first()
    if first is None:
        return ""
    words = chip(place, first, wanted.at, limits).words
    count = capped(sum(many.groups[code] for code in ("late", "today", "next", "later")))
    return _("Tenggat terdekat: %(when)s. Seluruhnya %(count)s percakapan.") % {
        "when": words, "count": count,
    }  # fmt: skip


def group_of(place: Published, case: Consultation, limits: Limits) -> str:
    """The code of the group that a row belongs to; "" in views that have no groups."""
    if case.state in USER_OWES:
        return "waiting"
    if case.next_at is None:
        return ""
    return str(left(place.calendar, case.next_at, limits.now, limits).group)


def row(
    request: OfficeRequest, wanted: Wanted, case: Consultation, limits: Limits,
    units: Mapping[int, str],
) -> Row:  # fmt: skip
    """A consultation as a row."""
    holder = units.get(case.unit_id or 0) or _("belum diambil")
    if case.officer is not None:
        holder = _("Anda") if case.officer_id == request.user.pk else case.officer.name
    url = reverse("inbox-case", args=[request.office.code, case.pk]) + query(wanted)
    return Row(case, chip(request.published, case, wanted.at, limits), door(case), holder,
               case.user_wrote > case.office_read, url)  # fmt: skip


def tabs(place: Published, wanted: Wanted, many: Counts) -> list[dict[str, Any]]:
    """The views with their counts."""
    base, names = reverse("inbox", args=[place.office.code]), view_names()
    return [
        {"code": code, "name": names[code], "url": f"{base}?view={code}",
         "count": capped(many.views[code]) if code in many.views else "",
         "current": code == wanted.view}
        for code in VIEWS
        if code not in QUIET_VIEWS or many.views[code] or code == wanted.view
    ]  # fmt: skip


def capped(count: int) -> str:
    """ "14", or "99+" for more than anybody counts."""
    return str(count) if count < MOST else f"{MOST - 1}+"


def looked_pairs(wanted: Wanted) -> list[tuple[str, str]]:
    """How the list is looked at, as it is kept in addresses."""
    pairs = [("view", wanted.view), ("topic", wanted.topic), ("label", wanted.label),
             ("unit", str(wanted.unit or ""))]  # fmt: skip
    return [(name, value) for name, value in pairs if value and value != "all"]


def query(wanted: Wanted) -> str:
    """The same behind an address: "?view=mine"."""
    pairs = looked_pairs(wanted)
    return f"?{urlencode(pairs)}" if pairs else ""


def failed(place: Published) -> list[dict[str, Any]]:
    """Letters about consultations that did not arrive: items of today's list (INB-15)."""
    rows = Parcel.objects.filter(
        office=place.office, state=State.DEAD, about__startswith="consultation:",
        emptied_at=None,
    ).defer("text").order_by("-pk")[:FAILED_MOST]  # fmt: skip
    return [
        {"parcel": parcel, "case": int(number)}
        for parcel in rows
        if (number := parcel.about.partition(":")[2]).isdecimal()
    ]
