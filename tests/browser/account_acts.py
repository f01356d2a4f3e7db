"""What the front office and the mail server do while an account's pages are open (see hall.py)."""

from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.puzzle import BITS, _signer
from satupintu.offices.actions.decisions import decide
from satupintu.offices.published import published
from satupintu.outbox import actions
from satupintu.outbox.letters import Letter
from satupintu.outbox.workflow import Cause
from satupintu.people.actions.persons import Told
from satupintu.people.models import Assignment, Officer, Role
from satupintu.rules import clock
from satupintu.rules.puzzle import solves
from satupintu.walkin.actions import tickets
from satupintu.walkin.actions.guest_book import Written, sign
from satupintu.walkin.models import Door


def signed_visit(email: str) -> str:
    """A visitor with this address stands in the guest book; the token of the number."""
    place = published("3300")
    service = place.service("recommendation")
    assert service
    ticket = tickets.take_ticket(place, service, door=Door.KIOSK)
    officer = Officer.objects.get(username="sari")
    sign(place, ticket, Told(name="Siti", email=email), Written(), officer_id=officer.pk)
    return ticket.token


def refused_letter() -> None:
    """The mail server refuses a letter for good."""
    office = published("3300").office
    actions.put(office.pk, Letter("tidak.ada@undip.ac.id", "Jawaban", "Isi."), key="refused")
    while parcel := actions.claim():
        if parcel.key == "refused":
            actions.failed(parcel, Cause.REFUSED, "550 5.1.1")
            return


def new_supervisor(username: str) -> None:
    """A supervisor who has a password and nothing beside it yet."""
    made = Officer(username=username, name="Kuncoro")
    made.set_password("contoh-satu-pintu")
    made.save()
    Assignment.objects.create(
        officer=made, office=published("3300").office, role=Role.SUPERVISOR,
        since=published("3300").day,
    )  # fmt: skip


def flood() -> None:
    """The office asks for a puzzle from the first question on, and two wait unproved."""
    place = published("3300")
    for n in range(2):
        ask(place, Asked(f"Pertanyaan {n}", email=f"banjir{n}@undip.ac.id"))
    _puzzle_after(1)


def easy_puzzle(token: str) -> str:
    """A puzzle set for this draft within the last minutes that one of the first numbers solves."""
    now = int(clock.now().timestamp())
    for ago in range(1000):
        puzzle = _signer.sign(f"{token}.{now - ago}")
        if any(solves(puzzle, str(n), BITS) for n in range(1000)):  # one in seventeen has such
            return puzzle
    raise AssertionError("a thousand puzzles, none of them easy")


def calm() -> None:
    """The office decides as before."""
    _puzzle_after(1000)


def _puzzle_after(most: int) -> None:
    officer = Officer.objects.get(username="sari")
    place = published("3300")
    decide(place.office, "puzzle_after", most, valid_from=place.day, by=officer.pk)
