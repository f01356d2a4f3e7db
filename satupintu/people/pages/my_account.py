"""A visitor's own page: visits proved to be theirs, devices, the right to be forgotten."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from satupintu.people import account_gate
from satupintu.people.access import OfficeRequest, account_holders
from satupintu.people.actions import account_holders as holders
from satupintu.people.histories import history


@account_holders
@require_GET
def my_account(request: OfficeRequest) -> HttpResponseBase:
    """What belongs to this address; nothing that somebody merely wrote it under."""
    account = request.account
    holders.seen(account)
    context = {
        "account": account,
        "history": history(account),
        "passkeys": list(account.passkeys.order_by("pk")),
        "office": account_gate.office_behind(request, ""),
    }
    return render(request, "people/my_account.html", context)


@account_holders
@require_POST
def my_devices_leave(request: OfficeRequest) -> HttpResponseBase:
    """Signed out everywhere, here too."""
    holders.leave_all_devices(request.account)
    account_gate.leave(request)
    return redirect("account-sign-in")


@account_holders
@require_http_methods(["GET", "HEAD", "POST"])
def my_erasure(request: OfficeRequest) -> HttpResponseBase:
    """The wish to be forgotten: asked, confirmed on this page, or taken back."""
    office = account_gate.office_behind(request, "")
    if request.method == "POST" and office:
        if request.POST.get("act") == "keep":
            holders.keep_after_all(request.account, office_id=office.pk)
            messages.success(request, _("Permintaan menghapus data dibatalkan."))
        else:
            holders.ask_erasure(request.account, office_id=office.pk)
            messages.success(request, _("Permintaan Anda tercatat."))
        return redirect("my-erasure")
    context = {"account": request.account, "office": office}
    return render(request, "people/my_erasure.html", context)
