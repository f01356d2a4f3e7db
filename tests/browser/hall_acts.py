"""What officers and other visitors of the sample office do, by word (see hall.py)."""

from satupintu.offices.models import Result
from satupintu.offices.published import OfficeDesk, Published, published
from satupintu.people.devices import digest
from satupintu.people.models import Device, Officer
from satupintu.rules import clock
from satupintu.walkin.actions import calling, serving, tickets
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.models import Door, Ticket, Turn
from satupintu.walkin.workflow import State

SERVICE = "recommendation"  # the sample day leaves it nearly free


def _place() -> Published:
    return published("3300")


def _desk() -> OfficeDesk:
    return _place().desks[2]


def _officer() -> Officer:
    return Officer.objects.get(username="sari")


def _ticket(token: str) -> Ticket:
    return Ticket.objects.select_related("turn").get(token=token)


def others(count: str) -> None:
    """Everybody who waits for the service goes home, and so many new visitors come."""
    service = _place().service(SERVICE)
    assert service
    for ticket in Ticket.objects.filter(state=State.WAITING, service_id=service.id):
        tickets.leave(ticket)
    for _ in range(int(count)):
        tickets.take_ticket(_place(), service, door=Door.KIOSK)


def one_leaves() -> None:
    """The first in line gives the number back."""
    rows = Ticket.objects.filter(state=State.WAITING, service__code=SERVICE)
    tickets.leave(rows.order_by("queued_at")[0])


def call(token: str) -> None:
    """Desk 3 calls this very number."""
    officer = _officer()
    open_desk(_place(), _desk(), officer_id=officer.pk, take_over=True)
    calling.call_this(
        _place(), _desk(), _ticket(token), officer_id=officer.pk, reason="Diminta penyelia"
    )


def start(token: str) -> None:
    serving.start(_ticket(token), officer_id=_officer().pk)


def finish(token: str) -> None:
    serving.finish(_ticket(token), serving.Outcome(Result.ANSWERED), officer_id=_officer().pk)


def miss(token: str) -> None:
    """Nobody came after two calls and two minutes."""
    place = _place()
    Turn.objects.filter(ticket__token=token, ended_at=None).update(
        calls=place.choices["recalls_most"]
    )
    place.choices["no_show_seconds"] = 0  # type: ignore[index]
    calling.no_show(_ticket(token), place, officer_id=_officer().pk)


def coming(token: str) -> str:
    """Whether the desk was told that the visitor is on the way."""
    turn = _ticket(token).turn
    return "yes" if turn and turn.coming_at else "no"


def kiosk(secret: str) -> None:
    """A machine with this secret joins the office."""
    Device.objects.create(
        office=_place().office, kind=Device.Kind.KIOSK, digest=digest(secret),
        asked_at=clock.now(), joined_at=clock.now(),
    )  # fmt: skip
