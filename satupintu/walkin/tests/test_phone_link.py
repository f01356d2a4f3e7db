"""The visitor's link: needs no cookie, is told to nobody, loads little."""

import gzip
import re

import pytest
from django.test import Client

from satupintu.journal.models import Entry
from satupintu.walkin.pages.phone_script import script_address


@pytest.mark.proves("HP-1")
def test_acts_work_with_cookies_blocked_and_none_is_set(take):
    strict = Client(enforce_csrf_checks=True)
    mine = take()
    first = strict.get(f"/t/{mine.token}/")
    assert not first.cookies
    assert not strict.post(f"/t/{mine.token}/", {"act": "leave"}, HTTP_ORIGIN="null").cookies
    mine.refresh_from_db()
    assert mine.state == "left"


@pytest.mark.proves("HP-1")
@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site", "HTTP_ORIGIN": "null"},
    ],
)
def test_an_act_from_another_site_is_refused(client, take, headers):
    mine = take()
    assert client.post(f"/t/{mine.token}/", {"act": "leave"}, **headers).status_code == 403
    mine.refresh_from_db()
    assert mine.state == "waiting"


def test_one_link_cannot_fill_the_journal_and_wake_every_desk(client, take):
    mine, other = take(), take()
    for _ in range(20):
        client.post(f"/t/{mine.token}/", {"act": "leave"})
        client.post(f"/t/{mine.token}/", {"act": "undo_leave"})
    stepped = Entry.objects.filter(subject=mine.subject, event__contains="leave").count()
    assert stepped == 30
    answer = client.post(f"/t/{mine.token}/", {"act": "leave"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert "Tunggu sebentar" in answer.text
    assert client.get(f"/t/{mine.token}/").status_code == 200
    assert client.post(f"/t/{other.token}/", {"act": "leave"}).status_code == 302


@pytest.mark.proves("HP-1")
def test_the_link_is_told_to_nobody_and_kept_nowhere(client, take):
    headers = client.get(f"/t/{take().token}/").headers
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.proves("HP-1", "HP-4")
def test_a_first_load_is_at_most_forty_kilobytes_in_four_requests(client, take, place, desk):
    """Icons are drawn in the page; the stream is opened by the script and is not counted."""
    mine = [take() for _ in range(5)][-1]
    html = client.get(f"/t/{mine.token}/").content
    asked = re.findall(rb'<(?:link|script|img|source)[^>]*(?:href|src)="(?!data:)([^"]+)"', html)
    assert len(asked) + 1 <= 4
    sizes = [len(gzip.compress(html))]
    for address in asked:
        answer = client.get(address.decode())
        assert answer.status_code == 200
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        sizes.append(len(gzip.compress(content)))
    assert sum(sizes) <= 40 * 1024, sizes
    assert b"http-equiv" not in html


def test_the_script_may_be_kept_for_ever_under_its_own_address_only(client, db):
    assert "immutable" in client.get(script_address())["Cache-Control"]
    assert client.get("/t/phone.js?v=old")["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("others", [1, 30])
def test_a_longer_line_asks_the_database_no_more_often(
    client, place, take, desk, others, django_assert_num_queries
):
    for _ in range(others):
        take()
    mine = take()
    client.get(f"/t/{mine.token}/")
    with django_assert_num_queries(9):
        client.get(f"/t/{mine.token}/")


def test_what_a_visitor_did_is_in_the_journal_without_a_word_about_the_person(client, take):
    mine = take()
    client.post(f"/t/{mine.token}/", {"act": "leave"})
    entry = Entry.objects.latest("seq")
    assert (entry.event, entry.actor, entry.facts) == ("ticket.leave", "visitor", {})
