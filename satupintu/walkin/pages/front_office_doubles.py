"""Somebody written down twice becomes one person again; the name is typed first (FO-10, ADM-9)."""

from django.contrib import messages
from django.db.models import Count, Max
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from satupintu.people.access import OfficeRequest, officers
from satupintu.people.models import Person, Role
from satupintu.people.names import fold
from satupintu.people.persons import maybe_the_same, person_of
from satupintu.walkin.actions.guest_book import merge_persons


@officers(Role.SUPERVISOR)
def doubles(request: OfficeRequest, office_code: str, pk: int) -> HttpResponse:
    """The records that may be the same person, and the one that stays."""
    person = person_of(request.office.pk, pk)
    if person is None:
        raise Http404
    found = maybe_the_same(
        request.office.pk, name=person.name, email=person.email, phone=person.phone
    )
    others = _with_visits([each for each in found if each.pk != person.pk])
    other = next((each for each in others if str(each.pk) == request.POST.get("other")), None)
    problem = _problem(person, other, request.POST.get("typed", "")) if request.POST else ""
    if other and not problem:
        return _merged(request, person, other)
    context = {
        "person": person, "others": others, "chosen": other, "problem": problem,
        "typed": request.POST.get("typed", ""), "has_errors": problem,
    }  # fmt: skip
    status = 422 if problem else 200
    return render(request, "walkin/front_office_doubles.html", context, status=status)


def _merged(request: OfficeRequest, person: Person, other: Person) -> HttpResponse:
    moved = merge_persons(person, other, officer_id=request.user.pk)
    told = _("Dua catatan digabungkan, %(n)d kunjungan dipindahkan.") % {"n": moved}
    messages.success(request, told)
    return redirect("front-office-doubles", request.office.code, person.pk)


def _problem(person: Person, other: Person | None, typed: str) -> str:
    if other is None:
        return _("Pilih catatan yang digabungkan.")
    if fold(typed) != person.name_key:
        return _("Ketik nama yang tetap, persis seperti di atas.")
    return ""


def _with_visits(persons: list[Person]) -> list[Person]:
    rows = Person.objects.filter(pk__in=[each.pk for each in persons])
    return list(rows.annotate(count=Count("visits"), last=Max("visits__day")).order_by("-last"))
