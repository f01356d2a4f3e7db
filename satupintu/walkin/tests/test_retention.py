"""Names and contacts are kept as long as the office decided, and the visits stay counted."""

from dataclasses import replace

import pytest

from satupintu.journal.models import Entry
from satupintu.journal.record import act
from satupintu.offices.published import Published, forget, published
from satupintu.people.models import Account, Belonging, Officer, Person
from satupintu.rules import clock
from satupintu.walkin.actions import retention
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.models import GuestBookEntry, Referral, Ticket, Turn
from satupintu.walkin.tests.desk_scene import sign
from satupintu.walkin.tests.numbers import take

pytestmark = pytest.mark.django_db
A_MONTH = 31 * 86400


def proved(entry: GuestBookEntry) -> None:
    """The visit stands in the account of whoever made it."""
    now = {"verified_at": clock.now(), "created_at": clock.now(), "seen_at": clock.now()}
    account = Account.objects.create(email="siti@example.org", **now)
    Belonging.objects.create(
        account=account, office_id=entry.office_id, subject=f"ticket:{entry.ticket_id}",
        proved_at=clock.now(),
    )  # fmt: skip


def keeping_a_month() -> Published:
    """The office of that day, which keeps names for one month."""
    forget()
    there = published("3300")
    return replace(there, choices={**there.choices, "guest_book_months": 1})


def test_afterwards_nobody_is_named_and_the_visit_still_counts(place: Published) -> None:
    entry = sign(take(place), purpose_text="skripsi saya", group_name="")
    proved(entry)
    with clock.offset(A_MONTH):
        assert retention.forget_guests(keeping_a_month()) == 0
    with clock.offset(2 * A_MONTH):
        there = keeping_a_month()
        assert retention.forget_guests(there) == 1
        assert retention.forget_guests(there) == 0
        entry.refresh_from_db()
        assert (entry.person, entry.purpose_text) == (None, "")
        assert entry.purposes == ["Inflasi", "Metadata"]
        assert not Person.objects.exists()
        assert not Belonging.objects.exists()
        facts = Entry.objects.filter(event="guest_book.erase").order_by("seq")[0].facts
        assert facts == {"visits": 1, "people": 0, "notes": 0}


def test_somebody_who_came_again_stays_known(place: Published) -> None:
    first = sign(take(place))
    with clock.offset(2 * A_MONTH):
        there = keeping_a_month()
        sign(take(there), person=first.person)
        retention.forget_guests(there)
        retention.forget_guests(there)
        assert Person.objects.count() == 1
        assert GuestBookEntry.objects.filter(person=None).count() == 1


def test_a_clock_that_jumped_ahead_erases_nothing(place: Published) -> None:
    sign(take(place))
    forget()
    with clock.offset(26 * A_MONTH):  # no decree is loaded for that year
        assert retention.forget_guests(published("3300")) == 0
    assert Person.objects.count() == 1


def told_of(ticket: Ticket, place: Published, officer: Officer) -> tuple[Turn, Referral]:
    """What a desk noted of the visitor, and told the next one."""
    open_desk(place, place.desks[0], officer_id=officer.pk)
    call_next(place, place.desks[0], officer_id=officer.pk)
    turn = Turn.objects.get(ticket=ticket)
    Turn.objects.filter(pk=turn.pk).update(notes="Siti minta inflasi")
    library = place.service("library")
    assert library
    return turn, Referral.objects.create(
        ticket=ticket, from_turn=turn, to_service_id=library.id, reason="Buku", note="Siti lagi",
        made_at=turn.called_at,
    )  # fmt: skip


def test_what_was_noted_at_the_desk_and_told_to_a_colleague_goes_as_well(
    place: Published, officer: Officer
) -> None:
    ticket = take(place)
    sign(ticket)
    turn, told = told_of(ticket, place, officer)
    with clock.offset(2 * A_MONTH):
        there = keeping_a_month()
        retention.forget_guests(there)
        turn.refresh_from_db()
        told.refresh_from_db()
        assert (turn.notes, told.note, told.reason) == ("", "", "Buku")
        facts = Entry.objects.filter(event="guest_book.erase").order_by("seq")[0].facts
        assert facts["notes"] == 2
        assert "Siti" not in str(facts)


def test_whoever_wishes_to_be_forgotten_is_named_by_no_note_either(
    place: Published, officer: Officer
) -> None:
    ticket = take(place)
    entry = sign(ticket)
    assert entry.person
    proved(entry)
    turn, told = told_of(ticket, place, officer)
    with clock.offset(86400):
        tomorrow = published("3300")
        with act(tomorrow.office.pk) as doing:
            assert retention.erase_people(doing, tomorrow, [entry.person.pk]) == 1
    turn.refresh_from_db()
    told.refresh_from_db()
    assert (turn.notes, told.note, told.reason) == ("", "", "Buku")
    assert not Belonging.objects.exists()
