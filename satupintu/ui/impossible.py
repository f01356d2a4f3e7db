"""What nobody can have typed or followed is refused before a page or a database meets it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, QueryDict

LARGEST = 2**63 - 1  # of any row's number, in both databases


class ImpossibleMiddleware:
    """Text with a NUL is no text for PostgreSQL; a number beyond every row names no page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

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
