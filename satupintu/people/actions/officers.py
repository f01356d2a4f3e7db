"""Officers come, hold roles, and leave."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from satupintu.offices import acts
from satupintu.offices.models import Office
from satupintu.people import guesses
from satupintu.people.access import roles_of
from satupintu.people.actions.accounts import end_sessions, give_code
from satupintu.people.models import Assignment, Officer, Role
from satupintu.people.queries import current_assignments
from satupintu.rules import clock


class NameTaken(Exception):
    """Somebody already signs in with this name."""


class LastAdministrator(Exception):
    """Without this officer nobody could change anything in the office any more."""


class ServesElsewhere(Exception):
    """The officer also serves in an office where the asking person is no administrator."""


@dataclass(frozen=True)
class Known:
    """What is known of an officer: the name visitors hear, the name to sign in with, e-mail."""

    name: str
    username: str
    email: str = ""


def welcome(office: Office, known: Known, roles: Collection[str], *, by: Officer) -> Officer:
    """A new officer with roles from today; a code on paper lets them choose a password.

    Raises NameTaken.
    """
    username = known.username.strip().lower()
    with acts.act(office.pk, acts.officer(by.pk)) as doing:
        if Officer.objects.filter(username=username).exists():
            raise NameTaken(username)
        officer = Officer(username=username, name=known.name, email=known.email)
        officer.set_unusable_password()
        officer.save()
        doing.note("officer.welcomed", f"officer:{officer.pk}")
        _hold(office, officer, roles)
        doing.note("officer.roles", f"officer:{officer.pk}", roles=sorted(roles))
    return officer


def give_roles(
    office: Office, officer: Officer, known: Known, roles: Collection[str], *, by: Officer
) -> None:
    """The officer holds exactly these roles in the office from today. Raises LastAdministrator."""
    with acts.act(office.pk, acts.officer(by.pk)) as doing:
        _keep_one_administrator(office, officer, roles)
        officer.name, officer.email = known.name, known.email
        officer.save(update_fields=["name", "email"])
        _let_go(office, officer, keep=roles)
        _hold(office, officer, roles)
        doing.note("officer.roles", f"officer:{officer.pk}", roles=sorted(roles))


def leave(office: Office, officer: Officer, *, by: Officer) -> None:
    """The officer leaves the office: no role, no session, and no account without another office.

    What they have done stays under their name. Raises LastAdministrator.
    """
    with acts.act(office.pk, acts.officer(by.pk)) as doing:
        _keep_one_administrator(office, officer, ())
        _let_go(office, officer, keep=())
        end_sessions(officer)
        if not current_assignments(officer.pk).exists():
            Officer.objects.filter(pk=officer.pk).update(is_active=False)
        doing.note("officer.left", f"officer:{officer.pk}")


def open_again(office: Office, officer: Officer, *, by: Officer) -> None:
    """Failures on the officer's name no longer count: the password is looked at again at once."""
    with acts.act(office.pk, acts.officer(by.pk)) as doing:
        Officer.objects.filter(pk=officer.pk).update(failures=0, locked_until=None)
        guesses.forgive(officer.username)
        doing.note("officer.opened", f"officer:{officer.pk}")


def code_on_paper(
    office: Office, officer: Officer, *, by: Officer, resets_second_factor: bool
) -> str:
    """A code that lets the officer in again. Raises ServesElsewhere.

    Whoever gives it could use it; so it is given only by somebody who is administrator wherever
    the officer serves.
    """
    for office_id in current_assignments(officer.pk).values_list("office_id", flat=True):
        if Role.ADMINISTRATOR not in roles_of(by.pk, office_id, _today(office)):
            raise ServesElsewhere
    return give_code(officer, office_id=office.pk, by=by, resets_second_factor=resets_second_factor)


def _hold(office: Office, officer: Officer, roles: Collection[str]) -> None:
    held = roles_of(officer.pk, office.pk, _today(office))
    Assignment.objects.bulk_create(
        Assignment(officer=officer, office=office, role=role, since=_today(office))
        for role in sorted(set(roles) - held)
    )


def _let_go(office: Office, officer: Officer, keep: Collection[str]) -> None:
    # Until yesterday, so that the door is shut now and not at midnight.
    held = Assignment.objects.filter(officer=officer, office=office, until=None)
    held.exclude(role__in=keep).update(until=_today(office) - timedelta(days=1))


def _keep_one_administrator(office: Office, officer: Officer, roles: Collection[str]) -> None:
    if Role.ADMINISTRATOR in roles:
        return
    others = Assignment.objects.filter(office=office, role=Role.ADMINISTRATOR, until=None)
    held = roles_of(officer.pk, office.pk, _today(office))
    active = others.filter(officer__is_active=True).exclude(officer=officer)
    if Role.ADMINISTRATOR in held and not active.exists():
        raise LastAdministrator


def _today(office: Office) -> date:
    return clock.now().astimezone(clock.ZONES[office.zone]).date()
