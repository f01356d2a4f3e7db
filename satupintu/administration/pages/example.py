"""The sample day is taken away, in one act, before the first real visitor (ADM-11)."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from satupintu.administration import frame
from satupintu.administration.forms.people import TypedNameForm
from satupintu.administration.sections import administrators
from satupintu.example.day import MARK
from satupintu.example.remove import remove_example_day, sample_visits
from satupintu.people.access import OfficeRequest


@administrators
def example(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """What goes and what stays, then the word typed; 404 once the office is a real one."""
    if not request.office.example:
        raise Http404
    form = TypedNameForm(request.POST or None, name=MARK)
    words = _("Data contoh sudah dihapus. Kantor ini siap untuk hari kerja pertama.")
    typed = request.method == "POST" and form.is_valid()
    if typed and frame.saved(
        request, form, lambda: remove_example_day(request.office), words=words
    ):
        return redirect("settings", office_code)
    visits = sample_visits(request.office)
    return frame.show(request, "example", form=form, visits=visits)
