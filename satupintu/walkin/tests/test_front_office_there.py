"""Two receptionists side by side see who fills which guest book."""

from typing import Any

import pytest
from django.test import Client

from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.people.models import Assignment, Officer, Role
from satupintu.rules import clock
from satupintu.walkin.models import BookOpen
from satupintu.walkin.tests.at_the_front import FRONT, NEW, PART, book
from satupintu.walkin.tests.numbers import take

pytestmark = pytest.mark.django_db
HERE = f"{FRONT}here/"


@pytest.fixture
def colleague(office: Office, second_officer: Officer, signed_in: Any) -> Client:
    Assignment.objects.create(
        officer=second_officer, office=office, role=Role.FRONT_OFFICE, since=clock.now().date()
    )
    client: Client = signed_in(second_officer)
    return client


def says(client: Client, ticket: Any = "", writing: str = "0") -> str:
    return client.post(HERE, {"ticket": ticket, "writing": writing}).content.decode()


@pytest.mark.proves("FO-14")
def test_a_colleague_sees_who_fills_the_guest_book_of_the_same_ticket(
    front: Client, colleague: Client, place: Published, second_officer: Officer
) -> None:
    ticket, other = take(place), take(place)
    name = second_officer.name
    assert name not in front.post(book(ticket), {"do": "look"}, **PART).content.decode()
    colleague.post(book(ticket), {"do": "look"}, **PART)
    assert f"{name} sedang membukanya" in front.get(book(ticket)).content.decode()
    says(colleague, ticket.pk, "1")
    page = front.post(book(ticket), {"do": "look"}, **PART).content.decode()
    assert f"{name} sedang mengisi" in page
    assert f"{name} sedang" not in front.get(book(other)).content.decode()
    told = says(front, other.pk)
    assert f'data-of="{ticket.pk}"' in told
    assert f"{name} sedang mengisi" in told
    assert name not in says(colleague, ticket.pk, "1")  # nobody is told of oneself


def test_it_ends_with_the_next_ticket_with_none_and_after_a_minute(
    front: Client, colleague: Client, place: Published
) -> None:
    one, two = take(place), take(place)
    says(colleague, one.pk)
    says(colleague, two.pk)
    assert f'data-of="{one.pk}"' not in (told := says(front))
    assert f'data-of="{two.pk}"' in told
    with clock.offset(51):
        assert "data-of" not in says(front)
    says(colleague)
    assert "data-of" not in says(front)
    assert not BookOpen.objects.exists()


def test_another_office_neither_tells_nor_hears(
    front: Client, colleague: Client, place: Published, other_office: Office, officer: Officer,
    signed_in: Any, client: Client,
) -> None:  # fmt: skip
    theirs = take(published(other_office.code))
    assert front.post(HERE, {"ticket": theirs.pk}).status_code == 404
    mine = take(place)
    says(colleague, mine.pk)
    assert BookOpen.objects.get().ticket_id == mine.pk
    assert signed_in(officer).post(HERE).status_code == 403
    assert client.post(HERE).status_code == 302
    assert front.post(HERE, {"ticket": "x" * 40}).status_code == 200


def test_signing_works_beside_a_colleague(
    front: Client, colleague: Client, place: Published
) -> None:
    ticket = take(place)
    says(colleague, ticket.pk, "1")
    front.get(book(ticket))
    saved = front.post(book(ticket), NEW, **PART)
    assert saved["X-Saved"] == "1"


@pytest.mark.parametrize("open_", [1, 3])
def test_who_is_there_is_one_question(
    front: Client, colleague: Client, place: Published, office: Office, open_: int,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    ticket = take(place)
    for n in range(open_):
        each = Officer.objects.create(username=f"depan{n}", name=f"Depan {n}")
        BookOpen.objects.create(officer=each, ticket=ticket, seen_at=clock.now())
    says(front)
    with django_assert_num_queries(9):
        assert says(front, ticket.pk).count("Depan") == open_
