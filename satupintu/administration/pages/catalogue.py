"""The catalogue behind the search: where it comes from, what was not found, words, hints."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from satupintu.administration import frame
from satupintu.administration.forms.catalogue import HintForm, WordForm, refusal
from satupintu.administration.sections import administrators
from satupintu.catalogue.actions import synonyms as act
from satupintu.catalogue.queries.searches import terms_not_found
from satupintu.catalogue.queries.sources import sources
from satupintu.catalogue.queries.words import (
    hint_of,
    hints_of,
    shipped_word,
    shipped_words,
    word_of,
    words_of,
)
from satupintu.people.access import OfficeRequest

LOOKED_BACK = timedelta(days=90)
REMOVED = "removed_synonym"  # in the session: what can still be written down again
WORDS, HINTS = "settings-catalogue-words", "settings-catalogue-hints"


@administrators
def catalogue(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """The lists with their last import, and the terms that found nothing."""
    day = request.published.day
    terms = terms_not_found(request.office, day - LOOKED_BACK, day)
    return frame.show(request, "catalogue", sources=sources(), terms=terms)


@administrators
@require_POST
def term_done(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """Somebody has looked after this term."""
    query = request.POST.get("query", "")[:200]
    act.look_after(request.office, request.user.pk, query)
    messages.success(request, _("Ditandai sudah dilihat. Muncul lagi kalau dicari lagi."))
    return redirect("settings-catalogue", office_code)


@administrators
def words(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """Words that lead to other words, a form for one more, perhaps begun from a term."""
    form = WordForm(request.POST or None, initial=_begun(request.GET.get("words", "")))
    if request.method == "POST" and form.is_valid() and _kept_word(request, form):
        return redirect(WORDS, office_code)
    containing, after = request.GET.get("q", "")[:100], request.GET.get("after", "")[:200]
    page = words_of(request.office, containing, after)
    undo = request.session.pop(REMOVED, None) if request.method == "GET" else None
    return frame.show(
        request, "catalogue_words", form=form, found=page, containing=containing, undo=undo,
        shipped=shipped_words(containing, page.words),
    )  # fmt: skip


def _begun(said: str) -> dict[str, str]:
    """What a form for these words begins with: what the product has for them."""
    if shipped := shipped_word(said):
        return {"words": shipped.words, "means": shipped.means, "kind": shipped.kind}
    return {"words": said[: act.LONGEST_WORDS]}


@administrators
def word(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """One of them."""
    if not (row := word_of(request.office, pk)):
        raise Http404
    first = {"words": row.words, "means": row.means, "kind": row.kind}
    form = WordForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid() and _kept_word(request, form, pk):
        return redirect(WORDS, office_code)
    return frame.show(request, "catalogue_word", form=form, row=row)


@administrators
@require_POST
def remove_word(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """It means only itself again; the next page offers to write it down once more."""
    if not (row := word_of(request.office, pk)):
        raise Http404
    request.session[REMOVED] = {"words": row.words, "means": row.means, "kind": row.kind}
    act.remove_synonym(request.office, request.user.pk, pk)
    messages.success(request, _("Sinonim dihapus."))
    return redirect(WORDS, office_code)


@administrators
def hints(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """'Mungkin ada di instansi lain': the list, and a form for one more."""
    form = HintForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _kept_hint(request, form):
        return redirect(HINTS, office_code)
    return frame.show(request, "catalogue_hints", form=form, hints=hints_of(request.office))


@administrators
def hint(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """One of them."""
    if not (row := hint_of(request.office, pk)):
        raise Http404
    first = {
        name: getattr(row, name) for name in ("words", "institution", "address", "link", "note")
    }
    form = HintForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid() and _kept_hint(request, form, pk):
        return redirect(HINTS, office_code)
    return frame.show(request, "catalogue_hint", form=form, row=row)


@administrators
@require_POST
def remove_hint(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """The search no longer points there."""
    if not hint_of(request.office, pk):
        raise Http404
    act.remove_hint(request.office, request.user.pk, pk)
    messages.success(request, _("Petunjuk dihapus."))
    return redirect(HINTS, office_code)


def _kept_word(request: OfficeRequest, form: WordForm, pk: int | None = None) -> bool:
    said = form.cleaned_data

    def keep() -> object:
        return act.keep_synonym(request.office, request.user.pk, pk=pk, **said)

    return frame.saved(request, form, keep, {act.NotWords: ("words", refusal)})


def _kept_hint(request: OfficeRequest, form: HintForm, pk: int | None = None) -> bool:
    said = form.cleaned_data
    return frame.saved(
        request, form, lambda: act.keep_hint(request.office, request.user.pk, pk=pk, **said),
        {act.NotWords: ("words", refusal)},
    )  # fmt: skip
