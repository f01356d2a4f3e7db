"""What nobody can have typed or followed is refused before a page or a database meets it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict
from django.template.loader import render_to_string

LARGEST = 2**63 - 1  # of any row's number, in both databases


class ImpossibleMiddleware:
    """Text with a NUL is no text for PostgreSQL; a number beyond every row names no page.

    The address of an act is no page to open; a browser that comes back to one reads what to do.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED and request.method == "GET":
            answer.content = render_to_string("404.html", request=request).encode()
        return answer

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Raises Http404 for an address that can name nothing."""
        for value in kwargs.values():
            if "\0" in str(value) or (isinstance(value, int) and value > LARGEST):
                raise Http404
        if _nul(request.GET) or (request.method == "POST" and _nul(request.POST)):
            return HttpResponseBadRequest()
        return None


def _nul(given: QueryDict) -> bool:
    return any("\0" in each for name, values in given.lists() for each in (name, *values))
