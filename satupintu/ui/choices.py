"""What somebody has chosen for this browser: a language, how close the rows of a list stand."""

from django.conf import settings
from django.http import HttpResponse

KEPT_SECONDS = 365 * 86400


def keep_choice(response: HttpResponse, cookie: str, choice: str) -> None:
    """The choice goes into the browser, for a year, without anybody's identity."""
    response.set_cookie(
        cookie, choice, max_age=KEPT_SECONDS, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
