"""How every settings page behaves: the effect first, then saving, then the same page again."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from satupintu.administration.sections import open_to
from satupintu.offices.actions.dates import PastDay
from satupintu.people.access import OfficeRequest
from satupintu.ui import formats

SEEN = "seen"  # posted by the button beside the effect: what the effect was reckoned from
EFFECT = "effect"
NOT_ANSWERS = {"csrfmiddlewaretoken", SEEN, "more"}


def show(request: OfficeRequest, page: str, **context: Any) -> HttpResponse:
    """The page inside the settings; 400 when one of its forms has a problem."""
    shown = [one for one in context.values() if isinstance(one, forms.BaseForm)]
    bad = any(form.is_bound and form.errors for form in shown)
    context |= {"sections": open_to(request), "has_errors": bad, "forms": shown}
    context |= {"fingerprint": fingerprint(request), "zone": request.published.zone}
    if request.headers.get("X-Part") == EFFECT:  # asked while somebody types: never a fault
        part = render(request, "administration/save.html", context)
        if hear := context.get("hear"):  # a call as it would sound with what is typed
            part["X-Words"], part["X-Hear"] = quote(hear["words"]), quote(hear["clips"])
        return part
    status = 400 if bad else 200
    return render(request, f"administration/{page}.html", context, status=status)


def effect_was_seen(request: OfficeRequest) -> bool:
    """Whether exactly these answers were sent after their effect had been shown (ADM-1)."""
    return request.POST.get(SEEN) == fingerprint(request)


def fingerprint(request: OfficeRequest) -> str:
    """What the answers of this request are known by."""
    answers = sorted((k, v) for k, v in request.POST.lists() if k not in NOT_ANSWERS)
    return sha256(repr(answers).encode()).hexdigest()[:16]


def saved(
    request: OfficeRequest,
    form: forms.BaseForm,
    act: Callable[[], object],
    refusals: Mapping[type[Exception], tuple[str | None, Callable[[Any], str | Sequence[str]]]]
    | None = None,
    *,
    day: str = "valid_from",
    words: str = "",
) -> bool:
    """Does it and says so; a refusal becomes a problem beside the field it is about."""
    known = refusals or {}
    try:
        act()
    except PastDay as past:
        form.add_error(day if day in form.fields else None, past_words(past))
    except tuple(known) as refused:
        field, say = known[type(refused)]
        form.add_error(field, say(refused))
    else:
        messages.success(request, words or _("Tersimpan."))
        return True
    return False


def past_words(past: PastDay) -> str:
    """Why a day is too early, and the earliest that may be taken."""
    day = formats.long_date(past.earliest)
    return _("Pilih %(day)s atau sesudahnya: yang sudah lewat tidak diubah.") % {"day": day}


def tried(request: OfficeRequest, act: Callable[[], object], words: str = "") -> None:
    """Does something that has no form; says how it went."""
    try:
        act()
    except PastDay:
        messages.error(request, _("Ini sudah berlaku, jadi tidak bisa ditarik kembali."))
    else:
        messages.success(request, words or _("Tersimpan."))
