"""Today's appointments at the front office: who is here is called at the moment arranged."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from satupintu.appointments.actions import NotPossible, arrive
from satupintu.appointments.models import Appointment, Way
from satupintu.appointments.queries import of_day
from satupintu.journal.record import officer as officer_actor
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.rules.whole import whole
from satupintu.rules.workflow import NotAllowed


@officers(Role.FRONT_OFFICE, Role.CONSULTANT, Role.SUPERVISOR)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def front_office_dated(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The list of the day, with one button for each who has come."""
    rows = of_day(request.published).filter(way=Way.VISIT)
    if request.method == "POST":
        pk = request.POST.get("appointment", "")
        ours = Appointment.objects.filter(office=request.office, way=Way.VISIT)
        chosen = get_object_or_404(ours, pk=whole(pk))
        try:
            arrive(request.published, chosen, actor=officer_actor(request.user.pk))
        except (NotPossible, NotAllowed):
            messages.error(
                request, _("Janji itu sudah berubah. Orangnya di sini? Beri nomor biasa.")
            )
        return redirect("front-office-dated", office_code)
    said = {"rows": rows, "zone": request.published.zone}
    return render(request, "walkin/front_office_dated.html", said)
