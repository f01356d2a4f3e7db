"""What officers do while a display hangs in the hall, by word (see hall.py)."""

import struct
import wave

from satupintu.offices.models import Result
from satupintu.offices.published import OfficeDesk, Published, published
from satupintu.people.actions.devices import ask, join
from satupintu.people.models import Device, Officer
from satupintu.ui import voice
from satupintu.walkin.actions import calling, referral, serving, tickets
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.models import Alert, Door, Ticket, Turn
from satupintu.walkin.pages.voice_clips import needed
from satupintu.walkin.workflow import State

RATE = 8000
AT_DESKS = ("dewi", "budi", "sari")


def _place() -> Published:
    return published("3300")


def _desk(number: str) -> OfficeDesk:
    found = _place().desk_by_number(int(number))
    assert found
    return found


def _officer(desk: str) -> Officer:
    return Officer.objects.get(username=AT_DESKS[int(desk) - 1])


def display() -> str:
    """A new display joins; returns the secret of its cookie."""
    place = _place()
    asked, secret = ask(place.office, Device.Kind.DISPLAY)
    join(place.office, asked.join_code, f"TV {asked.pk}", by=_officer("1"))
    return secret


def short_voice() -> None:
    """The office records clips of a twentieth of a second, so that a call takes seconds."""
    voice.bank("3300").mkdir(parents=True, exist_ok=True)
    for name in needed(_place()):
        _record(name, twentieths=1)


def long_opening() -> None:
    """The first words of a call take four seconds: time to take it back while it is said."""
    _record(voice.OPENING, twentieths=80)


def _record(name: str, twentieths: int) -> None:
    with wave.open(str(voice.bank("3300") / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack("<400h", *[0, 900] * 200) * twentieths)


def calls(*desks: str) -> str:
    """These desks call, one right after the other."""
    return " ".join(call(desk) for desk in desks)


def call(desk: str) -> str:
    """The desk ends whatever it does, a visitor comes, and nobody else is in line before."""
    place, officer = _place(), _officer(desk)
    open_desk(place, _desk(desk), officer_id=officer.pk, take_over=True)
    for ticket in Ticket.objects.filter(state=State.WAITING):
        tickets.leave(ticket)
    for turn in Turn.objects.filter(desk_id=_desk(desk).id, ended_at=None):
        _end(Ticket.objects.select_related("turn").get(pk=turn.ticket_id), officer)
    service = place.service("consultation")
    assert service
    tickets.take_ticket(place, service, door=Door.KIOSK)
    called = calling.call_next(place, _desk(desk), officer_id=officer.pk)
    assert called
    return called.code


def _end(ticket: Ticket, officer: Officer) -> None:
    if ticket.state == State.CALLED:
        serving.start(ticket, officer_id=officer.pk)
    serving.finish(
        ticket, serving.Outcome(Result.ANSWERED, frozenset({"data"})), officer_id=officer.pk
    )


def goes_on(desk: str) -> str:
    """The desk refers its visitor, and is the one to call the number again."""
    place, officer = _place(), _officer(desk)
    turn = Turn.objects.get(desk_id=_desk(desk).id, ended_at=None)
    ticket = Ticket.objects.select_related("turn").get(pk=turn.ticket_id)
    serving.start(ticket, officer_id=officer.pk)
    sales = place.service("sales")
    assert sales
    referral.refer(ticket, sales, officer_id=officer.pk, reason="Beli data mikro")
    called = calling.call_next(place, _desk(desk), officer_id=officer.pk)
    assert called
    return called.code


def undo(desk: str) -> None:
    """The call was a mistake."""
    turn = Turn.objects.get(desk_id=_desk(desk).id, ended_at=None)
    ticket = Ticket.objects.select_related("turn").get(pk=turn.ticket_id)
    calling.undo_call(ticket, officer_id=_officer(desk).pk)


def sound() -> str:
    """What the newest display says of its sound, and how many alerts wait for an officer."""
    device = Device.objects.filter(kind=Device.Kind.DISPLAY).latest("pk")
    alerts = Alert.objects.filter(kind=Alert.Kind.SOUND, device=device, answered_at=None)
    return f"{device.condition.get('sound', '')} {alerts.count()}"
