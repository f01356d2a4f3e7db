"""The calls of the board as text on one's own phone, for who cannot hear or see the board."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from satupintu.people.access import OfficeRequest, open_to_all
from satupintu.walkin.pages.display import shown, words
from satupintu.walkin.queries.snapshot import calls as calls_now


@open_to_all
@never_cache
@require_safe
def calls(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The newest calls; no number is needed to read them (DSP-13)."""
    found = [shown(request.published, call) for call in calls_now(request.published)]
    context = {"called": found[0] if found else None, "others": found[1:], "words": words()}
    return render(request, "walkin/calls.html", context)
