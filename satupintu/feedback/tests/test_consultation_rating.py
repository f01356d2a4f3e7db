"""Rating an online consultation: by its own link, once for each ending, never by an officer."""

from itertools import count

import pytest
from django.core import signing
from django.urls import reverse

from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.closing import close, reopen
from satupintu.consultations.actions.examining import clear_and_complete
from satupintu.consultations.letters import rating_path
from satupintu.consultations.models import Closing
from satupintu.consultations.queries.standard import checklist_of
from satupintu.feedback.models import Rating
from satupintu.journal.models import Entry
from satupintu.people.cookieless import ACTS


@pytest.fixture
def closed(place, officer):
    case = ask(place, Asked("Berapa penduduk Demak?", name="Siti", email="siti@example.org"))
    ticked = [code for code, _ in checklist_of(place, case)]
    clear_and_complete(place, case, officer_id=officer.pk, checklist=ticked)
    answer(place, case, "1,2 juta jiwa.", officer_id=officer.pk)
    return close(place, case, Closing.DONE, officer_id=officer.pk)


@pytest.mark.proves("PRT-15", "STD-ONLINE-8")
def test_one_touch_rates_and_two_more_steps_may_be_left_out(client, closed):
    start = rating_path(closed)
    page = client.get(start).content.decode()
    assert "Bagaimana layanan kami hari ini?" in page
    assert closed.number in page
    then = client.post(start, {"nilai": "4"})
    assert client.get(then["Location"]).status_code == 200
    rating = Rating.objects.get()
    assert (rating.consultation, rating.ticket, rating.score) == (closed, None, 4)


def test_an_ending_is_rated_once_and_may_be_changed(client, closed):
    for value in ("4", "2"):
        client.post(rating_path(closed), {"nilai": value})
    assert [r.score for r in Rating.objects.all()] == [2]


def test_a_reopened_consultation_is_rated_anew_at_its_next_ending(client, closed, place, officer):
    first = rating_path(closed)
    client.post(first, {"nilai": "1"})
    reopen(place, closed)
    assert client.get(first).status_code == 404
    close(place, closed, Closing.WITHDRAWN, by_user=True)
    client.post(rating_path(closed), {"nilai": "3"})
    assert sorted(Rating.objects.values_list("ending", "score")) == [(0, 1), (1, 3)]


def test_who_presses_without_end_fills_no_journal(client, closed):
    link = rating_path(closed)
    answers = [client.post(link, {"nilai": "4"}) for _ in range(ACTS + 2)]
    assert [each.status_code for each in answers] == [302] * ACTS + [429] * 2
    assert Entry.objects.filter(event="rating.give").count() == ACTS
    assert answers[0]["Referrer-Policy"] == "no-referrer"


@pytest.fixture
def each_moment_signs(monkeypatch):
    """A link that bore its moment would be another one at each load."""
    moments = map(str, count(1))
    monkeypatch.setattr(signing.TimestampSigner, "timestamp", lambda _: next(moments))


def test_loading_the_page_again_gives_no_new_presses(client, closed, each_moment_signs):
    answers = [client.post(rating_path(closed), {"nilai": "4"}) for _ in range(ACTS + 2)]
    assert [each.status_code for each in answers] == [302] * ACTS + [429] * 2


def test_a_link_of_a_letter_sent_before_still_opens(client, closed):
    token = signing.dumps([closed.pk, 0], salt="rate-consultation")
    address = reverse("consultation-rating", args=["3300", token])
    assert client.post(address, {"nilai": "4"}).status_code == 302


@pytest.mark.parametrize("token", ["x", "WzEsMF0:abc:def", "WzEsMF0:abc"])
def test_a_forged_link_opens_nothing(client, closed, token):
    assert client.get(reverse("consultation-rating", args=["3300", token])).status_code == 404


def test_the_link_of_one_office_opens_nothing_in_another(client, closed, other_office):
    token = rating_path(closed).rstrip("/").rsplit("/", 1)[1]
    address = reverse("consultation-rating", args=[other_office.code, token])
    assert client.get(address).status_code == 404


def test_the_journal_learns_that_it_was_rated_and_not_how(client, closed):
    client.post(rating_path(closed), {"nilai": "1"})
    assert Entry.objects.get(event="rating.give").facts == {"door": "phone", "again": False}


def test_what_is_not_answered_yet_cannot_be_rated(client, place):
    case = ask(place, Asked("Kapan inflasi terbit?", email="b@example.org"))
    assert client.get(rating_path(case)).status_code == 409
