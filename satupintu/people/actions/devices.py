"""A kiosk or display joins by a code shown on it, reports how it is, and is let go."""

import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction

from satupintu.offices import acts
from satupintu.offices.models import Office
from satupintu.people.actions.accounts import readable
from satupintu.people.devices import digest, forget
from satupintu.people.models import Device, Officer
from satupintu.rules import clock

CODE_LASTS = timedelta(minutes=10)
CODE_SIGNS = 6
ASKING_MOST = 20  # machines of one office that may show a code at once; anybody can ask
NAME_SIGNS = 40


class UnknownCode(Exception):
    """No machine of this office shows this code now."""


class NameTaken(Exception):
    """Another machine of the office has this name."""


def ask(office: Office, kind: str) -> tuple[Device, str]:
    """A machine asks to be let in. Returns it with the secret for its cookie, told only now."""
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        _clear_forgotten(office)
        device = Device.objects.create(
            office=office, kind=kind, digest=digest(secret), asked_at=clock.now(),
            join_code=_unused_code(office),
        )  # fmt: skip
    return device, secret


def show_code_again(device: Device) -> Device:
    """The machine still stands there: a new code when the one it shows has become too old."""
    if clock.now() - device.asked_at >= CODE_LASTS:
        device.asked_at = clock.now()
        device.join_code = _unused_code(device.office_id)
        device.save(update_fields=["asked_at", "join_code"])
    return device


def join(office: Office, code: str, name: str, *, by: Officer) -> Device:
    """Somebody of the office has read the code on the machine: it is let in, under a name.

    Raises UnknownCode or NameTaken.
    """
    typed = "".join(sign for sign in code.upper() if sign.isalnum())
    with acts.act(office.pk, acts.officer(by.pk)) as doing:
        asking = Device.objects.filter(office=office, join_code=typed, joined_at=None)
        device = asking.filter(asked_at__gt=doing.at - CODE_LASTS).first() if typed else None
        if device is None:
            raise UnknownCode
        _refuse_taken(device, name)
        if not asking.filter(pk=device.pk).update(
            joined_at=doing.at, join_code="", name=name[:NAME_SIGNS], last_seen=doing.at
        ):
            raise UnknownCode
        device.refresh_from_db()
        doing.note("device.joined", f"device:{device.pk}", kind=device.kind)
        transaction.on_commit(forget)
    return device


def rename(device: Device, name: str, *, by: Officer) -> None:
    """The machine goes by another name. Raises NameTaken."""
    with acts.act(_office_id(device), acts.officer(by.pk)) as doing:
        _refuse_taken(device, name)
        Device.objects.filter(pk=device.pk).update(name=name[:NAME_SIGNS])
        doing.note("device.renamed", f"device:{device.pk}")
        transaction.on_commit(forget)


def revoke(device: Device, *, by: Officer) -> None:
    """The machine is no longer let in; what it still shows goes stale within seconds."""
    with acts.act(_office_id(device), acts.officer(by.pk)) as doing:
        if Device.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=doing.at):
            doing.note("device.revoked", f"device:{device.pk}")
        transaction.on_commit(forget)


def set_up(device: Device, *, by: Officer | None, **settings: Any) -> None:
    """How this machine works: paper, printer, services shown, size. Other settings stay."""
    actor = acts.officer(by.pk) if by else f"device:{device.pk}"
    with acts.act(_office_id(device), actor) as doing:
        row = Device.objects.select_for_update().get(pk=device.pk)
        kept = {**row.settings, **settings}
        Device.objects.filter(pk=device.pk).update(settings=kept)
        doing.note("device.set_up", f"device:{device.pk}", changed=sorted(settings))
        transaction.on_commit(forget)
    device.settings = kept


def calibrate(device: Device, ppi: float, *, by: Officer | None = None) -> None:
    """Pixels of the style sheet per inch of this screen, measured with a bank card (85.6 mm)."""
    set_up(device, by=by, ppi=round(ppi, 2))


def seen(ids: Iterable[int]) -> None:
    """These machines are there now. Not in the journal: it would say nothing else."""
    Device.objects.filter(pk__in=list(ids)).update(last_seen=clock.now())


def seen_by_digest(digests: Iterable[str]) -> None:
    """The machines whose secrets have these digests are there now; unknown digests are nobody."""
    there = Device.objects.filter(digest__in=list(digests), revoked_at=None)
    there.update(last_seen=clock.now())


def condition(device: Device, **said: str) -> bool:
    """What the machine says of itself, such as paper="low" or sound="blocked"; "" when it is well.

    Returns whether anything changed.
    """
    with transaction.atomic():
        row = Device.objects.select_for_update().get(pk=device.pk)
        told = {name: state for name, state in {**row.condition, **said}.items() if state}
        changed = bool(told != row.condition)
        Device.objects.filter(pk=device.pk).update(condition=told, last_seen=clock.now())
    device.condition = told
    return changed


def _clear_forgotten(office: Office) -> None:
    asking = Device.objects.filter(office=office, joined_at=None)
    asking.filter(asked_at__lt=clock.now() - timedelta(days=1)).delete()
    newest = list(asking.order_by("-asked_at").values_list("pk", flat=True)[: ASKING_MOST - 1])
    asking.exclude(pk__in=newest).delete()


def _unused_code(office: Office | int | None) -> str:
    while True:
        code = readable(CODE_SIGNS)
        if not Device.objects.filter(office=office, join_code=code).exists():
            return code


def _refuse_taken(device: Device, name: str) -> None:
    others = Device.objects.filter(office_id=_office_id(device), revoked_at=None, name__iexact=name)
    if others.exclude(pk=device.pk).exists():
        raise NameTaken


def _office_id(device: Device) -> int:
    if device.office_id is None:
        raise ValueError("a machine without an office")
    return device.office_id
