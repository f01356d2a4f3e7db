"""The data a consultation asked for, and whether it was obtained (SKD Block III)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from satupintu.catalogue.data_needs import NeedRow, NeedsForm, lists, needs, rows_kept, rows_typed
from satupintu.consultations.actions.closing import keep_needs
from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.inbox_door import asked_case, inbox_officers
from satupintu.consultations.pages.inbox_write import to_case
from satupintu.people.access import OfficeRequest

SPARE = 3  # empty rows beside those that are there


@inbox_officers
def inbox_needs(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """One row for each datum; nothing is kept, and nothing typed lost, while a row is unclear."""
    case = asked_case(request, pk)
    if request.method != "POST":
        return _page(request, case, rows_kept(case.data_needs.order_by("id")), None)
    form, rows = NeedsForm(request.POST), rows_typed(request.POST)
    if not form.is_valid():
        return _page(request, case, rows, form)
    keep_needs(request.published, case, needs(rows), officer_id=request.user.pk)
    messages.success(request, _("Kebutuhan data tersimpan."))
    return to_case(request, case)


def _page(
    request: OfficeRequest, case: Consultation, rows: list[NeedRow], form: NeedsForm | None
) -> HttpResponse:
    filled = [row for row in rows if not row.empty]
    spare = [NeedRow(len(rows) + n) for n in range(SPARE)]
    shown = {"case": case, "rows": [*filled, *spare], "form": form, **lists()}
    status = 422 if form else 200
    return render(request, "consultations/inbox_needs.html", shown, status=status)
