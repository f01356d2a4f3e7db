"""Pages of visitors that must work with cookies blocked: acts without Django's CSRF cookie.

Nothing such a page does rests on who the browser is signed in as, so there is no authority that a
foreign page could borrow. See docs/decisions/acts-without-cookies.md.
"""

from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from satupintu.people.access import Page
from satupintu.people.limits import within

READS = frozenset({"GET", "HEAD", "OPTIONS"})
ACTS, IN_SECONDS = 30, 60  # of one link: more than anybody presses, few enough for the journal


def acts_without_cookies(page: Page) -> Page:
    """Acts are taken from this site's own pages only; the answer is never stored."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in READS and from_elsewhere(request):
            raise PermissionDenied
        response = page(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return csrf_exempt(guarded)


def private_link(page: Page) -> Page:
    """The same for pages whose address is the key to them: it is told to nobody else.

    Whoever holds the link may not wake every desk without end: each act is written down.
    """

    @wraps(page)
    def guarded(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        acts = request.method not in READS
        if acts and not within("link", token, most=ACTS, seconds=IN_SECONDS):
            return _wait()
        response = page(request, *args, token=token, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return acts_without_cookies(guarded)


def _wait() -> HttpResponse:
    words = _("Tunggu sebentar, lalu coba lagi.")
    headers = {"Retry-After": str(IN_SECONDS)}
    return HttpResponse(words, "text/plain; charset=utf-8", status=429, headers=headers)


def from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that a page of another site sends this.

    Under `no-referrer` browsers send `Origin: null` with our own forms too, so null alone does not
    count; `Sec-Fetch-Site` is the better witness, but only comes over HTTPS and from this machine.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin", "null")
    return origin != "null" and urlsplit(origin).netloc != request.get_host()


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is made from: an act in which nothing was chosen is an act all the same."""
    return request.POST if request.method == "POST" else None
