"""A visitor pins what they found, to show it; an officer hands over what was asked for."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from satupintu.catalogue.models import Item
from satupintu.journal.record import Act, act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.models import Result
from satupintu.outbox.actions import put
from satupintu.outbox.letters import BadAddress, Letter
from satupintu.rules.search_words import fold
from satupintu.walkin.actions.step import Faster, Refused
from satupintu.walkin.models import ELSEWHERE, ShelfItem, Ticket, Turn
from satupintu.walkin.queries.at_desk import entry_of
from satupintu.walkin.workflow import State

MOST = 12


def pin(ticket: Ticket, item: Item) -> None:
    """The visitor wants to show this to the officer. Raises Refused("most") beyond twelve."""
    with act(ticket.office_id, "visitor") as doing:
        if ShelfItem.objects.filter(ticket=ticket, handed=False).count() >= MOST:
            raise Refused("most")
        _put(doing, ticket, item, handed=False)


def unpin(ticket: Ticket, pk: int) -> None:
    """The visitor no longer wants to show it."""
    with act(ticket.office_id, "visitor") as doing:
        gone, _each = ShelfItem.objects.filter(ticket=ticket, pk=pk, handed=False).delete()
        if gone:
            doing.note("shelf.unpin", ticket.subject)


def hand_over(ticket: Ticket, item: Item, *, officer_id: int) -> None:
    """The officer gives the visitor an item: on the visitor's page, and by letter where it can."""
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        made = _put(doing, ticket, item, handed=True)
        if made:
            _write_to_visitor(ticket, made)


@dataclass(frozen=True)
class Institution:
    """Who has what this office has not."""

    name: str
    address: str = ""
    link: str = ""


def show_elsewhere(turn: Turn, there: Institution, *, officer_id: int) -> None:
    """The officer shows the visitor to another institution: on the visitor's page, and by letter.

    The service goes on; its result is "Dirujuk" unless the officer says otherwise. Raises Faster
    when the visitor no longer sits there.
    """
    ticket = turn.ticket
    said = {"title": there.name, "says": there.address, "link": there.link}
    with act(ticket.office_id, officer_actor(officer_id)) as doing:
        _sits_there(turn)
        made, new = ShelfItem.objects.update_or_create(
            ticket=ticket, ident=f"{ELSEWHERE}{fold(there.name)}"[:120], handed=True,
            defaults=said, create_defaults={**said, "at": doing.at},
        )  # fmt: skip
        Turn.objects.filter(pk=turn.pk, result="").update(result=Result.REFERRED)
        doing.note("shelf.elsewhere", ticket.subject, item=made.pk)
        if new:
            _write_to_visitor(ticket, made)


def not_elsewhere(turn: Turn, pk: int, *, officer_id: int) -> None:
    """Shown by mistake: off the visitor's page and out of the counts; a letter stays sent.

    With the last one goes the result that the first one brought; the officer is asked again.
    """
    with act(turn.ticket.office_id, officer_actor(officer_id)) as doing:
        _sits_there(turn)
        given = ShelfItem.objects.filter(
            ticket_id=turn.ticket_id, handed=True, ident__startswith=ELSEWHERE
        )
        if given.filter(pk=pk).delete()[0]:
            doing.note("shelf.not_elsewhere", turn.ticket.subject)
            if not given.exists():
                Turn.objects.filter(pk=turn.pk, result=Result.REFERRED).update(result="")


def _sits_there(turn: Turn) -> None:
    ticket = Ticket.objects.select_related("turn__desk").get(pk=turn.ticket_id)
    if ticket.turn_id != turn.pk or ticket.state != State.SERVING:
        raise Faster(ticket)


def _put(doing: Act, ticket: Ticket, item: Item, *, handed: bool) -> ShelfItem | None:
    made, new = ShelfItem.objects.get_or_create(
        ticket=ticket, ident=item.ident, handed=handed,
        defaults={
            "title": f"{item.code} {item.title}".strip()[:300], "link": item.link, "at": doing.at,
            "says": ", ".join(part for part in (item.region_name, item.period, item.source_name)
                              if part)[:300],
        },
    )  # fmt: skip
    if new:
        doing.note("shelf.hand" if handed else "shelf.pin", ticket.subject, item=item.pk)
    return made if new else None


def _write_to_visitor(ticket: Ticket, item: ShelfItem) -> None:
    entry = entry_of(ticket)
    if entry and entry.person and entry.person.email:
        _send(ticket, item, entry.person.email)


def _send(ticket: Ticket, item: ShelfItem, address: str) -> None:
    parts = [
        _("Petugas memberikan ini untuk kunjungan Anda (%(code)s):") % {"code": ticket.code},
        "\n".join(part for part in (item.title, item.says, item.link) if part),
        _("Layanan ini tidak dipungut biaya.") + f"\n{ticket.office.name}",
    ]
    letter = Letter(
        address, _("Bahan dari kunjungan %(code)s") % {"code": ticket.code},
        "\n\n".join(parts) + "\n", about=ticket.subject,
    )  # fmt: skip
    try:
        put(ticket.office_id, letter, key=f"shelf:{item.pk}")
    except BadAddress:
        return  # written down wrong at the front office: the visitor's page still has it
