"""Which staff screens an officer may open: the topbar of every staff page reads it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from satupintu.people.models import Role
from satupintu.rules import clock

S, A, F, C = Role.SUPERVISOR, Role.ADMINISTRATOR, Role.FRONT_OFFICE, Role.CONSULTANT


def staff_screens(request: HttpRequest) -> dict[str, Any]:
    """Template context: the office, this moment, and the screens of the signed-in officer."""
    office = getattr(request, "office", None)
    context: dict[str, Any] = {"office": office, "now": clock.now()}
    roles: frozenset[str] = getattr(request, "roles", frozenset())
    if office is None or not roles:
        return context
    screens = [
        (_("Meja depan"), "front-office", {F, S}),
        (_("Meja"), "desks", {C, S}),
        (_("Hari ini"), "day", {S}),
        (_("Pengaduan"), "complaints", {Role.COMPLAINT_HANDLER}),
        (_("Pengaturan"), "settings", {A}),
    ]
    context["screens"] = [
        {
            "name": name,
            "url": (url := reverse(route, args=[office.code])),
            "current": request.path.startswith(url),
        }
        for name, route, needed in screens
        if roles & needed
    ]
    return context
