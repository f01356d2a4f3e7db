"""The code that came by e-mail is typed or pasted."""

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from satupintu.outbox.console import readable_here
from satupintu.people import account_gate
from satupintu.people.access import open_to_all
from satupintu.people.actions import codes
from satupintu.people.actions.account_holders import come_in
from satupintu.people.fields import CodeField, code_refused
from satupintu.people.limits import address_of
from satupintu.people.models import AccountCode


class CodeForm(forms.Form):
    """Six digits, however they were copied."""

    code = CodeField()
    remember = forms.BooleanField(
        label=gettext_lazy("Ingat saya di ponsel ini selama 30 hari"), required=False,
        help_text=gettext_lazy("Jangan dipilih di komputer bersama atau warnet."),
    )  # fmt: skip


@open_to_all
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def account_code(request: HttpRequest) -> HttpResponseBase:
    """The right code opens the account, in this browser, which asked for it."""
    asked = account_gate.asked(request)
    if asked is None or asked.purpose != codes.SIGN_IN:
        return redirect("account-sign-in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (answer := _opened(request, form, asked)):
        return answer
    context = {
        "form": form, "asked": asked, "press": uuid.uuid4().hex,
        "office": account_gate.office_behind(request, asked.back),
        "console": readable_here(request.META),
    }  # fmt: skip
    status = 400 if form.errors else 200
    return render(request, "people/account_code.html", context, status=status)


def _opened(request: HttpRequest, form: CodeForm, asked: AccountCode) -> HttpResponse | None:
    address = address_of(request)
    try:
        proof = codes.by_digits(asked, form.cleaned_data["code"], typed_from=address)
    except codes.CodeRefused as refused:
        form.add_error("code", code_refused(refused.left))
        return None
    except codes.TooOften:
        form.add_error("code", _("Terlalu banyak percobaan dari jaringan ini. Tunggu 15 menit."))
        return None
    return opened(request, proof, remember=form.cleaned_data["remember"])


def opened(request: HttpRequest, proof: codes.Proof, *, remember: bool) -> HttpResponse:
    """Whoever proved the address is in, and goes on to where they wanted."""
    office = account_gate.office_behind(request, proof.back)
    assert office is not None  # a code is always sent in the name of one
    account = come_in(proof, office_id=office.pk, language=get_language() or "")
    return account_gate.let_in(request, account, remember=remember, back=proof.back)
