"""What a reader sees when a page fails: plain words, and what was sent goes along to be sent again.

Asks neither the database nor the session, since these may be what is missing.
"""

import errno
import logging
import sys
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.views.defaults import bad_request

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
RETRY_SECONDS = 10
# Never written into a page: a secret belongs into its own field only.
SECRETS = ("password", "code", "secret")
TOKEN = "csrfmiddlewaretoken"
AGAIN = "again"  # in the token's place: the true one changes while its sender signs in anew

log = logging.getLogger(__name__)


def not_now(request: HttpRequest) -> HttpResponse:
    """The page instead of one that failed: 503 when room or the database is missing, else 500.

    An act is whole or not at all; the same press sent again happens once.
    """
    passing = will_pass(sys.exc_info()[1])
    sent = _sent(request) if request.method == "POST" else []
    said = {
        "sent": sent,
        "token": request.POST.get(TOKEN, "") if sent else "",
        "posted": request.method == "POST",
        "path": request.get_full_path(),
    }
    answer = HttpResponse(
        render_to_string("ui/trouble.html", said), status=503 if passing else 500,
        headers={"Cache-Control": "no-store"},
    )  # fmt: skip
    if passing:
        answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page instead of a request that cannot be read: 413 when more was typed than is taken.

    The words are not repeated, since they were not read: the browser still has them.
    """
    if not isinstance(exception, RequestDataTooBig):
        return bad_request(request, exception)
    answer = HttpResponse(render_to_string("ui/too_large.html"), status=413)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def signed_out(request: HttpRequest, sign_in: str) -> HttpResponse | None:
    """The page for words that came after the session had ended: sign in, then send them again.

    `sign_in` is the address where that is done. None when nothing but a button or a secret came,
    or when no form was sent: a page's own script asks for anything (*/*) and follows a redirect.
    """
    if request.method != "POST" or "text/html" not in request.headers.get("Accept", ""):
        return None
    sent = _sent(request)
    return _once_more(request, sent, AGAIN, sign_in=sign_in) if sent or request.FILES else None


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Instead of Django's page for a form of before the last sign-in (CSRF_FAILURE_VIEW).

    Sent again is only what a page of this very address has sent: nobody else's words get a button.
    """
    ours = urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()
    return _once_more(request, _sent(request) if ours else [], get_token(request))


class OnceMoreMiddleware:
    """ "Kirim lagi" works at the first press after a new sign-in: its page knows no new token.

    A browser names the page that sends (Origin): nobody else's page can press this button.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *page: object) -> None:
        """Stands before CsrfViewMiddleware and tells it that the sender is known."""
        if _again(request) and request.headers.get("Origin") in _own_addresses(request):
            request.csrf_processing_done = True  # type: ignore[attr-defined]


def _own_addresses(request: HttpRequest) -> list[str]:
    return [f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS]


def _again(request: HttpRequest) -> bool:
    # Only what this page makes: a form without a file, whose words are in memory already.
    plain = request.content_type == "application/x-www-form-urlencoded"
    return request.method == "POST" and plain and request.POST.get(TOKEN) == AGAIN


def _once_more(
    request: HttpRequest, sent: list[tuple[str, str]], token: str, **said: str
) -> HttpResponse:
    words = {"sent": sent, "path": request.get_full_path(), "token": token, **said}
    answer = HttpResponse(render_to_string("ui/once_more.html", words), status=403)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def will_pass(problem: BaseException | None) -> bool:
    """Whether the same request may well succeed later: a full disk, a database that restarts."""
    if isinstance(problem, OperationalError | InterfaceError):
        return True
    return isinstance(problem, OSError) and problem.errno in NO_ROOM


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of the form without its token; none when files or secrets were among them."""
    try:
        lists = [(name, values) for name, values in request.POST.lists() if name != TOKEN]
        fields = [(name, str(value)) for name, values in lists for value in values]
        whole = not request.FILES
    except (OSError, RequestDataTooBig, UnreadablePostError):
        return []
    secret = any(part in name for name, _ in fields for part in SECRETS)
    return fields if whole and not secret else []
