"""What the published standard asks, the forms ask; what it no longer asks, nobody asks (FO-5)."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from satupintu.offices.actions import services as act
from satupintu.offices.actions.decisions import decide
from satupintu.offices.models import Office, Service
from satupintu.offices.published import Published, forget, published
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.models import GuestBookEntry, Turn
from satupintu.walkin.queries.rail import rail
from satupintu.walkin.queries.slips import slip_of
from satupintu.walkin.tests.at_the_front import NEW, PART, book
from satupintu.walkin.tests.numbers import take

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 24)


def publish(office: Office, administrator: Officer, *dropped: str) -> Published:
    """The consultation's standard from today on, without these requirements."""
    service = Service.objects.get(office=office, code="consultation")
    now = act.standard_on(service, TODAY)
    assert now
    content: dict[str, Any] = now.content
    visit = [{**one, "on": one["code"] not in dropped} for one in content["persyaratan"]["visit"]]
    changed = {**content, "persyaratan": {**content["persyaratan"], "visit": visit}}
    act.publish_standard(
        service, changed, decree="", reviewed_on=TODAY, valid_from=TODAY, by=administrator.pk
    )
    forget()
    return published(office.code)


@pytest.mark.proves("FO-5", "STD-REQ")
def test_identity_dropped_from_the_standard_alone_is_no_longer_asked(
    front: Client, office: Office, administrator: Officer
) -> None:
    place = publish(office, administrator, "identity")
    ticket, other = take(place), take(place, "library")

    page = front.get(book(ticket)).content.decode()
    assert 'data-seen="ktp"' not in page
    signed = front.post(book(ticket), {**NEW, "identity": ""}, **PART)
    assert (signed.status_code, GuestBookEntry.objects.filter(ticket=ticket).count()) == (200, 1)

    still = front.post(book(other), {**NEW, "identity": "", "email": "b@contoh.id"}, **PART)
    assert "Pilih kartu identitas yang sudah dilihat." in still.content.decode()
    assert slip_of(ticket, place).prepare == "Siapkan alamat e-mail."


@pytest.mark.proves("FO-4", "STD-REQ")
def test_an_address_dropped_from_the_standard_is_asked_neither_at_the_desk_nor_on_the_phone(
    front: Client, office: Office, administrator: Officer, client: Client
) -> None:
    place = publish(office, administrator, "email")
    ticket = take(place)

    phone = client.get(f"/t/{ticket.token}/guest-book/").content.decode()
    assert "Alamat e-mail (boleh kosong)" in phone
    signed = front.post(book(ticket), {**NEW, "email": ""}, **PART)
    assert signed["X-Saved"] == "1"


@pytest.mark.proves("FO-5", "STD-WALKIN-3")
def test_without_a_guest_book_in_the_standard_a_call_goes_straight_to_the_desk(
    office: Office, administrator: Officer, officer: Officer, place: Published
) -> None:
    ticket = take(place)
    assert rail(place, clock.now()).next_unsigned == ticket

    place = publish(office, administrator, "guest_book")

    assert rail(place, clock.now()).next_unsigned is None
    open_desk(place, place.desks[0], officer_id=officer.pk)
    call_next(place, place.desks[0], officer_id=officer.pk)
    assert not Turn.objects.get(ticket=ticket).to_front


@pytest.mark.proves("FO-5")
def test_the_line_on_the_guest_book_leads_to_what_is_kept_and_how_long(
    front: Client, place: Published, client: Client
) -> None:
    assert 'href="/o/3300/privacy/"' in front.get(book(take(place))).content.decode()
    told = client.get("/o/3300/privacy/").content.decode()
    assert "dihapus setelah 24 bulan" in told
    assert "Kartu identitas hanya dilihat petugas" in told


@pytest.mark.proves("FO-5")
def test_the_privacy_page_follows_what_the_office_asks_and_keeps(
    client: Client, office: Office, administrator: Officer
) -> None:
    for name, value in (("guest_book_months", 6), ("identity_required", False)):
        decide(office, name, value, valid_from=TODAY, by=administrator.pk)
    forget()
    told = client.get("/o/3300/privacy/").content.decode()
    assert "dihapus setelah 6 bulan" in told
    assert "Kartu identitas hanya dilihat petugas" not in told
