"""An officer's account: language, password, codes on paper, sessions, unlocking."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from satupintu.offices import acts
from satupintu.people.models import Officer, OneTimeCode
from satupintu.people.queries import home_office_id
from satupintu.rules import clock

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # read from paper: no O, 0, I, 1, L
CODE_LASTS = timedelta(hours=24)


class CodeRefused(Exception):
    """The code is unknown, used, too old, or somebody else's."""


class NoSuchOfficer(LookupError):
    """Nobody has this user name."""


def speaks(officer: Officer, language: str) -> None:
    """The officer reads the screens in this language from now on."""
    Officer.objects.filter(pk=officer.pk).update(language=language)


def likes_shortcuts(officer: Officer, shortcuts: bool) -> None:
    """Whether single letters act in lists (switchable, since a microphone types them too)."""
    Officer.objects.filter(pk=officer.pk).update(shortcuts=shortcuts)


def change_password(officer: Officer, password: str, keep_session: str = "") -> None:
    """The officer has a new password; every other session of theirs ends."""
    with acts.act(_home(officer), acts.officer(officer.pk)) as doing:
        officer.set_password(password)
        officer.save(update_fields=["password"])
        forget_begun(officer)
        end_sessions(officer, keep_session)
        doing.note("officer.password_changed", f"officer:{officer.pk}")


def leave_all_devices(officer: Officer) -> None:
    """The officer is signed out wherever they had signed in."""
    with acts.act(_home(officer), acts.officer(officer.pk)) as doing:
        end_sessions(officer)
        doing.note("officer.sessions_ended", f"officer:{officer.pk}")


def end_sessions(officer: Officer, keep: str = "") -> None:
    """Every session of the officer is over, except the one with this key."""
    running: QuerySet[Session] = Session.objects.filter(expire_date__gt=clock.now())
    theirs = [
        session.session_key
        for session in running.exclude(session_key=keep).iterator()
        if session.get_decoded().get("_auth_user_id") == str(officer.pk)
    ]
    Session.objects.filter(session_key__in=theirs).delete()


def give_code(
    officer: Officer, *, office_id: int, by: Officer | None, resets_second_factor: bool
) -> str:
    """An administrator gives a code on paper; it works once, for 24 hours. Returns the code.

    Only its digest is kept. An earlier unused code of the same officer stops working.
    """
    code = "-".join(readable(4) for _ in range(3))
    with acts.act(office_id, acts.officer(by.pk) if by else "system") as doing:
        unused = OneTimeCode.objects.filter(officer=officer, used_at=None)
        unused.update(expires_at=doing.at)
        OneTimeCode.objects.create(
            officer=officer, digest=digest(code), made_by=by, expires_at=doing.at + CODE_LASTS,
            resets_second_factor=resets_second_factor,
        )  # fmt: skip
        factor = int(resets_second_factor)
        doing.note("officer.code_given", f"officer:{officer.pk}", second_factor=factor)
    return code


def usable_code(username: str, code: str) -> OneTimeCode:
    """The code that was typed, if it still works for this name. Raises CodeRefused."""
    found = (
        OneTimeCode.objects.select_related("officer")
        .filter(digest=digest(code), used_at=None, expires_at__gt=clock.now())
        .filter(officer__username=username.strip().lower(), officer__is_active=True)
        .first()
    )
    if found is None:
        raise CodeRefused
    return found


def use_code(code: OneTimeCode, password: str) -> Officer:
    """The code is used up: a new password, no lock, and a new second factor if it was lost.

    Raises CodeRefused when somebody used it a moment ago.
    """
    officer = code.officer
    with acts.act(_home(officer), acts.officer(officer.pk)) as doing:
        if not OneTimeCode.objects.filter(pk=code.pk, used_at=None).update(used_at=doing.at):
            raise CodeRefused
        officer.set_password(password)
        officer.failures, officer.locked_until = 0, None
        officer.save(update_fields=["password", "failures", "locked_until"])
        forget_begun(officer)
        if code.resets_second_factor:
            forget_second_factor(officer)
        end_sessions(officer)
        doing.note("officer.code_used", f"officer:{officer.pk}")
    return officer


def forget_second_factor(officer: Officer) -> None:
    """Authenticator, recovery codes and passkeys no longer count; the officer sets up new ones."""
    officer.totpdevice_set.all().delete()  # type: ignore[attr-defined]
    officer.staticdevice_set.all().delete()  # type: ignore[attr-defined]
    officer.passkeys.all().delete()


def forget_begun(officer: Officer) -> None:
    """A secret that was shown but never confirmed: whoever knew the old password may know it."""
    officer.totpdevice_set.filter(confirmed=False).delete()  # type: ignore[attr-defined]


def unlock(username: str) -> str:
    """Whoever runs the machine lets an officer in again: returns a code for /sign-in/code/.

    Ends the lock, and lets the officer set a new password and second factor within 24 hours.
    Raises NoSuchOfficer.
    """
    officer = Officer.objects.filter(username=username.strip().lower()).first()
    if officer is None:
        raise NoSuchOfficer(username)
    office_id = _home(officer)
    Officer.objects.filter(pk=officer.pk).update(failures=0, locked_until=None)
    return give_code(officer, office_id=office_id, by=None, resets_second_factor=True)


def readable(length: int) -> str:
    """So many signs that nobody confuses when reading them from paper or a screen."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def digest(code: str) -> str:
    """How a code is kept: as typed in any case, with or without dashes."""
    return sha256("".join(sign for sign in code.upper() if sign.isalnum()).encode()).hexdigest()


def _home(officer: Officer) -> int:
    office_id = home_office_id(officer.pk)
    if office_id is None:
        raise NoSuchOfficer(officer.username)
    return office_id
