"""Ratings on printed slips, keyed in by somebody else than the officer who served (HP-13)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from satupintu.feedback.actions import Answers, NotNow, rate
from satupintu.feedback.elements import ELEMENTS, SCORES
from satupintu.feedback.models import Rating
from satupintu.feedback.pages.rating import ElementsForm, WordsForm
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.cookieless import posted
from satupintu.rules.numbering import NotATicketCode, parse_ticket_code, ticket_code
from satupintu.walkin.queries.visits import visit_on

REFUSED = {
    "served": gettext_lazy("Lembar ini dimasukkan oleh petugas lain."),
    "given": gettext_lazy("Nomor ini sudah dinilai. Lembar tidak dimasukkan dua kali."),
    "open": gettext_lazy("Kunjungan dengan nomor ini belum selesai."),
}


class SlipForm(ElementsForm):
    """What stands on a slip: the number and its day, the four words, and what may be left out."""

    code = forms.CharField(
        label=gettext_lazy("Nomor antrean di lembar"), max_length=12,
        error_messages={"required": gettext_lazy("Tulis nomor antrean, misalnya A-017.")},
    )  # fmt: skip
    day = forms.DateField(
        label=gettext_lazy("Tanggal kunjungan"), input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Tulis tanggal kunjungan."),
            "invalid": gettext_lazy("Tulis tanggal seperti 24-07-2026."),
        },
    )  # fmt: skip
    score = forms.TypedChoiceField(
        label=gettext_lazy("Bagaimana layanan kami hari ini?"), choices=SCORES, coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih jawaban yang dicentang di lembar.")},
    )  # fmt: skip
    comment = WordsForm.base_fields["comment"]
    field_order = ("code", "day", "score")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*self.field_order, *(element.name for element in ELEMENTS), "comment"])

    def clean_code(self) -> str:
        try:
            return ticket_code(*parse_ticket_code(self.cleaned_data["code"]))
        except NotATicketCode:
            words = _("Tulis nomor antrean seperti A-017.")
            raise forms.ValidationError(words) from None

    def answers(self) -> Answers:
        """What was ticked and written."""
        names = {element.name for element in ELEMENTS}
        given = {n: v for n, v in self.cleaned_data.items() if n in names and v is not None}
        return Answers(self.cleaned_data["score"], given, self.cleaned_data["comment"])


@officers()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def slip_rating(request: OfficeRequest, office_code: str) -> HttpResponse:
    """One slip after the other; who served the visit is refused."""
    form = SlipForm(posted(request), initial={"day": request.published.day})
    if request.method == "POST" and form.is_valid() and _keep(request, form):
        messages.success(request, _("Lembar tersimpan. Masukkan lembar berikutnya."))
        return redirect("slip-rating", office_code)
    status = 400 if form.errors else 200
    return render(request, "feedback/slip_rating.html", {"form": form}, status=status)


@officers()
@require_safe
def slip_print(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Slips to be printed and put beside the box; the number is written by hand."""
    context = {"faces": SCORES, "elements": ELEMENTS, "copies": range(2)}
    return render(request, "feedback/slip_print.html", context)


def _keep(request: OfficeRequest, form: SlipForm) -> bool:
    given = form.cleaned_data
    visit = visit_on(request.published, given["day"], given["code"])
    if visit is None:
        form.add_error("code", _("Tidak ada nomor itu pada tanggal tersebut."))
        return False
    try:
        rate(visit, form.answers(), door=Rating.Door.SLIP, by=request.user.pk)
    except NotNow as refused:
        form.add_error("code", str(REFUSED.get(refused.why, REFUSED["open"])))
        return False
    return True
