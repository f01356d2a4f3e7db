"""Rating on the visitor's own phone: one touch, then two steps that may be left out (HP-12)."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from satupintu.feedback.actions import COMMENT_LONGEST, Answers, NotNow, rate, why_not
from satupintu.feedback.elements import ELEMENTS, SCORES
from satupintu.feedback.models import Rating
from satupintu.feedback.queries import rating_of
from satupintu.offices.published import published
from satupintu.people.access import ticket_holders
from satupintu.people.cookieless import posted, private_link
from satupintu.walkin.queries.visits import Visit, visit_of_token

METHODS = require_http_methods(["GET", "HEAD", "POST"])
DOOR = Rating.Door.PHONE
TOO_LONG = {"max_length": _("Tulis paling banyak 1.200 huruf. Sekarang %(show_value)d.")}


class ElementsForm(forms.Form):
    """The nine elements; every one may be left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for element in ELEMENTS:
            self.fields[element.name] = forms.TypedChoiceField(
                label=str(element.question), choices=element.choices, coerce=int, required=False,
                empty_value=None, widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Pilih salah satu jawaban, atau kosongkan.")},
            )  # fmt: skip

    def given(self) -> dict[str, int]:
        """The elements that were answered."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}


class WordsForm(forms.Form):
    """A text if wanted."""

    comment = forms.CharField(
        label=_("Ada yang ingin Anda tambahkan?"), required=False, max_length=COMMENT_LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages=TOO_LONG,
    )  # fmt: skip


@ticket_holders
@private_link
@METHODS
def rating(request: HttpRequest, token: str) -> HttpResponse:
    """Step 1: one question, four worded buttons, best first."""
    visit = _visit(token)
    if request.method == "POST" and request.POST.get("nilai", "") in {"1", "2", "3", "4"}:
        try:
            rate(visit, Answers(score=int(request.POST["nilai"])), door=DOOR)
        except NotNow as refused:
            return _not_now(request, visit, refused.why)
        return redirect("rating-elements", token)
    return _refusal(request, visit) or render(request, "feedback/rating.html", _context(visit))


@ticket_holders
@private_link
@METHODS
def elements(request: HttpRequest, token: str) -> HttpResponse:
    """Step 2, if wanted: the nine elements on one page."""
    visit = _visit(token)
    given = rating_of(visit)
    if given is None:
        return redirect("rating", token)
    form = ElementsForm(posted(request), initial=given.elements)
    if request.method == "POST" and form.is_valid():
        return _save(request, visit, Answers(elements=form.given()), "rating-words")
    context = {**_context(visit), "form": form}
    return _refusal(request, visit) or render(request, "feedback/rating_elements.html", context)


@ticket_holders
@private_link
@METHODS
def words(request: HttpRequest, token: str) -> HttpResponse:
    """Step 3, if wanted: a text."""
    visit = _visit(token)
    given = rating_of(visit)
    if given is None:
        return redirect("rating", token)
    form = WordsForm(posted(request), initial={"comment": given.comment})
    if request.method == "POST" and form.is_valid():
        written = Answers(comment=form.cleaned_data["comment"])
        return _save(request, visit, written, "rating-thanks")
    context = {**_context(visit), "form": form, "longest": COMMENT_LONGEST}
    return _refusal(request, visit) or render(request, "feedback/rating_words.html", context)


@ticket_holders
@private_link
@require_http_methods(["GET", "HEAD"])
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """The end: what happens with the answer, and until when it may be changed."""
    visit = _visit(token)
    if rating_of(visit) is None:
        return redirect("rating", token)
    return render(request, "feedback/rating_thanks.html", _context(visit))


def _visit(token: str) -> Visit:
    found = visit_of_token(token)
    if found is None:
        raise Http404
    return found


def _save(request: HttpRequest, visit: Visit, answers: Answers, then: str) -> HttpResponse:
    try:
        rate(visit, answers, door=DOOR)
    except NotNow as refused:
        return _not_now(request, visit, refused.why)
    return redirect(then, visit.token)


def _refusal(request: HttpRequest, visit: Visit) -> HttpResponse | None:
    """The page that says why not; None when the number can be rated."""
    try:
        why_not(visit, door=DOOR)
    except NotNow as refused:
        return _not_now(request, visit, refused.why)
    return None


def _not_now(request: HttpRequest, visit: Visit, why: str) -> HttpResponse:
    context = {**_context(visit), "why": why}
    return render(request, "feedback/rating_not_now.html", context, status=409)


def _context(visit: Visit) -> dict[str, Any]:
    place = published(visit.office_code)
    faces = [(value, words, f"f{value}") for value, words in SCORES]
    named = f"?nomor={visit.code}&hari={visit.day.isoformat()}"
    return {
        "office": place.office, "zone": place.zone, "ticket": visit, "faces": faces,
        "service": place.service_by_id(visit.service_id), "given": rating_of(visit),
        "complain": reverse("complain", args=[place.office.code]) + named,
    }  # fmt: skip
