"""Which staff screens an officer may open: the topbar of every staff page reads it."""

from collections.abc import Collection
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from satupintu.people.models import Role
from satupintu.people.notices import notices
from satupintu.rules import clock

S, A, F, C = Role.SUPERVISOR, Role.ADMINISTRATOR, Role.FRONT_OFFICE, Role.CONSULTANT


def screens_for(office_code: str, roles: Collection[str]) -> list[dict[str, Any]]:
    """The screens that these roles open in an office, in the order of a working day."""
    screens = [
        (_("Meja depan"), "front-office", {F, S}),
        (_("Meja"), "desks", {C, S}),
        (_("Kotak masuk"), "inbox", {C, S}),
        (_("Hari ini"), "day", {S}),
        (_("Pengaduan"), "complaints", {Role.COMPLAINT_HANDLER}),
        (_("Pengaturan"), "settings", {A, S}),
    ]
    return [
        {"name": name, "url": reverse(route, args=[office_code]), "current": False}
        for name, route, needed in screens
        if needed.intersection(roles)
    ]


def staff_screens(request: HttpRequest) -> dict[str, Any]:
    """Template context: the office, this moment, and the screens of the signed-in officer."""
    office = getattr(request, "office", None)
    context: dict[str, Any] = {"office": office, "now": clock.now()}
    roles: frozenset[str] = getattr(request, "roles", frozenset())
    if office and roles:
        context["screens"] = screens_for(office.code, roles)
        context["staff_notices"] = notices(roles)
        for screen in context["screens"]:
            screen["current"] = request.path.startswith(screen["url"])
    return context
