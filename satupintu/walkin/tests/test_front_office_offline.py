"""Without a server the front office keeps its screen and knows who was seen lately (FO-12)."""

from datetime import timedelta

import pytest
from django.test import Client

from satupintu.offices.models import Office
from satupintu.offices.published import Published
from satupintu.people.models import Officer, Person
from satupintu.walkin.models import GuestBookEntry
from satupintu.walkin.tests.at_the_front import FRONT, NEW, book
from satupintu.walkin.tests.numbers import take

pytestmark = pytest.mark.django_db
KEPT = ("offline/", "worker.js", "lately/")


@pytest.mark.parametrize("page", KEPT)
def test_only_front_officers_of_this_office_get_it(
    office: Office, officer: Officer, other_officer: Officer, front: Client, signed_in, client, page
) -> None:
    assert client.get(FRONT + page).status_code == 302
    assert signed_in(officer).get(FRONT + page).status_code == 403
    assert signed_in(other_officer).get(FRONT + page).status_code == 404
    assert front.get(FRONT + page).status_code == 200


@pytest.mark.proves("FO-12")
def test_the_screen_that_is_kept_shows_nobody(front: Client, place: Published) -> None:
    ticket = take(place)
    front.post(book(ticket), NEW)

    kept = front.get(f"{FRONT}offline/").content.decode()
    worker = front.get(f"{FRONT}worker.js")

    assert "data-shell" in kept
    assert ticket.code not in kept
    assert "Agus" not in kept
    assert f'"{FRONT}offline/"' in worker.content.decode()
    assert worker["Content-Type"].startswith("text/javascript")


@pytest.mark.proves("FO-12")
def test_who_was_seen_today_and_in_thirty_days_is_listed_with_masked_contacts(
    front: Client, place: Published, siti: Person
) -> None:
    front.post(book(take(place)), NEW)

    seen = front.get(f"{FRONT}lately/").content.decode()

    assert seen.index("Agus Prasetyo") < seen.index("Siti Rahmawati")
    assert "agus@contoh.id" not in seen
    assert "+6281234567812" not in seen

    longer_ago = place.day - timedelta(days=31)
    GuestBookEntry.objects.filter(person=siti).update(day=longer_ago)
    assert "Siti" not in front.get(f"{FRONT}lately/").content.decode()


def test_a_longer_list_asks_no_more_of_the_database(
    front: Client, place: Published, django_assert_num_queries
) -> None:
    for name in ("Agus Prasetyo", "Bambang Irawan", "Citra Dewi"):
        front.post(book(take(place)), NEW | {"name": name, "email": f"{name[0]}@contoh.id"})
        with django_assert_num_queries(4):
            front.get(f"{FRONT}lately/")
