"""What visitors and askers thought of a year's service, and what they wrote, five by five."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from satupintu.feedback.elements import ELEMENTS, SCORES
from satupintu.feedback.queries import comments, satisfaction, slips_keyed
from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Role
from satupintu.reports.pages.years import asked_year, years


@officers(Role.SUPERVISOR)
@never_cache
def ratings(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The year as a whole: scores, the elements of the survey, the words."""
    year = asked_year(request)
    told = satisfaction(request.office.pk, year)
    context = {
        "year": year, "years": years(request), "tab": "ratings", "told": told,
        "scores": [(said, told.scores.get(score, 0)) for score, said in SCORES] if told else [],
        "elements": [(each.question, *told.elements[each.name])
                     for each in ELEMENTS if told and each.name in told.elements],
        "written": comments(request.office.pk, year),
        "keyed": slips_keyed(request.office.pk, year),
    }  # fmt: skip
    return render(request, "reports/ratings.html", context)
