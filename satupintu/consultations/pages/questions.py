"""*Pertanyaan saya*: those of the account or this browser, and following one without signing in."""

import re
from contextlib import suppress

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from satupintu.consultations.doorkeeper import CASES, PROVED, of_number
from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.prove import PURPOSE, proved, wanted
from satupintu.consultations.queries.mine import mine
from satupintu.people.access import OfficeRequest, account_of, open_to_all
from satupintu.people.actions import codes
from satupintu.people.actions.account_holders import same_address
from satupintu.people.actions.codes import CodeRefused, TooOften
from satupintu.people.fields import AddressField, code_refused
from satupintu.people.limits import address_of, within

TRIED = "tracked_tries"  # in the session: digits typed for a question that was not found
TRACKED = "tracked"  # in the session: the question whose code this browser has asked for
PER_ADDRESS, SECONDS = 30, 900.0


class TrackForm(forms.Form):
    """Number and address, both as they stand in the letter that confirmed the question."""

    number = forms.CharField(
        label=gettext_lazy("Nomor pertanyaan"), max_length=24,
        error_messages={"required": gettext_lazy("Tulis nomornya, misalnya K-2026-3300-00417.")},
    )  # fmt: skip
    email = AddressField(
        label=gettext_lazy("Alamat e-mail"), max_length=254,
        error_messages={"required": gettext_lazy("Tulis alamat e-mail dari saat bertanya.")},
    )  # fmt: skip

    def clean_number(self) -> str:
        """As it is kept; people type spaces, O for 0, or leave the zeros out."""
        typed = str(self.cleaned_data["number"]).upper().replace("O", "0")
        parts = re.fullmatch(r"K?\W*(\d{4})\W*(\d{4})\W*(\d{1,5})", typed.strip())
        if not parts:
            words = _("Nomor ini belum lengkap. Tulis seperti K-2026-3300-00417.")
            raise forms.ValidationError(words)
        return f"K-{parts[1]}-{parts[2]}-{parts[3]:0>5}"


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The questions this browser may open; without one, number and address lead to a code."""
    form = TrackForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    if request.method == "POST" and form.is_valid():
        _send_if_known(request, form.cleaned_data["number"], form.cleaned_data["email"])
        return redirect("question-track", office_code)
    account = account_of(request)
    held = (request.session.get(CASES, []), request.session.get(PROVED, []))
    rows = mine(request.office.pk, account.pk if account else None, *held)
    said = {"form": form, "rows": rows, "account": account}
    return render(request, "consultations/questions.html", said, status=400 if form.errors else 200)


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question_track(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The code from the letter; whether a letter went out is the same page for everybody."""
    problem = ""
    if request.method == "POST":
        try:
            return proved(request, _digits(request))
        except CodeRefused as refusal:
            problem = code_refused(refusal.left)
        except TooOften:
            problem = _("Terlalu sering dicoba. Tunggu sebentar, lalu coba lagi.")
    said = {"problem": problem, "has_errors": bool(problem)}
    return render(request, "consultations/track.html", said, status=400 if problem else 200)


def _send_if_known(request: OfficeRequest, number: str, email: str) -> None:
    request.session[TRACKED] = request.session[TRIED] = 0
    case = of_number(number)
    address = address_of(request)
    if not within("track", address, most=PER_ADDRESS, seconds=SECONDS):
        return
    if case is None or not same_address(case.email, email):
        return
    with suppress(TooOften):
        codes.send(wanted(request, case))
    request.session[TRACKED] = case.pk


def _digits(request: OfficeRequest) -> codes.Proof:
    address = address_of(request)
    case = Consultation.objects.filter(pk=request.session.get(TRACKED, 0)).first()
    code = codes.of_subject(PURPOSE, case.subject, case.email) if case else None
    typed = request.POST.get("code", "")
    if code is None and TRACKED in request.session:
        return _as_if(request, typed, address)
    return codes.by_digits(code, typed, typed_from=address)


def _as_if(request: OfficeRequest, typed: str, address: str) -> codes.Proof:
    """No letter went out, and the tries are told as if one had: what exists is told to nobody."""
    try:
        return codes.by_digits(None, typed, typed_from=address)
    except CodeRefused:
        tried = request.session.get(TRIED, 0)
        if codes.digits_in(typed):
            tried = request.session[TRIED] = tried + 1
        raise CodeRefused(max(0, codes.TRIES - tried)) from None
