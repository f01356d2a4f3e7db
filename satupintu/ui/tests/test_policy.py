"""The content security policy: on every page, and a page may have its own."""

import pytest
from csp.constants import HEADER, SELF
from csp.decorators import csp_update
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from satupintu.ui.policy import PolicyMiddleware


@csp_update({"media-src": ["media.example"]})
def own(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@pytest.mark.django_db
def test_every_answer_carries_the_policy_of_the_settings(client: Client) -> None:
    for path in ("/", "/nowhere/"):
        policy = client.get(path)[HEADER]
        assert policy == build_policy()
        assert f"script-src {SELF}" in policy


def test_a_page_may_ask_for_a_policy_of_its_own() -> None:
    answer = PolicyMiddleware(own)(RequestFactory().get("/"))
    assert "media.example" in answer[HEADER]  # type: ignore[index]


def test_what_a_page_has_set_itself_stays() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={HEADER: "sandbox"})

    assert PolicyMiddleware(page)(RequestFactory().get("/"))[HEADER] == "sandbox"  # type: ignore[index]
