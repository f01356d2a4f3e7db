"""Rating on the visitor's own phone: one touch, then two steps that may be left out (HP-12)."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from satupintu.feedback.actions import COMMENT_LONGEST, Answers, NotNow, rate, why_not
from satupintu.feedback.elements import ELEMENTS, SCORES
from satupintu.feedback.models import Rating
from satupintu.feedback.queries import rating_of
from satupintu.feedback.rated import Asked, visit_asked
from satupintu.offices.published import published
from satupintu.people.access import ticket_holders
from satupintu.people.cookieless import posted, private_link
from satupintu.ui.fields import LongText
from satupintu.walkin.queries.visits import Visit

METHODS = require_http_methods(["GET", "HEAD", "POST"])
DOOR = Rating.Door.PHONE


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

    comment = LongText(
        label=_("Ada yang ingin Anda tambahkan?"), required=False, longest=COMMENT_LONGEST
    )


@ticket_holders
@private_link
@METHODS
def rating(request: HttpRequest, token: str) -> HttpResponse:
    """Step 1: one question, four worded buttons, best first."""
    return first_step(request, known(visit_asked(token)))


@ticket_holders
@private_link
@METHODS
def elements(request: HttpRequest, token: str) -> HttpResponse:
    """Step 2, if wanted: the nine elements on one page."""
    return elements_step(request, known(visit_asked(token)))


@ticket_holders
@private_link
@METHODS
def words(request: HttpRequest, token: str) -> HttpResponse:
    """Step 3, if wanted: a text."""
    return words_step(request, known(visit_asked(token)))


@ticket_holders
@private_link
@require_http_methods(["GET", "HEAD"])
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """The end: what happens with the answer, and until when it may be changed."""
    return last_step(request, known(visit_asked(token)))


def known(asked: Asked | None) -> Asked:
    """What the link is about, 404 for a link that nobody was given."""
    if asked is None:
        raise Http404
    return asked


def first_step(request: HttpRequest, asked: Asked) -> HttpResponse:
    """One touch is a whole rating."""
    if request.method == "POST" and request.POST.get("nilai", "") in {"1", "2", "3", "4"}:
        return _save(request, asked, Answers(score=int(request.POST["nilai"])), asked.at.elements)
    return _refusal(request, asked) or render(request, "feedback/rating.html", _context(asked))


def elements_step(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The nine elements, after the one question."""
    given = rating_of(asked.thing)
    if given is None:
        return redirect(asked.at.start)
    form = ElementsForm(posted(request), initial=given.elements)
    if request.method == "POST" and form.is_valid():
        return _save(request, asked, Answers(elements=form.given()), asked.at.words)
    context = {**_context(asked), "form": form}
    return _refusal(request, asked) or render(request, "feedback/rating_elements.html", context)


def words_step(request: HttpRequest, asked: Asked) -> HttpResponse:
    """A text, after the one question."""
    given = rating_of(asked.thing)
    if given is None:
        return redirect(asked.at.start)
    form = WordsForm(posted(request), initial={"comment": given.comment})
    if request.method == "POST" and form.is_valid():
        written = Answers(comment=form.cleaned_data["comment"])
        return _save(request, asked, written, asked.at.thanks)
    context = {**_context(asked), "form": form, "longest": COMMENT_LONGEST}
    return _refusal(request, asked) or render(request, "feedback/rating_words.html", context)


def last_step(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Thanks, once something was answered."""
    if rating_of(asked.thing) is None:
        return redirect(asked.at.start)
    return render(request, "feedback/rating_thanks.html", _context(asked))


def _save(request: HttpRequest, asked: Asked, answers: Answers, then: str) -> HttpResponse:
    try:
        rate(asked.thing, answers, door=DOOR)
    except NotNow as refused:
        return _not_now(request, asked, refused.why)
    return redirect(then)


def _refusal(request: HttpRequest, asked: Asked) -> HttpResponse | None:
    """The page that says why not; None when it can be rated."""
    try:
        why_not(asked.thing, door=DOOR)
    except NotNow as refused:
        return _not_now(request, asked, refused.why)
    return None


def _not_now(request: HttpRequest, asked: Asked, why: str) -> HttpResponse:
    context = {**_context(asked), "why": why}
    return render(request, "feedback/rating_not_now.html", context, status=409)


def _context(asked: Asked) -> dict[str, Any]:
    thing = asked.thing
    place = published(thing.office_code)
    visit = isinstance(thing, Visit)
    faces = [(value, words, f"f{value}") for value, words in SCORES]
    return {
        "office": place.office, "zone": place.zone, "ticket": thing, "faces": faces,
        "service": place.service_by_id(thing.service_id) if isinstance(thing, Visit) else None,
        "given": rating_of(thing), "complain": asked.complain, "at": asked.at, "visit": visit,
    }  # fmt: skip
