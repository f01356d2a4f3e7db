"""Moments for a visit or a video meeting: the officer offers them, and tells what came of them."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from satupintu.appointments.actions import MOST, NotPossible, Slot
from satupintu.appointments.models import Appointment, Way
from satupintu.appointments.queries import of_case
from satupintu.appointments.workflow import State
from satupintu.consultations.actions import meeting
from satupintu.consultations.actions.talking import TEXT_LONGEST
from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.inbox_door import asked_case, inbox_officers
from satupintu.offices.published import Published
from satupintu.people.access import OfficeRequest
from satupintu.rules import clock
from satupintu.rules.typed_time import typed_day, typed_time
from satupintu.rules.uncut import TooLong
from satupintu.rules.whole import whole
from satupintu.rules.workflow import NotAllowed
from satupintu.ui.fields import one_newline, too_long

WORDS = {
    "none": gettext_lazy("Pilih paling sedikit satu waktu."),
    "unread": gettext_lazy("Tulis tanggal dan jamnya, misalnya 10.00."),
    "many": gettext_lazy("Tawarkan paling banyak tiga waktu."),
    "past": gettext_lazy("Waktu itu sudah lewat. Pilih waktu yang akan datang."),
    "closed": gettext_lazy("Kantor tutup pada waktu itu. Pilih waktu di dalam jam layanan."),
    "calendar": gettext_lazy("Kalender tahun itu belum dimuat. Pilih tanggal lain."),
    "busy": gettext_lazy("Petugas sudah punya janji pada waktu itu. Pilih waktu lain."),
    "link": gettext_lazy("Tempel tautan Zoom yang diawali https://."),
    "gone": gettext_lazy("Waktu itu tidak tersedia lagi. Pilih yang lain."),
    "late": gettext_lazy("Kurang dari satu jam lagi. Telepon kami bila tidak jadi."),
    "reason": gettext_lazy("Tulis alasannya. Pengguna akan membacanya."),
    "length": gettext_lazy("Tulis lama pertemuan antara 5 dan 180 menit."),
    "early": gettext_lazy("Pertemuan belum dimulai."),
}


@inbox_officers
@require_http_methods(["GET", "HEAD", "POST"])
def inbox_meetings(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """Offer up to three moments; what was typed stays when one of them cannot be."""
    case = asked_case(request, pk)
    wrong: dict[str, Any] = {"problem": "", "row_of_problem": 0, "link_wrong": False}
    if request.method == "POST":
        slots: dict[int, Slot] = {}
        try:
            slots = _slots(request.published, request.POST)
            link = request.POST.get("link", "").strip()
            meeting.offer(
                request.published, case, [*slots.values()], officer_id=request.user.pk, link=link
            )
        except NotPossible as why:
            wrong = {"problem": str(WORDS[why.reason]), "row_of_problem": _row(why, slots),
                     "link_wrong": why.reason == "link"}  # fmt: skip
        else:
            messages.success(request, _("Waktu ditawarkan kepada pengguna."))
            return redirect("inbox-meetings", office_code, pk)
    return _page(request, case, **wrong)


@inbox_officers
@require_POST
def inbox_meeting_act(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """Held with its minutes, missed, or called off with a reason."""
    case = asked_case(request, pk)
    appointment = appointment_of(case, request.POST.get("meeting"))
    said = one_newline(request.POST.get("said", ""))
    refused = too_long(said, TEXT_LONGEST) or _settled(request, case, appointment, said)
    if refused:
        address = reverse("inbox-meetings", args=[office_code, pk])
        return _page(
            request, case, refused=refused, about=appointment.pk, said=said, address=address
        )
    return redirect("inbox-meetings", office_code, pk)


def _page(request: OfficeRequest, case: Consultation, **more: Any) -> HttpResponse:
    problems = [more.get(name) for name in ("problem", "refused")]
    said = {
        "case": case, "has_errors": any(problems), "rows": _typed(request),
        "meetings": of_case(case.subject).exclude(state=State.WITHDRAWN), "ways": Way.choices,
        "link": request.POST.get("link", ""), "zone": request.published.zone, "now": clock.now(),
        "longest": TEXT_LONGEST, **more,
    }  # fmt: skip
    status = 400 if said["has_errors"] else 200
    return render(request, "consultations/inbox_meetings.html", said, status=status)


def _settled(
    request: OfficeRequest, case: Consultation, appointment: Appointment, said: str
) -> str:
    """Why it cannot be done; "" when it was done."""
    place, by = request.published, request.user.pk
    try:
        match request.POST.get("act"):
            case "hold":
                meeting.hold(place, appointment, said, officer_id=by)
            case "miss":
                meeting.miss(place, case, appointment, officer_id=by)
            case "cancel":
                meeting.cancel(place, case, appointment, officer_id=by, reason=said)
    except NotPossible as why:
        return str(WORDS[why.reason])
    except TooLong as why:
        return too_long(why.text, why.longest)
    except NotAllowed:
        return _("Keadaan pertemuan ini sudah berubah.")
    return ""


def appointment_of(case: Consultation, pk: str | None) -> Appointment:
    """The appointment of this consultation with this id. Raises Http404."""
    found = Appointment.objects.filter(
        about=case.subject, pk=whole(pk)
    ).select_related("office", "officer").first()  # fmt: skip
    if found is None:
        raise Http404
    return found


def _typed(request: OfficeRequest) -> list[dict[str, str]]:
    names, given = ("day", "at", "way", "minutes"), request.POST
    return [{name: given.get(f"{name}{n}", "") for name in names} for n in range(1, MOST + 1)]


def _row(why: NotPossible, slots: dict[int, Slot]) -> int:
    """Which row of the form is meant: rows may stay empty, so it is not always the nth moment."""
    return why.nth if why.reason in {"unread", "length"} else [0, *slots][why.nth]


def _length(minutes: str, n: int) -> int:
    length = whole(minutes)
    if not 5 <= length <= 180:
        raise NotPossible("length", n)
    return length


def _slots(place: Published, given: Any) -> dict[int, Slot]:
    """The rows that were filled in. Raises NotPossible for one: unread, length."""
    found = {}
    for n in range(1, MOST + 1):
        day, at = given.get(f"day{n}", "").strip(), given.get(f"at{n}", "").strip()
        if not day and not at:
            continue
        on, hour = typed_day(day), typed_time(at)
        if on is None or hour is None:
            raise NotPossible("unread", n)
        moment = datetime.combine(on, hour, place.zone)
        way = Way.ZOOM if given.get(f"way{n}") == Way.ZOOM else Way.VISIT
        length = _length(given.get(f"minutes{n}", "").strip() or "30", n)
        found[n] = Slot(way, moment, length)
    return found
