"""Messages to an officer: their store is opened by a page that has one to say or to show."""

from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.messages.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty


class QuietMessageMiddleware(MessageMiddleware):
    """A machine's press opens none."""

    def process_request(self, request: HttpRequest) -> None:
        """See MessageMiddleware."""
        store = SimpleLazyObject(lambda: default_storage(request))
        request._messages = store  # type: ignore[attr-defined]

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Nothing is kept where nothing was opened."""
        store = getattr(request, "_messages", None)
        if getattr(store, "_wrapped", None) is empty:
            return response
        return super().process_response(request, response)
