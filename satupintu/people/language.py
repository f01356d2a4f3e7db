"""The language of a page: what the visitor chose, else Indonesian. Never the browser's guess."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from satupintu.ui.choices import keep_choice

COOKIE = "bahasa"
KNOWN = {code for code, _ in settings.LANGUAGES}


class LanguageMiddleware:
    """An office's wall speaks Indonesian; a visitor's choice lasts in a cookie without identity.

    A page of visitors takes no cookie to act, so its choice is a link: `?bahasa=en`. Where cookies
    are blocked it holds for the page that the link opens.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get(COOKIE, "")
        chosen = asked if asked in KNOWN else request.COOKIES.get(COOKIE, "")
        with translation.override(chosen if chosen in KNOWN else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        if asked in KNOWN:
            keep(response, asked)
        return response


def keep(response: HttpResponse, language: str) -> None:
    """The language of this browser from now on."""
    keep_choice(response, COOKIE, language)
