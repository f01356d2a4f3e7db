"""The acts of a desk, each a press: call, call again, start, no-show, undo, break, close."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.journal.queries import made_by
from satupintu.journal.record import officer
from satupintu.offices.published import OfficeDesk
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.rules import clock
from satupintu.rules.typed_time import typed_time
from satupintu.rules.uncut import TooLong, uncut
from satupintu.rules.whole import whole
from satupintu.walkin.actions.calling import (
    call_next,
    call_this,
    no_show,
    recall,
    undo_call,
    undo_no_show,
)
from satupintu.walkin.actions.duty import close_desk, take_break
from satupintu.walkin.actions.serving import start, undo_finish, undo_start
from satupintu.walkin.actions.step import Faster, Refused
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door, Duty, Ticket, Turn
from satupintu.walkin.pages.desk import asked_desk, to_desk
from satupintu.walkin.pages.desk_console import console
from satupintu.walkin.pages.desk_words import FAULTS, why_not
from satupintu.walkin.queries.at_desk import duty_of
from satupintu.walkin.queries.desk import current, waiting_count
from satupintu.walkin.queries.line import by_code
from satupintu.walkin.workflow import Event, State

REASON_LONGEST = 120  # signs of why others were passed
UNDO: dict[str, Callable[..., Ticket]] = {
    Event.UNDO_CALL: undo_call,
    Event.UNDO_START: undo_start,
    Event.UNDO_FINISH: undo_finish,
    Event.UNDO_NO_SHOW: undo_no_show,
}


def attempt(
    request: OfficeRequest, number: int, do: Callable[[OfficeDesk], object], *,
    ready: bool = False, again: Callable[[str], HttpResponse] | None = None,
) -> HttpResponse:  # fmt: skip
    """Do it at this officer's own open desk; when it cannot be, say who was faster or why not.

    `again` shows a line that is too long as it was typed, with the words that say so.
    """
    desk = asked_desk(request, number)
    try:
        duty = own_duty(request, desk)
        if duty is None or (ready and duty.state != Duty.State.READY):
            raise Refused("not_open")
        do(desk)
    except FAULTS as fault:
        words = why_not(fault, request.published, desk)
        if again and isinstance(fault, TooLong):
            return again(words)
        messages.warning(request, words)
    return to_desk(request, number)


def own_duty(request: OfficeRequest, desk: OfficeDesk) -> Duty | None:
    """This officer's duty at the desk; None at a closed desk or a colleague's.

    Only who sits there sees the console: it shows the visitor and what was written.
    """
    return duty_of(request.published, desk, request.user.pk)


def ticket_here(request: OfficeRequest, desk: OfficeDesk) -> Ticket:
    """The ticket that the pressed button spoke of, still in the turn it was in then.

    Raises Faster when something happened in between: an old page, the back button, another tab.
    """
    asked = {"pk": whole(request.POST.get("ticket")), "office_id": request.office.pk}
    ticket = get_object_or_404(Ticket.objects.select_related("turn__desk"), **asked)
    turn = ticket.turn
    if turn is None or turn.desk_id != desk.id or turn.pk != whole(request.POST.get("turn")):
        raise Faster(ticket)
    return ticket


def served_here(request: OfficeRequest, desk: OfficeDesk) -> Turn | None:
    """The turn of the visitor whom this officer serves here; else the officer is told why not."""
    turn = current(request.published, desk)
    if turn and turn.officer_id != request.user.pk:
        told = {"code": turn.ticket.code, "who": turn.officer.name if turn.officer else ""}
        words = _("%(code)s dilayani %(who)s. Hanya petugas itu yang bisa meneruskannya.") % told
    elif turn and turn.ticket.state == State.OFFERED:
        words = _("%s sedang dialihkan. Tarik kembali dulu.") % turn.ticket.code
    elif turn and turn.ticket.state == State.SERVING:
        return turn
    else:
        words = _("Ini terbuka setelah layanan dimulai.")
    messages.warning(request, words)
    return None


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@require_POST
def call(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """Call whoever is next (F2)."""
    press = request.POST.get("press", "")

    def do(desk: OfficeDesk) -> None:
        expected = whole(request.POST.get("expected")) or None
        try:
            called = call_next(
                request.published, desk, officer_id=request.user.pk, press=press, expected=expected
            )
        except (Faster, Refused):
            if press and made_by(press):
                return  # the same press again: a double tap, a retry
            raise
        if called is None:
            messages.info(request, _("Tidak ada yang menunggu."))

    return attempt(request, number, do, ready=True)


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@require_POST
def call_one(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """Call a certain number, or begin at once with somebody who stands here."""
    desk = asked_desk(request, number)
    try:
        _call_one(request, desk)
    except FAULTS as fault:
        problem, duty = why_not(fault, request.published, desk), own_duty(request, desk)
        if duty is None:
            messages.warning(request, problem)
            return to_desk(request, number)
        context = console(request, desk, duty, call_problem=problem, call_typed=request.POST)
        return render(request, "walkin/desk.html", context, status=409)
    return to_desk(request, number)


def _call_one(request: OfficeRequest, desk: OfficeDesk) -> None:
    press, here = request.POST.get("press", ""), "here" in request.POST
    if press and made_by(press):
        return
    _ready(request, desk)
    reason = uncut(request.POST.get("reason", ""), REASON_LONGEST)
    called = call_this(
        request.published, desk, _named(request, desk, here, reason), officer_id=request.user.pk,
        reason=reason, quiet=here, press=press,
    )  # fmt: skip
    if here:
        start(called, officer_id=request.user.pk)


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@require_POST
def start_service(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """The visitor sits down: the standard's ten minutes stop."""
    return attempt(
        request, number, lambda desk: start(ticket_here(request, desk), officer_id=request.user.pk)
    )


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@require_POST
def call_again(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """Call the number again (Shift+F2)."""

    def do(desk: OfficeDesk) -> None:
        ticket = ticket_here(request, desk)
        recall(ticket, request.published, officer_id=request.user.pk)
        messages.info(request, _("%s dipanggil lagi.") % ticket.code)

    return attempt(request, number, do)


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@require_POST
def missed(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """Nobody came (F8)."""
    return attempt(
        request, number,
        lambda desk: no_show(
            ticket_here(request, desk), request.published, officer_id=request.user.pk
        ),
    )  # fmt: skip


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@require_POST
def undo(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """Take back the last call, start, finish or no-show, from the display too."""
    taking_back = UNDO.get(request.POST.get("event", ""))

    def do(desk: OfficeDesk) -> None:
        if taking_back is None:
            raise Refused("late")
        ticket = taking_back(ticket_here(request, desk), officer_id=request.user.pk)
        messages.info(request, _("%s: sudah diurungkan.") % ticket.code)

    return attempt(request, number, do)


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@require_POST
def rest(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """Go on a break until a stated time (MJ-10)."""

    def do(desk: OfficeDesk) -> None:
        back = _today(request, request.POST.get("back", ""))
        if back is None:
            messages.warning(request, _("Tulis jam kembali, misalnya 12.30."))
            return
        take_break(request.published, desk, officer_id=request.user.pk, back_at=back)

    return attempt(request, number, do)


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@require_POST
def close(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """Leave the desk for today."""
    return attempt(
        request, number,
        lambda desk: close_desk(request.published, desk, officer_id=request.user.pk),
    )  # fmt: skip


def _ready(request: OfficeRequest, desk: OfficeDesk) -> None:
    duty = own_duty(request, desk)
    if duty is None or duty.state != Duty.State.READY:
        raise Refused("not_open")


def _named(request: OfficeRequest, desk: OfficeDesk, here: bool, reason: str) -> Ticket:
    code = request.POST.get("code", "").strip().upper()
    if here and not code:
        return _new_number(request, desk, reason)
    ticket = by_code(request.published, code) if code else None
    if ticket is None:
        raise Refused("unknown_number")
    return ticket


def _new_number(request: OfficeRequest, desk: OfficeDesk, reason: str) -> Ticket:
    wanted = whole(request.POST.get("service"))
    service = next((s for s in request.published.services if s.id == wanted), None)
    if service is None or service.id not in desk.services:
        raise Refused("no_service")
    if not reason and waiting_count(request.published, desk)[0]:
        raise Refused("reason")  # asked before a number is made
    actor = officer(request.user.pk)
    return take_ticket(request.published, service, door=Door.FRONT, actor=actor)


def _today(request: OfficeRequest, text: str) -> datetime | None:
    """ "12.30", "12:30" or "+15" (minutes from now) as a moment of today; None when unreadable."""
    local = request.published.local(clock.now())
    if text == "+0" or (text.startswith("+") and whole(text[1:])):
        return local + timedelta(minutes=min(whole(text[1:]), 600))
    if (at := typed_time(text)) is None:
        return None
    return local.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
