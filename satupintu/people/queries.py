"""Questions about officers: where they serve, what they may open, how they prove themselves."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from satupintu.database.statements import read, stored
from satupintu.people.models import Account, Assignment, Officer, Passkey, Role
from satupintu.rules import clock

ERASURE_WITHIN = timedelta(hours=72)  # UU 27/2022: three days by the clock
FIRST_SCREENS = (
    (Role.FRONT_OFFICE, "front-office"),
    (Role.CONSULTANT, "desks"),
    (Role.SUPERVISOR, "day"),
    (Role.COMPLAINT_HANDLER, "complaints"),
    (Role.ADMINISTRATOR, "settings"),
)


def current_assignments(officer_id: int) -> QuerySet[Assignment]:
    """The roles an officer holds today, in any office, those held longest first."""
    # Offices differ by two hours at most: a day too long for one of them lets nobody in, since
    # every page asks again with its own office's day (people.access.roles_of).
    today = clock.now().astimezone(clock.ZONES["WIB"]).date()
    held = Assignment.objects.filter(officer_id=officer_id, since__lte=today)
    return held.filter(Q(until=None) | Q(until__gte=today)).order_by("since", "id")


class Serving(NamedTuple):
    """An officer as others of the office name them."""

    pk: int
    name: str


def serving(office_id: int, day: date, roles: Collection[Role]) -> list[Serving]:
    """Who holds one of these roles in the office on this day, by name."""
    on = stored(day)
    question = _SERVING.format(", ".join(["%s"] * len(roles)))
    return [Serving(*row) for row in read(question, [office_id, on, on, *map(str, roles)])]


_SERVING = (  # asked by every opening of an inbox
    "SELECT DISTINCT o.id, o.name FROM people_officer o "
    "JOIN people_assignment a ON a.officer_id = o.id "
    "WHERE a.office_id = %s AND a.since <= %s AND (a.until IS NULL OR a.until >= %s) "
    "AND a.role IN ({}) AND o.is_active ORDER BY o.name"
)


def home_office_id(officer_id: int) -> int | None:
    """The office in whose journal an officer's own acts are written."""
    return current_assignments(officer_id).values_list("office_id", flat=True).first()


def erasure_due(account: Account) -> datetime | None:
    """Until when the wish to be forgotten must be answered; None without such a wish."""
    asked = account.erasure_asked_at
    return asked + ERASURE_WITHIN if asked else None


def first_screen(officer: Officer) -> str:
    """Where an officer arrives after signing in: the screen of the work done most often."""
    held = list(current_assignments(officer.pk).select_related("office"))
    for role, route in FIRST_SCREENS:
        for assignment in held:
            if assignment.role == role:
                try:
                    return reverse(route, args=[assignment.office.code])
                except NoReverseMatch:
                    continue
    return reverse("own-account")


def authenticator(officer_id: int) -> TOTPDevice | None:
    """The officer's confirmed authenticator application, if there is one."""
    found: TOTPDevice | None = TOTPDevice.objects.filter(user_id=officer_id, confirmed=True).first()
    return found


def has_second_factor(officer_id: int) -> bool:
    """Whether a password alone no longer opens the account: an application, or a passkey."""
    return (
        authenticator(officer_id) is not None
        or Passkey.objects.filter(officer_id=officer_id).exists()
    )
