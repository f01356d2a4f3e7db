"""Rating at the kiosk, for who has no phone: by the number of the ticket or its code (HP-13)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from satupintu.feedback.actions import Answers, NotNow, rate, why_not
from satupintu.feedback.elements import SCORES
from satupintu.feedback.models import Rating
from satupintu.feedback.queries import ended_unrated
from satupintu.people.access import OfficeRequest, devices
from satupintu.people.cookieless import posted
from satupintu.people.limits import within
from satupintu.people.models import Device
from satupintu.walkin.pages.kiosk_frame import frame, unseen
from satupintu.walkin.queries.visits import Visit, visit_meant

DOOR = Rating.Door.KIOSK
PER_MACHINE, SECONDS = 30, 60


@devices(Device.Kind.KIOSK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk_rating(request: OfficeRequest, office_code: str) -> HttpResponse:
    """First the number, then four worded buttons, then thanks; the next one sees none of it."""
    if request.device is None:
        return _show(request, "elsewhere", status=403)
    asked = posted(request) or request.GET
    if "nomor" not in asked:
        return _show(request, "thanks" if "selesai" in request.GET else "number")
    if not within("kiosk-rating", str(request.device.pk), most=PER_MACHINE, seconds=SECONDS):
        return _show(request, "number", problem=_("Tunggu sebentar, lalu coba lagi."), status=429)
    visit = visit_meant(request.published, str(asked["nomor"]))
    problem = why_not_here(visit)
    if visit is None or problem:
        typed = "" if visit else asked["nomor"]  # a code that was scanned is not left to be read
        return _show(request, "number", problem=problem, typed=typed, status=400)
    # The question is asked by GET: the back button must not lead to a browser's warning.
    if request.method != "POST" or request.POST.get("nilai", "") not in {"1", "2", "3", "4"}:
        return _show(request, "score", ticket=visit)
    return _given(request, visit)


def why_not_here(visit: Visit | None) -> str:
    """Why this number cannot be rated at the kiosk, as the visitor is told; empty when it can."""
    if visit is None:
        return _("Nomor itu tidak ada hari ini. Tulis huruf dan angkanya, misalnya A-017.")
    try:
        why_not(visit, door=DOOR)
    except NotNow as refused:
        if refused.why == "given":
            return _("Nomor ini sudah dinilai. Terima kasih.")
        return _("Kunjungan dengan nomor ini belum selesai. Silakan menilai setelah dilayani.")
    return ""


def _given(request: OfficeRequest, visit: Visit) -> HttpResponse:
    try:
        rate(visit, Answers(score=int(request.POST["nilai"])), door=DOOR)
    except NotNow:
        return _show(request, "number", problem=why_not_here(visit), status=409)
    # Afterwards the address names no number: the back button leads to an empty question.
    return redirect(f"{reverse('kiosk-rating', args=[request.office.code])}?selesai=1")


def _show(request: OfficeRequest, step: str, *, status: int = 200, **more: Any) -> HttpResponse:
    if step == "number":
        more["codes"] = ended_unrated(request.published)
    faces = [(value, words, f"f{value}") for value, words in SCORES]
    problem = bool(more.get("problem"))
    context = frame(request, step=step, faces=faces, has_errors=problem, **more)
    return unseen(render(request, "feedback/kiosk_rating.html", context, status=status))
