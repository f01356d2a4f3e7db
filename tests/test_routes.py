"""Who may enter: walks every address that the product answers."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, include, path, resolve
from django.urls.resolvers import RoutePattern

from conftest import an_officer
from satupintu.people.models import Role

MARKS = re.compile(r"all|ticket|account|asker|owner of the file|signed in|officers: .+|device: .+")
# What a part of an address is filled with: by its name, else by its kind. What it points at need
# not exist, since who may enter is decided before anything is looked up.
BY_NAME = {"kind": "kiosk", "service": "consultation", "service_code": "consultation"}
BY_CONVERTER = {
    "int": "1",
    "str": "x",
    "slug": "x",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "path": "x",
    "date": "2026-07-22",
    "day": "2026-07-22",
    "month": "2026-07",
}


@dataclass(frozen=True)
class Route:
    """An address of the product, as written, with the page behind it."""

    address: str
    page: Callable[..., Any]
    parts: tuple[str, ...]

    @property
    def mark(self) -> str:
        return getattr(self.page, "access", "")

    def path(self, office_code: str) -> str:
        def fill(found: re.Match[str]) -> str:
            kind, name = found["kind"] or "str", found["name"]
            return office_code if name == "office_code" else BY_NAME.get(name) or BY_CONVERTER[kind]

        return "/" + PART.sub(fill, self.address)

    def __str__(self) -> str:
        return f"/{self.address} ({self.mark or 'no mark'})"


PART = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


def routes() -> list[Route]:
    return list(_below(get_resolver(), ""))


def _below(branch: URLResolver, prefix: str) -> Iterator[Route]:
    for entry in branch.url_patterns:
        assert isinstance(entry.pattern, RoutePattern), f"{entry} is not written with path()"
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Route(
                address, entry.callback, tuple(found["name"] for found in PART.finditer(address))
            )
        else:
            yield from _below(entry, address)


def guarded() -> list[Route]:
    """Routes of one office that are for its officers or its machines."""
    return [
        one
        for one in routes()
        if "office_code" in one.parts and one.mark.startswith(("officers", "device"))
    ]


@pytest.mark.proves("LAW-3")
def test_every_route_says_who_may_enter():
    unmarked = [str(one) for one in routes() if not MARKS.fullmatch(one.mark)]
    assert not unmarked, "\n".join(unmarked)


@pytest.mark.proves("LAW-3")
def test_a_route_for_officers_names_its_office():
    """Else nobody could tell whose officer may enter."""
    nowhere = [
        str(one)
        for one in routes()
        if one.mark.startswith(("officers", "device")) and "office_code" not in one.parts
    ]
    anybodys = [
        str(one) for one in routes() if one.mark == "signed in" and set(one.parts) - {"language"}
    ]
    assert (nowhere, anybodys) == ([], [])


def test_the_walk_reaches_the_page_it_means(office):
    strayed = [str(one) for one in routes() if resolve(one.path(office.code)).func is not one.page]
    assert not strayed, "\n".join(strayed)


@pytest.mark.proves("LAW-3")
def test_another_offices_officer_finds_nothing(office, other_officer, client: Client):
    client.force_login(other_officer)
    entered = [
        f"{one}: {method} gave {status}"
        for one in guarded()
        for method, status in answers(client, one.path(office.code))
        if status != 404
    ]
    assert guarded()
    assert not entered, "\n".join(entered)


@pytest.mark.proves("LAW-3")
def test_without_signing_in_nobody_enters(office, client: Client):
    entered = [
        f"{one}: {method} gave {status}"
        for one in guarded()
        for method, status in answers(client, one.path(office.code))
        if status not in {302, 404}
    ]
    assert not entered, "\n".join(entered)


def test_an_officer_of_the_office_is_not_sent_away_as_a_stranger(office, officer, client: Client):
    """So that the two tests above cannot pass by an address that nobody can enter."""
    client.force_login(officer)
    refused = [
        str(one)
        for one in guarded()
        if one.parts == ("office_code",)
        if {status for _, status in answers(client, one.path(office.code))} == {404}
    ]
    assert not refused, "\n".join(refused)


@pytest.mark.proves("LAW-3")
def test_neither_strangers_nor_officers_open_a_page_of_an_account(office, officer, client: Client):
    of_accounts = [one for one in routes() if one.mark == "account"]
    signed_in = Client()
    signed_in.force_login(officer)
    entered = [
        f"{one}: {method} gave {status}"
        for one in of_accounts
        for browser in (client, signed_in)
        for method, status in answers(browser, one.path(office.code))
        if status != 302
    ]
    assert of_accounts
    assert not entered, "\n".join(entered)


def answers(client: Client, path: str) -> Iterator[tuple[str, int]]:
    """What GET and POST are answered; a method that the page does not know tells nothing."""
    for method in ("get", "post"):
        status = getattr(client, method)(path).status_code
        if status != 405:
            yield method.upper(), status


def test_a_number_that_no_database_holds_is_nothing_that_exists(
    office, signed_in, monkeypatch: pytest.MonkeyPatch
):
    client = signed_in(an_officer(office, "semua", "Semua", *Role))
    client.raise_request_exception = False
    monkeypatch.setitem(BY_CONVERTER, "int", str(10**30))
    numbered = [one for one in routes() if "<int:" in one.address]
    broken = [
        f"{method} {one}: {status}"
        for one in numbered
        for method, status in answers(client, one.path(office.code))
        if status >= 500
    ]
    assert len(numbered) > 50
    assert not broken, "\n".join(broken)


# --- the walk itself can fail ------------------------------------------------------------------


def forgotten(request: HttpRequest, office_code: str) -> HttpResponse:
    return HttpResponse("anybody may read this")


def pretended(request: HttpRequest, office_code: str) -> HttpResponse:
    return HttpResponse("marked, but nothing behind the mark")


pretended.access = "officers: any"  # type: ignore[attr-defined]
urlpatterns = [
    path(
        "o/<str:office_code>/",
        include([path("forgotten/", forgotten), path("pretended/", pretended)]),
    )
]


@pytest.mark.urls(__name__)
def test_the_walk_sees_a_page_without_a_mark_and_one_that_only_pretends(
    office, other_officer, client: Client
):
    client.force_login(other_officer)
    assert [one.address for one in routes() if not MARKS.fullmatch(one.mark)] == [
        "o/<str:office_code>/forgotten/"
    ]
    assert [list(answers(client, one.path(office.code))) for one in guarded()] == [
        [("GET", 200), ("POST", 200)]
    ]
