"""Officers: roles in sentences, last use, a code on paper, leaving (ADM-4)."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from satupintu.administration import frame
from satupintu.administration.actions.handing_over import leave_and_hand_over
from satupintu.administration.forms.people import LeaveForm, RolesForm, WelcomeForm
from satupintu.administration.queries.staff import colleagues, of_office, staff
from satupintu.administration.sections import administrators
from satupintu.people.access import OfficeRequest, roles_of
from satupintu.people.actions import officers as act
from satupintu.people.models import Officer
from satupintu.people.queries import has_second_factor
from satupintu.people.working_days import arrangements
from satupintu.walkin.queries.effects import open_desks_of

REFUSALS = {
    act.LastAdministrator: (
        "roles",
        lambda _bad: _("Kantor perlu satu administrator. Beri peran itu kepada orang lain dahulu."),
    ),
    act.NameTaken: (
        "username",
        lambda _bad: _("Nama pengguna ini sudah dipakai. Pilih yang lain."),
    ),
}


@administrators
def officers(request: OfficeRequest, office_code: str) -> HttpResponseBase:
    """Everybody who serves here, and the form that welcomes one more."""
    form = WelcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        known = act.Known(given["name"], given["username"], given["email"])
        if frame.saved(
            request, form,
            lambda: act.welcome(request.office, known, given["roles"], by=request.user), REFUSALS,
        ):  # fmt: skip
            officer = Officer.objects.get(username=given["username"])
            return redirect("settings-officer", office_code, officer.pk)
    order = request.GET.get("order", "name")
    rows = staff(request.published, order)
    return frame.show(request, "officers", form=form, rows=rows, order=order)


@administrators
def officer(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """One officer: name and roles."""
    person = _of_office(request, pk)
    held = roles_of(person.pk, request.office.pk, request.published.day)
    first = {"name": person.name, "email": person.email, "roles": sorted(held)}
    form = RolesForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid() and _roles_given(request, person, form):
        return redirect("settings-officers", office_code)
    row = next(each for each in staff(request.published) if each.officer == person)
    context = {
        "person": person, "has_second_factor": has_second_factor(person.pk),
        "days": row.days, "substitute": row.substitute,
    }  # fmt: skip
    return frame.show(request, "officer", form=form, **context)


@administrators
@never_cache
@require_POST
def give_code(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """A code on paper, shown this once, to be printed and handed over."""
    person = _of_office(request, pk)
    resets = request.POST.get("second_factor") == "on"
    try:
        code = act.code_on_paper(
            request.office, person, by=request.user, resets_second_factor=resets
        )
    except act.ServesElsewhere:
        words = _(
            "Petugas ini juga bertugas di kantor lain. Administrator kedua kantor diperlukan."
        )
        messages.error(request, words)
        return redirect("settings-officer", office_code, pk)
    address = request.build_absolute_uri("/sign-in/code/")
    context = {"person": person, "code": code, "resets": resets, "address": address}
    return render(request, "administration/paper_code.html", context)


@administrators
@require_POST
def open_again(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """A name that somebody guessed on is looked at again at once."""
    person = _of_office(request, pk)
    words = _("%(name)s bisa masuk lagi.") % {"name": person.name}
    frame.tried(request, lambda: act.open_again(request.office, person, by=request.user), words)
    return redirect("settings-officer", office_code, pk)


@administrators
def leave(request: OfficeRequest, office_code: str, pk: int) -> HttpResponseBase:
    """An officer leaves the office; what is open goes to a colleague in the same step."""
    person = _of_office(request, pk)
    open_desks = open_desks_of(request.published, person.pk)
    form = _leave_form(request, person, needed=bool(open_desks))
    if request.method == "POST" and form.is_valid():
        successor = form.cleaned_data.get("successor")
        words = _("%(name)s tidak lagi bertugas di sini.") % {"name": person.name}
        if frame.saved(
            request, form,
            lambda: leave_and_hand_over(request.published, person, successor, by=request.user),
            {act.LastAdministrator: ("typed", REFUSALS[act.LastAdministrator][1])}, words=words,
        ):  # fmt: skip
            return redirect("settings-officers", office_code)
    return frame.show(request, "leave", form=form, person=person, open_desks=open_desks)


def _roles_given(request: OfficeRequest, person: Officer, form: RolesForm) -> bool:
    given = form.cleaned_data
    known = act.Known(given["name"], person.username, given["email"])
    return frame.saved(
        request, form,
        lambda: act.give_roles(request.office, person, known, given["roles"], by=request.user),
        REFUSALS,
    )  # fmt: skip


def _leave_form(request: OfficeRequest, person: Officer, *, needed: bool) -> LeaveForm:
    """Who takes over is asked when something is open; who stands in is proposed."""
    office, day = request.office.pk, request.published.day
    stands_in = arrangements(office).on(person.pk, day).substitute
    return LeaveForm(
        request.POST or None, name=person.name, needed=needed, initial={"successor": stands_in},
        colleagues=colleagues(office, day, person.pk),
    )  # fmt: skip


def _of_office(request: OfficeRequest, pk: int) -> Officer:
    return get_object_or_404(of_office(request.office.pk, request.published.day), pk=pk)
