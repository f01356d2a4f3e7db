"""A visitor asks for more time: some go ahead, at most twice, and the page says what came of it."""

from datetime import timedelta

import pytest
from django.test import Client

from satupintu.offices.published import Published
from satupintu.people.models import Officer
from satupintu.rules import clock
from satupintu.walkin.actions import calling
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.models import Ticket, Turn
from satupintu.walkin.tests.numbers import take

LATER = "Anda mundur di antrean."
STAYS = "Tidak ada orang di belakang Anda, jadi tempat Anda tetap"

pytestmark = [pytest.mark.django_db, pytest.mark.proves("HP-7")]


def page_of(client: Client, ticket: Ticket) -> str:
    return client.get(f"/t/{ticket.token}/").content.decode()


def asks(client: Client, ticket: Ticket, used: int = 0) -> str:
    """More time is asked for on the page that said how often it was; what is told then."""
    said = {"act": "more_time", "used": used}
    return client.post(f"/t/{ticket.token}/", said, follow=True).content.decode()


def test_more_time_says_what_it_does_moves_two_places_and_ends_after_twice(
    client: Client, place: Published
) -> None:
    mine, *_ = [take(place) for _ in range(4)]
    hint = "Anda mundur 2 tempat bila ada orang di belakang Anda. Masih bisa 2 kali."
    assert hint in page_of(client, mine)
    assert LATER in asks(client, mine)
    assert "2 orang lagi di depan Anda." in page_of(client, mine)
    asks(client, mine, used=1)
    words = page_of(client, mine)
    assert "3 orang lagi di depan Anda." in words
    assert "Saya butuh waktu lebih" not in words


def test_with_nobody_behind_it_says_that_the_place_stays(client: Client, place: Published) -> None:
    _, mine = take(place), take(place)
    told = asks(client, mine)
    assert STAYS in told
    assert LATER not in told
    assert "1 orang lagi di depan Anda." in told
    take(place)
    assert LATER in asks(client, mine, used=1)


def test_who_came_back_after_a_miss_lets_people_go_ahead_as_well(
    client: Client, place: Published, officer: Officer
) -> None:
    mine, _ = take(place), take(place)
    open_desk(place, place.desks[0], officer_id=officer.pk)
    called = calling.call_next(place, place.desks[0], officer_id=officer.pk)
    assert called
    Turn.objects.update(calls=3)
    with clock.travel(by=timedelta(minutes=5)):
        calling.no_show(called, place, officer_id=officer.pk)
        client.post(f"/t/{mine.token}/", {"act": "come_back"})
        assert "Anda berikutnya." in page_of(client, mine)
        asks(client, mine)
        assert "1 orang lagi di depan Anda." in page_of(client, mine)


def test_a_priority_number_stands_behind_no_ordinary_one(client: Client, place: Published) -> None:
    mine, first = take(place), take(place, priority=True)
    assert STAYS in asks(client, mine)
    assert "1 orang lagi di depan Anda." in page_of(client, mine)
    assert "Anda berikutnya." in page_of(client, first)


def test_a_double_tap_moves_back_once(client: Client, place: Published) -> None:
    mine, *_ = [take(place) for _ in range(4)]
    for _ in range(2):
        asks(client, mine)
    mine.refresh_from_db()
    assert mine.postponements == 1


def test_the_desk_sees_who_asked_for_more_time(
    client: Client, place: Published, dewi: Client
) -> None:
    mine, _ = take(place), take(place)
    asks(client, mine)
    rows = dewi.get("/o/3300/desks/1/").content.decode().split('class="row"')
    assert [mine.code in row for row in rows if "minta waktu" in row] == [True]
