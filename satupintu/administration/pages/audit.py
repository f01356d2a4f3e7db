"""The journal of changes: filter, page, export (ADM-9)."""

from django import forms
from django.http import HttpResponseBase, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from satupintu.administration import frame
from satupintu.administration.actions.exporting import exported
from satupintu.administration.forms.fields import DayField
from satupintu.administration.queries import audit as query
from satupintu.administration.sections import leaders
from satupintu.people.access import OfficeRequest
from satupintu.rules.whole import whole
from satupintu.ui.csv_file import csv_response
from satupintu.ui.formats import clock

MOST_ROWS = 20_000
COLUMNS = ("nomor", "tanggal", "jam", "oleh", "apa", "tentang", "rincian")


class FilterForm(forms.Form):
    """Whose changes, of what, between which days."""

    officer = forms.TypedChoiceField(
        label=_("Oleh"), required=False, coerce=int, empty_value=None, choices=[]
    )
    group = forms.ChoiceField(
        label=_("Tentang"), required=False, choices=[("", _("Semua")), *query.GROUPS.items()]
    )
    first = DayField(label=_("Dari tanggal"), required=False, help_text="")
    last = DayField(label=_("Sampai tanggal"), required=False, help_text="")

    def wanted(self) -> query.Filter:
        """The filter; nothing is left out while an answer cannot be read."""
        return query.Filter(**self.cleaned_data) if self.is_valid() else query.Filter()


@leaders
def audit(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """Fifty changes at a time, newest first."""
    form = _form(request, request.GET)
    before = request.GET.get("before", "")
    lines, more = query.page(request.published, form.wanted(), whole(before) or None)
    kept = request.GET.copy()
    kept.pop("before", None)
    context = {
        "lines": lines,
        "more": more,
        "kept": kept.urlencode(),
    }
    return frame.show(request, "audit", form=form, **context)


@leaders
@require_POST
def export(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """The filtered changes as a table; that it was taken is itself written down."""
    form = _form(request, request.POST)
    rows = list(query.entries(request.published, form.wanted())[:MOST_ROWS])
    place = request.published
    told = [
        (each.seq, place.local(each.at).date(), clock(each.at, place.zone), each.who, each.what,
         each.about, each.facts) for each in query.lines(rows)
    ]  # fmt: skip
    exported(request.office, len(rows), by=request.user)
    return csv_response(f"audit-{office_code}", COLUMNS, told)


def _form(request: OfficeRequest, given: QueryDict) -> FilterForm:
    form = FilterForm(given)
    people = [("", str(_("Siapa saja"))), *query.who_acted(request.office.pk)]
    form.fields["officer"].choices = people  # type: ignore[attr-defined]
    return form
