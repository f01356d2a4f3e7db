"""The page behind the link in the letter: it changes nothing until its button is pressed."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from satupintu.people import account_gate
from satupintu.people.access import open_to_all
from satupintu.people.actions import codes
from satupintu.people.pages.account_code import opened


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Mail scanners look and go; a person presses, and is in."""
    code = codes.of_link(token, codes.SIGN_IN)
    if request.method == "POST":
        try:
            proof = codes.by_link(token, codes.SIGN_IN)
        except codes.CodeRefused:
            code = None
        else:
            return opened(request, proof, remember=request.POST.get("remember") == "on")
    # The address is shown half: so that nobody presses a stranger's link for their own.
    context = {
        "email": code.email if code else "",
        "office": account_gate.office_behind(request, code.back if code else ""),
    }
    status = 200 if code else 410
    return render(request, "people/account_link.html", context, status=status)
