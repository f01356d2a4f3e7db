"""*Permintaan hapus data*: who asked, what goes and what stays, carried out in one act."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from satupintu.administration import frame
from satupintu.administration.actions.erasing import carry_out
from satupintu.administration.queries.erasures import kept_of, wishes
from satupintu.administration.sections import leaders
from satupintu.consultations.actions.forgetting import QuestionOpen
from satupintu.people.access import OfficeRequest
from satupintu.people.models import Account
from satupintu.people.queries import erasure_due
from satupintu.walkin.actions.retention import VisitToday

SURE = "hapus"


@leaders
def erasures(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """The wishes that wait, with the moment until which they must be answered."""
    rows = [(each, erasure_due(each)) for each in wishes(request.published)]
    return frame.show(request, "erasures", rows=rows)


@leaders
def erasure(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """What goes and what stays, in words; done when the word is typed: nothing brings it back."""
    place = request.published
    account = get_object_or_404(wishes(place), pk=pk)
    problem = _tried(request, account) if request.method == "POST" else ""
    if request.method == "POST" and not problem:
        return redirect("settings-erasures", office_code)
    return frame.show(
        request, "erasure", account=account, kept=kept_of(place, account), problem=problem,
        until=erasure_due(account), sure=SURE,
    )  # fmt: skip


def _tried(request: OfficeRequest, account: Account) -> str:
    """Carries it out and says so; else why it could not be."""
    if request.POST.get("sure", "").strip().lower() != SURE:
        return _("Ketik kata %(word)s untuk melanjutkan.") % {"word": SURE}
    try:
        done = carry_out(request.published, account, by=request.user.pk)
    except QuestionOpen as still:
        words = _("Masih ada pertanyaan terbuka: %(numbers)s. Jawab atau tutup dahulu.")
        return words % {"numbers": ", ".join(still.numbers)}
    except VisitToday:
        return _("Orang ini berkunjung hari ini. Lakukan besok.")
    words = _("Data dihapus: %(cases)d percakapan, %(visits)d kunjungan tanpa nama.")
    messages.success(request, words % {"cases": done.consultations, "visits": done.visits})
    return ""
