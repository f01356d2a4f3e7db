"""Proving the asker's address by the code or the link that was mailed; the question stays kept."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from satupintu.consultations.actions.asking import confirm_person, find, write_to
from satupintu.consultations.doorkeeper import askers, let_in
from satupintu.consultations.models import Consultation
from satupintu.consultations.workflow import State
from satupintu.offices.published import published
from satupintu.outbox.console import readable_here
from satupintu.people import account_gate
from satupintu.people.access import OfficeRequest, open_to_all
from satupintu.people.actions import codes
from satupintu.people.actions.account_holders import come_in, same_address
from satupintu.people.actions.codes import CodeRefused, Proof, TooOften, Wanted
from satupintu.people.fields import AddressField, code_refused, sent_again
from satupintu.people.limits import address_of, within
from satupintu.people.models import AccountCode
from satupintu.ui import formats

PURPOSE = "question"
MENDED_MOST = 10  # an hour


def send_code(request: OfficeRequest, case: Consultation) -> None:
    """A further code goes to the asker's address; the question waits at the office meanwhile."""
    try:
        codes.send(wanted(request, case))
    except TooOften as refusal:
        messages.warning(request, too_often_words(request, refusal))
    else:
        messages.success(request, sent_again())


def send_code_along(
    request: OfficeRequest, case: Consultation, others: Sequence[AccountCode]
) -> None:
    """The same inside the act that sends the question; `others` went to this address lately."""
    try:
        codes.send_along(wanted(request, case), others)
    except TooOften as refusal:
        messages.warning(request, too_often_words(request, refusal))


def too_often_words(request: OfficeRequest, refusal: TooOften) -> str:
    """No code for now, when the next one is possible, and what helps until then."""
    if refusal.until is None:
        return _("Terlalu sering dicoba. Tunggu sebentar, lalu coba lagi.")
    zone = request.published.zone
    # The next whole minute: a press at the minute that was named must work.
    at = refusal.until + timedelta(seconds=59)
    said = {"at": formats.clock(at, zone), "zone": request.office.zone}
    if request.published.local(at).date() == request.published.day:
        when = _("Kode baru dapat dikirim lagi pukul %(at)s %(zone)s.") % said
    else:
        day = formats.long_date(at, zone)
        when = _("Kode baru dapat dikirim lagi %(day)s pukul %(at)s %(zone)s.") % {
            **said,
            "day": day,
        }
    return f"{when} " + _("Pakai kode di surat terakhir, periksa juga folder spam.")


def wanted(request: OfficeRequest, case: Consultation, *, press: str = "") -> Wanted:
    """What the letter with the code says."""
    return Wanted(
        office=request.office, email=case.email, purpose=PURPOSE, subject=case.subject,
        heading=_("Kode untuk pertanyaan %(number)s") % {"number": case.number},
        says=_("Dengan kode ini Anda membuka pertanyaan %(number)s dan jawabannya.")
        % {"number": case.number},
        link=lambda token: reverse("question-link", args=[request.office.code, token]),
        press=press, asked_from=address_of(request),
    )  # fmt: skip


class AddressForm(forms.Form):
    """Where the code goes, while the address is not proved."""

    email = AddressField(
        label=gettext_lazy("Alamat e-mail yang benar"), max_length=254,
        error_messages={"required": gettext_lazy("Tulis alamat e-mail, misalnya nama@contoh.id.")},
    )  # fmt: skip


@askers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question_prove(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """Six digits to type or paste; the question is already kept under its number."""
    if case.email_confirmed_at:
        return redirect("question-sent", request.office.code, case.number)
    problem = ""
    if request.method == "POST" and "again" in request.POST:
        send_code(request, case)
        return redirect("question-prove", request.office.code, case.number)
    if request.method == "POST":
        try:
            code = codes.of_subject(PURPOSE, case.subject, case.email)
            typed, address = request.POST.get("code", ""), address_of(request)
            return proved(request, codes.by_digits(code, typed, typed_from=address))
        except CodeRefused as refusal:
            problem = code_refused(refusal.left)
        except TooOften as refusal:
            problem = too_often_words(request, refusal)
    return _page(request, case, AddressForm(), problem)


@askers
@never_cache
@require_POST
def question_address(request: OfficeRequest, case: Consultation) -> HttpResponse:
    """The address was mistyped: the code goes to another one, those sent before open nothing."""
    form = AddressForm(request.POST)
    if not case.email_confirmed_at and not form.is_valid():
        return _page(request, case, form)
    if not within("mend", case.subject, most=MENDED_MOST, seconds=3600.0):
        messages.warning(request, too_often_words(request, TooOften()))
    elif not case.email_confirmed_at:
        write_to(request.published, case, form.cleaned_data["email"])
        codes.end_all(PURPOSE, case.subject)
        send_code(request, case)
    return redirect("question-prove", request.office.code, case.number)


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question_link(request: OfficeRequest, office_code: str, token: str) -> HttpResponse:
    """The link in the letter: looking burns nothing, pressing the button opens the question."""
    if request.method == "POST":
        with suppress(CodeRefused):
            return proved(request, codes.by_link(token, PURPOSE))
    works = codes.of_link(token, PURPOSE) is not None
    status = 200 if works else 410
    return render(request, "consultations/link.html", {"works": works}, status=status)


def _page(
    request: OfficeRequest, case: Consultation, form: AddressForm, problem: str = ""
) -> HttpResponse:
    wrong = bool(problem or form.errors)
    said = {"case": case, "problem": problem, "form": form, "has_errors": wrong,
            "console": readable_here(request.META)}  # fmt: skip
    return render(request, "consultations/prove.html", said, status=400 if wrong else 200)


def proved(request: OfficeRequest, proof: Proof) -> HttpResponse:
    """The address is proved: the question is theirs, and this browser may open it."""
    case = find(proof.subject)
    account = come_in(proof, office_id=request.office.pk, language=get_language() or "")
    if same_address(case.email, account.email):
        # Whoever comes back wants the conversation; only a question just sent is confirmed.
        new = case.email_confirmed_at is None and case.state == State.SENT
        there = case.office.code  # by now perhaps another office's than the letter's
        confirm_person(published(there), case, account)
        back = reverse("question-sent" if new else "question", args=[there, case.number])
        answer = account_gate.let_in(request, account, remember=False, back=back)
        let_in(request, case, proved=True)
        return answer
    return redirect("questions", request.office.code)
