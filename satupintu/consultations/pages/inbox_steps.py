"""Steps that need one press or one line: examined, gone on, assigned, laid aside, labelled."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.catalogue.models import INFORMATION
from satupintu.consultations.actions import closing
from satupintu.consultations.actions.assigning import assign, label, postpone, take_back_from
from satupintu.consultations.actions.examining import clear_and_complete, resume
from satupintu.consultations.actions.step import Refused
from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.inbox_door import asked_case, inbox_officers
from satupintu.consultations.pages.inbox_later import until_of
from satupintu.consultations.pages.inbox_show import refused
from satupintu.consultations.pages.inbox_write import FAULTS, to_case
from satupintu.consultations.queries.case import colleagues
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.rules.whole import whole


def step(
    request: OfficeRequest, pk: int, do: Callable[[Consultation], object], **typed: str
) -> HttpResponse:
    """Do it, or show the page again with the reason why not and with what was typed."""
    case = asked_case(request, pk)
    try:
        do(case)
    except FAULTS as fault:
        return refused(request, case, fault, **typed)
    return to_case(request, case)


@inbox_officers
@require_POST
def inbox_examine(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """*Jelas & lengkap*: the three days begin at this press (INB-4)."""
    ticked, about = request.POST.getlist("check"), request.POST.getlist("kinds")

    def do(case: Consultation) -> None:
        known = tuple(code for code, _name in INFORMATION if code in about)
        clear_and_complete(
            request.published, case, officer_id=request.user.pk, checklist=ticked, kinds=known
        )

    return step(request, pk, do)


@inbox_officers
@require_POST
def inbox_resume(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """What was missing came in another way."""
    how = request.POST.get("how", "")
    return step(
        request, pk,
        lambda case: resume(request.published, case, officer_id=request.user.pk, how=how),
        how=how,
    )  # fmt: skip


@inbox_officers
@require_POST
def inbox_assign(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """To me, to a colleague, or back to where nobody has it."""
    to, was = whole(request.POST.get("to")), whole(request.POST.get("was"))

    def do(case: Consultation) -> None:
        if to and to not in {each.pk for each in colleagues(request.published)}:
            raise Refused("not_here")
        assign(request.published, case, to or None, officer_id=request.user.pk, was=was or None)

    return step(request, pk, do)


@officers(Role.SUPERVISOR)
@require_POST
def inbox_take_back(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The supervisor frees what an absent officer has."""
    absent = whole(request.POST.get("officer"))
    if absent in {each.pk for each in colleagues(request.published)}:
        count = take_back_from(request.published, absent, officer_id=request.user.pk)
        messages.success(request, _("%(n)d percakapan kembali ke antrean bersama.") % {"n": count})
    return redirect("inbox", office_code)


@inbox_officers
@require_POST
def inbox_postpone(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """Laid aside until a moment before it is due; an empty one brings it back."""
    until = until_of(request.published, request.POST.get("until", ""))
    return step(
        request, pk,
        lambda case: postpone(request.published, case, until, officer_id=request.user.pk),
    )  # fmt: skip


@inbox_officers
@require_POST
def inbox_label(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """Labels and topic."""
    labels = request.POST.get("labels", "").replace('"', "").split(",")
    topic = request.POST.get("topic", "")
    return step(
        request, pk,
        lambda case: label(
            request.published, case, labels, officer_id=request.user.pk, topic=topic
        ),
        typed_labels=request.POST.get("labels", ""), typed_topic=topic,
    )  # fmt: skip


@inbox_officers
@require_POST
def inbox_reopen(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """Opened again by the officer, under the same number."""
    return step(
        request,
        pk,
        lambda case: closing.reopen(request.published, case, officer_id=request.user.pk),
    )


@inbox_officers
@require_POST
def inbox_undo_close(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """Closed, or merged, by mistake a moment ago."""

    def do(case: Consultation) -> None:
        closing.undo_close(request.published, case, officer_id=request.user.pk)
        messages.info(request, _("%(number)s terbuka lagi seperti semula.") % {
            "number": case.number,
        })  # fmt: skip

    return step(request, pk, do)
