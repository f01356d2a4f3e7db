"""Pages of visitors that must work with cookies blocked: acts without Django's CSRF cookie.

Nothing such a page does rests on who the browser is signed in as, so there is no authority that a
foreign page could borrow. See docs/decisions/acts-without-cookies.md.
"""

from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.views.decorators.csrf import csrf_exempt

from satupintu.people.access import Page

READS = frozenset({"GET", "HEAD", "OPTIONS"})


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
    """The same for pages whose address is the key to them: it is told to nobody else."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = page(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return acts_without_cookies(guarded)


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
