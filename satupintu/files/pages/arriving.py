"""Uploads in pieces, for the script of the upload field; without it the form brings files itself.

Only the session that began an upload may go on with it; for everybody else it does not exist.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from satupintu.files.accepted import ALLOWED, CHUNK, KINDS
from satupintu.files.access import OfficeRequest, allowed_now, by_its_owner, holder, household
from satupintu.files.actions import arriving
from satupintu.files.models import Arrival, StoredFile
from satupintu.files.refusals import Refused, sentence
from satupintu.offices.acts import officer
from satupintu.rules.whole import whole

BEGUN, IN_SECONDS = 120, 600  # of one address: a whole hall may share it


@by_its_owner
@never_cache
@require_POST
def begin(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Says that a file comes: where its pieces go and how large they may be."""
    name = request.POST.get("name", "")[:300]
    if not allowed_now(request, most=BEGUN, seconds=IN_SECONDS):
        return _refused(Refused("busy", name), status=429)
    size = request.POST.get("size", "")
    try:
        mine = holder(request, begin=True)
        number = whole(size)
        arrival = arriving.begin(
            request.office.pk, name, number, holder=mine, household=household(request)
        )
    except Refused as refusal:
        return _refused(refusal)
    return JsonResponse({"key": arrival.key, "received": 0, "chunk": CHUNK}, status=201)


@by_its_owner
@never_cache
@require_http_methods(["GET", "POST"])
def piece(request: OfficeRequest, office_code: str, key: str) -> HttpResponse:
    """GET: how far it is. POST: the next piece; the last one makes the file."""
    arrival = _mine(request, key)
    if request.method == "GET":
        return JsonResponse({"key": key, "received": arrival.received, "chunk": CHUNK})
    offset, data = request.POST.get("offset", ""), request.FILES.get("piece")
    if not offset.isdecimal() or len(offset) > 12 or data is None or (data.size or 0) > CHUNK:
        return _refused(Refused("failed", arrival.name), status=400)
    try:
        arriving.add(arrival, int(offset), data.read())
        if arrival.received < arrival.size:
            return JsonResponse({"key": key, "received": arrival.received})
        return JsonResponse(
            told(arriving.finish(arrival, actor=_actor(request), kinds=_kinds(request)))
        )
    except arriving.Elsewhere as elsewhere:
        return JsonResponse({"key": key, "received": elsewhere.received}, status=409)
    except Refused as refusal:
        arriving.give_up(arrival)
        return _refused(refusal)


@by_its_owner
@never_cache
@require_POST
def cancel(request: OfficeRequest, office_code: str, key: str) -> HttpResponse:
    """The person does not want to send it: nothing of it is left."""
    arriving.give_up(_mine(request, key))
    return HttpResponse(status=204)


def told(file: StoredFile) -> dict[str, Any]:
    """A kept file as the script shows it."""
    words = _("Sedang diperiksa") if file.waiting else _("Terkirim")
    return {"file": file.key, "name": file.name, "size": file.size, "words": words}


def _mine(request: OfficeRequest, key: str) -> Arrival:
    mine = holder(request)
    found = Arrival.objects.filter(key=key, office=request.office, holder=mine or "-").first()
    if found is None:
        raise Http404
    return found


def _actor(request: HttpRequest) -> str:
    return officer(request.user.pk) if request.user.is_authenticated else "person"


def _kinds(request: HttpRequest) -> tuple[str, ...]:
    asked = tuple(code for code in request.POST.get("kinds", "").split() if code in KINDS)
    return tuple(code for code in asked if code in ALLOWED) or ALLOWED


def _refused(refusal: Refused, status: int = 422) -> HttpResponse:
    words = sentence(refusal.reason, refusal.name, refusal.kinds)
    return JsonResponse({"reason": refusal.reason, "words": words}, status=status)
