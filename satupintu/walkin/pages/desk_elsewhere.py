"""What this office has not, another has: the visitor gets its name, address and link."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from satupintu.catalogue.models import ElsewhereHint
from satupintu.catalogue.queries.words import hints_of
from satupintu.offices.models import Office
from satupintu.offices.published import OfficeDesk
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.rules.institutions import meant
from satupintu.rules.whole import whole
from satupintu.walkin.actions.shelf import Institution, not_elsewhere, show_elsewhere
from satupintu.walkin.actions.step import Faster
from satupintu.walkin.models import Turn
from satupintu.walkin.pages.desk import asked_desk, to_desk
from satupintu.walkin.pages.desk_acts import served_here
from satupintu.walkin.pages.desk_words import why_not
from satupintu.walkin.queries.shelf import shown_elsewhere


class ElsewhereForm(forms.Form):
    """An institution that the office has written down, or another one in the officer's words."""

    known = forms.ChoiceField(label=gettext_lazy("Instansi"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Nama instansi"), max_length=160, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    address = forms.CharField(
        label=gettext_lazy("Alamat (boleh kosong)"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    link = forms.URLField(
        label=gettext_lazy("Tautan (boleh kosong)"), required=False, max_length=300,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Tulis alamat lengkap: https://…")},
    )  # fmt: skip

    def __init__(self, data: Any, office: Office) -> None:
        super().__init__(data, auto_id="lain_%s")
        rows: dict[str, ElsewhereHint] = {}
        for row in hints_of(office):  # one institution may stand there for several words
            if row.institution not in rows or row.address:
                rows[row.institution] = row
        self.rows = {str(row.pk): row for row in rows.values()}
        chosen = self.fields["known"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [
            ("", _("Pilih dari daftar")),
            *((pk, row.institution) for pk, row in self.rows.items()),
        ]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if not (given.get("known") or given.get("name")) and not self.errors:
            self.add_error("name", _("Pilih instansi dari daftar, atau tulis namanya."))
        return given

    def there(self) -> Institution:
        """What the visitor is given; what was written goes before what was chosen, and an
        institution of the list is known by its short name too."""
        given = self.cleaned_data
        listed = {row.institution: row for row in self.rows.values()}
        row = listed.get(meant(given["name"], listed)) if given["name"] else None
        if given["name"] and row is None:
            return Institution(given["name"], given["address"], given["link"])
        row = row or self.rows[given["known"]]
        return Institution(
            row.institution, given["address"] or row.address, given["link"] or row.link
        )


@officers(Role.CONSULTANT, Role.SUPERVISOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk_elsewhere(request: OfficeRequest, office_code: str, number: int) -> HttpResponse:
    """Choose or write the institution; what was given already can be taken off again."""
    desk = asked_desk(request, number)
    turn = served_here(request, desk)
    if turn is None:
        return to_desk(request, number)
    posted, off = request.method == "POST", whole(request.POST.get("off"))
    form = ElsewhereForm(request.POST if posted and not off else None, request.office)
    if posted and (off or form.is_valid()):
        return _done(request, desk, turn, form)
    said = {"desk": desk, "turn": turn, "form": form, "given": shown_elsewhere(turn.ticket)}
    return render(request, "walkin/desk_elsewhere.html", said, status=422 if form.errors else 200)


def _done(
    request: OfficeRequest, desk: OfficeDesk, turn: Turn, form: ElsewhereForm
) -> HttpResponse:
    try:
        if str(turn.pk) != request.POST.get("turn"):
            raise Faster(turn.ticket)  # the page spoke of the visitor before
        if pk := whole(request.POST.get("off")):
            not_elsewhere(turn, pk, officer_id=request.user.pk)
        else:
            there = form.there()
            show_elsewhere(turn, there, officer_id=request.user.pk)
            messages.success(request, _("%s diberikan ke pengunjung.") % there.name)
            return to_desk(request, desk.number)
    except Faster as fault:
        messages.warning(request, why_not(fault, request.published, desk))
    return redirect("desk-elsewhere", request.office.code, desk.number)
