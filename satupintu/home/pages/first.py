"""The first page: the one office served here, a list of offices, or an officer's screens."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from satupintu.home.queries import my_offices
from satupintu.offices.models import Office
from satupintu.people.access import open_to_all


@open_to_all
def first(request: HttpRequest) -> HttpResponse:
    """A visitor sees the office; an officer who has signed in sees the day's screens."""
    if request.user.is_authenticated:
        return render(request, "home/officer.html", {"offices": my_offices(request.user.pk)})
    serving = list(Office.objects.filter(serving=True).order_by("name"))
    if len(serving) == 1:
        return redirect("public", serving[0].code)
    return render(request, "home/offices.html", {"serving": serving})
