"""The development console: what would have been sent, read on the machine itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from satupintu.outbox import console
from satupintu.outbox.queries import latest
from satupintu.people.access import open_to_all

SHOWN = 20


@open_to_all
@never_cache
@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """The newest letters of the sample office; elsewhere the page does not exist."""
    if not console.readable_here(request.META):
        raise Http404
    shown = latest(list(console.offices().values_list("pk", flat=True)), SHOWN)
    return render(request, "channels/console.html", {"letters": shown})
