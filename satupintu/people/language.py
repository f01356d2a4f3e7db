"""The language of a page: what the visitor chose, else Indonesian. Never the browser's guess."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

COOKIE = "bahasa"
KEPT_SECONDS = 365 * 86400
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
    """The choice goes into the browser, for a year."""
    options: dict[str, Any] = {"samesite": "Lax", "secure": settings.SESSION_COOKIE_SECURE}
    response.set_cookie(COOKIE, language, max_age=KEPT_SECONDS, httponly=True, **options)
