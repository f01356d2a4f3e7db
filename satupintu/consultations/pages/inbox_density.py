"""How close together the rows of the list stand, as each officer likes them (INB-17).

The choice lasts in the browser for a year: an officer's session ends with the working day.
"""

from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from satupintu.consultations.pages.inbox_door import inbox_officers
from satupintu.people.access import OfficeRequest
from satupintu.ui.choices import keep_choice

COOKIE = "baris"


class Density(TextChoices):
    """One line of 36 pixels, two of 48, or three lines that show names and titles longest."""

    COMPACT = "compact", _("Baris rapat")
    COMFORTABLE = "comfortable", _("Baris sedang")
    ROOMY = "roomy", _("Baris lapang")


def density_of(request: HttpRequest) -> str:
    """What this browser has chosen, else two lines."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in Density.values else Density.COMFORTABLE.value


@inbox_officers
@require_POST
def inbox_density(request: OfficeRequest, office_code: str) -> HttpResponse:
    """Choose how close together the rows stand; the list is looked at as before."""
    looked = request.GET.urlencode()
    answer = redirect("inbox", office_code)
    answer["Location"] += f"?{looked}" if looked else ""
    chosen = request.POST.get("rows", "")
    if chosen in Density.values:
        keep_choice(answer, COOKIE, chosen)
    return answer
