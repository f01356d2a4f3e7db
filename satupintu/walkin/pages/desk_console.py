"""What the console shows: the visitor, the clock in words, and which acts are possible now."""

from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.catalogue.data_needs import NeedRow, lists, rows_kept
from satupintu.catalogue.models import INFORMATION
from satupintu.offices.explained import sentences
from satupintu.offices.published import OfficeDesk, Published
from satupintu.people.access import OfficeRequest
from satupintu.people.models import Role
from satupintu.rules import clock
from satupintu.ui import formats
from satupintu.walkin.actions.referral import expire_offers
from satupintu.walkin.actions.serving import start_due
from satupintu.walkin.models import Duty, GuestBookEntry, Referral, Turn
from satupintu.walkin.pages.desk_clock import clock_words, left_words
from satupintu.walkin.pages.desk_form import ServiceForm
from satupintu.walkin.pages.desk_keys import keys_of, written
from satupintu.walkin.pages.desk_words import no_show_rule
from satupintu.walkin.ports import online_due, online_threads
from satupintu.walkin.queries import at_desk
from satupintu.walkin.queries.desk import DeskView, desk_view
from satupintu.walkin.queries.shelf import handed, pinned
from satupintu.walkin.workflow import TICKET, Event, State

LINE_SHOWN = 8
START_OPENS_SECONDS = 2  # a call pressed twice starts nothing: nobody sits down so soon
BLIND = "data pribadi ditutup"  # session: the officer has covered personal data
# The next legal act, in the words of the large button (MJ-1); which one it is the table says.
PRIMARY = {
    Event.CALL: ("call", gettext_lazy("Panggil berikutnya")),
    Event.START: ("start", gettext_lazy("Mulai layani")),
    Event.FINISH: ("finish", gettext_lazy("Selesai")),
    Event.RETURN_OFFER: ("withdraw", gettext_lazy("Tarik kembali")),
}


def console(
    request: OfficeRequest, place: OfficeDesk, duty: Duty | None, form: ServiceForm | None = None,
    **typed: Any,
) -> dict[str, Any]:  # fmt: skip
    """Everything the console shows. `form` and `typed` bring back what was posted and refused."""
    published, now = request.published, clock.now()
    view = desk_view(published, place, duty, request.user.pk, now)
    if view.something_is_due and (start_due(published) or expire_offers(published)):
        view = desk_view(published, place, duty, request.user.pk, now)
    return {
        "desk": place, "view": view, "turn": view.turn, "now": now, "zone": published.zone,
        "primary": _primary(view), "press": uuid4().hex, "keys": keys_of(request.user),
        "shown_keys": {act: written(key) for act, key in keys_of(request.user).items()},
        "blind": request.session.get(BLIND, False),
        "clock_words": clock_words(view.clock),
        "why": sentences(view.clock.steps) if view.clock else [],
        "left_words": left_words(view.clock), "offer_minutes": Referral.ANSWER_SECONDS // 60,
        "state_word": _state_word(published, view), **_line(published, place, view),
        **may(request), **_of_turn(request, view, form), **typed,
    }  # fmt: skip


def may(request: OfficeRequest) -> dict[str, Any]:
    """Which other rooms this officer has, and the office's zone."""
    return {
        "supervisor": Role.SUPERVISOR in request.roles,
        "front_office": Role.FRONT_OFFICE in request.roles,
        "zone": request.published.zone,
    }


def _line(published: Published, place: OfficeDesk, view: DeskView) -> dict[str, Any]:
    names = {service.id: service.short_name for service in published.services}
    shown = [
        {"ticket": each.ticket, "service": names.get(each.ticket.service_id, "")}
        for each in view.line[:LINE_SHOWN]
    ]
    offered = [s for s in published.services if s.offered and s.id in place.services]
    more = max(0, len(view.line) - LINE_SHOWN)
    online = online_due(published) if not shown and view.turn is None else None
    return {"line": shown, "line_more": more, "desk_services": offered, "online": online}


def _primary(view: DeskView) -> dict[str, Any] | None:
    """The large button: the first act of the table that this desk can do now."""
    if view.turn is None and view.next is None:
        return None
    state = State(view.turn.ticket.state) if view.turn else State.WAITING
    event = next((event for event in TICKET.possible(state) if event in PRIMARY), None)
    if event is None:
        return None
    act, label = PRIMARY[event]
    code = view.next.code if event is Event.CALL and view.next else ""
    return {"act": act, "label": label, "code": code, "event": event}


def _state_word(published: Published, view: DeskView) -> str:
    if view.duty and view.duty.state == Duty.State.BREAK and view.duty.back_at:
        return _("Istirahat sampai %s") % formats.clock(view.duty.back_at, published.zone)
    if view.turn is None:
        return _("Siap")
    return {
        State.CALLED: _("Memanggil"),
        State.SERVING: _("Melayani"),
        State.OFFERED: _("Mengalihkan"),
    }.get(State(view.turn.ticket.state), _("Siap"))


def _of_turn(request: OfficeRequest, view: DeskView, form: ServiceForm | None) -> dict[str, Any]:
    if view.turn is None:
        return {}
    turn, published = view.turn, request.published
    entry = at_desk.entry_of(turn.ticket)
    serving = turn.started_at is not None
    return {
        "entry": entry,
        "pinned": pinned(turn.ticket),
        "handed": handed(turn.ticket),
        "may_hand": turn.officer_id == request.user.pk,
        "service": published.service_by_id(turn.service_id),
        "history": at_desk.earlier_visits(entry),
        "threads": online_threads(
            published, entry.person_id if entry else None,
            at_desk.arranged_in(published, turn.ticket),
        ),
        "came_from": at_desk.came_from(turn.ticket),
        "arrival": _arrival(turn, entry),
        "served_minutes": _served(turn),
        "start_opens": _start_opens(turn),
        "recall": _recall(request, turn),
        "no_show": _no_show(request, turn),
        "form": form or (service_form(request, turn, entry) if serving else None),
        "needs": _needs(turn) if serving else [],
        "notes": turn.notes,
        **lists(),
    }  # fmt: skip


def service_form(
    request: OfficeRequest, turn: Turn, entry: GuestBookEntry | None, data: Any = None
) -> ServiceForm:
    """The questions at the end of a service, with what the guest book suggests already ticked."""
    purposes = list(entry.purposes) if entry else []
    fresh = turn.notes_saved_at is None and not turn.topics
    chosen = [kind for kind, _name in INFORMATION if getattr(turn, f"about_{kind}")]
    if fresh and not chosen:
        chosen = sorted(at_desk.likely_kinds(purposes))
    service = request.published.service_by_id(turn.service_id)
    suggested = {
        "about": chosen, "topics": purposes if fresh else turn.topics, "result": turn.result,
    }  # fmt: skip
    topics = at_desk.topics_for(request.published, entry, turn)
    return ServiceForm(data, suggested, topics=topics, kind_needed=service.code == "consultation")


def _needs(turn: Turn) -> list[NeedRow]:
    kept = rows_kept(turn.data_needs.order_by("id"))
    return [*kept, NeedRow(len(kept))]


def _served(turn: Turn) -> str:
    if turn.started_at is None:
        return ""
    return _("%d menit") % int((clock.now() - turn.started_at).total_seconds() // 60)


def _arrival(turn: Turn, entry: GuestBookEntry | None) -> dict[str, str]:
    """Where the called visitor is, as far as anybody has said."""
    if turn.to_front and entry is None:
        return {"code": "front", "tone": "warn", "icon": "pen", "words": _("Masih di meja depan")}
    if turn.coming_at is not None or (turn.to_front and entry is not None):
        return {"code": "coming", "tone": "ok", "icon": "right", "words": _("Menuju meja")}
    return {"code": "called", "tone": "info", "icon": "bell", "words": _("Belum ada kabar")}


def _start_opens(turn: Turn) -> str:
    """When the button opens that has just taken the place of the one that called; a timestamp."""
    return f"{turn.called_at.timestamp() + START_OPENS_SECONDS:.1f}"


def _recall(request: OfficeRequest, turn: Turn) -> dict[str, Any]:
    most = request.published.choices["recalls_most"]
    gap = request.published.choices["recall_gap_seconds"]
    wait = gap - (clock.now() - turn.last_called_at).total_seconds()
    over = turn.calls >= most
    return {
        "off": over or wait > 0,
        "label": _("Panggil ulang (%(nth)d dari %(most)d)")
        % {"nth": min(turn.calls + 1, most), "most": most},
        "at": 0 if over else int(turn.last_called_at.timestamp()) + gap,
        "why": _("Sudah dipanggil %d kali.") % most if over
        else _("Panggil ulang terbuka %d detik setelah panggilan terakhir.") % gap,
    }  # fmt: skip


def _no_show(request: OfficeRequest, turn: Turn) -> dict[str, Any]:
    choices = request.published.choices
    waited = (clock.now() - turn.called_at).total_seconds()
    enough = turn.calls >= choices["no_show_calls"]
    return {
        "off": not enough or waited < choices["no_show_seconds"],
        "at": int(turn.called_at.timestamp()) + choices["no_show_seconds"] if enough else 0,
        "why": no_show_rule(request.published),
    }
