"""Something in the hall wants a person: raised by a machine, answered by an officer."""

from typing import Any

from satupintu.journal.record import act
from satupintu.journal.record import officer as officer_actor
from satupintu.people import devices
from satupintu.people.models import Device
from satupintu.walkin.models import Alert


def raise_alert(office_id: int, kind: Alert.Kind, *, device_id: int | None = None) -> Alert:
    """The staff are told. While nobody has answered, the same again is the same alert."""
    with act(office_id, "system") as doing:
        there = _open(office_id, kind, device_id)
        if there:
            return there
        alert = Alert.objects.create(
            office_id=office_id, device_id=device_id, kind=kind, raised_at=doing.at
        )
        doing.note(f"alert.{kind}", _subject(device_id), alert=alert.pk)
    return alert


def answer(alert: Alert, *, officer_id: int) -> Alert:
    """An officer goes and sees to it; a kiosk that asked for help says so to the visitor (KSK-6).

    The first who answers is kept; answering again changes nothing.
    """
    with act(alert.office_id, officer_actor(officer_id)) as doing:
        changed = Alert.objects.filter(pk=alert.pk, answered_at=None).update(
            answered_at=doing.at, answered_by_id=officer_id
        )
        if changed:
            doing.note("alert.answered", _subject(alert.device_id), alert=alert.pk)
    alert.refresh_from_db()
    return alert


def settle(office_id: int, kind: Alert.Kind, *, device_id: int | None) -> None:
    """The trouble is over by itself: the printer prints again, the sound is back."""
    with act(office_id, "system") as doing:
        there = _open(office_id, kind, device_id)
        if there:
            Alert.objects.filter(pk=there.pk, answered_at=None).update(answered_at=doing.at)
            doing.note("alert.settled", _subject(device_id), alert=there.pk)


def note_condition(device: Device, **found: Any) -> None:
    """A machine says how it is (offline numbers, voice, paper); staff pages show it."""
    if all(device.condition.get(name) == value for name, value in found.items()):
        return
    with act(device.office_id or 0, "system") as doing:
        there = Device.objects.select_for_update().get(pk=device.pk)
        there.condition = {**there.condition, **found}
        there.save(update_fields=["condition"])
        doing.note("device.condition", _subject(device.pk), **found)
    devices.forget()


def _open(office_id: int, kind: Alert.Kind, device_id: int | None) -> Alert | None:
    return Alert.objects.filter(
        office_id=office_id, kind=kind, device=device_id, answered_at=None
    ).first()


def _subject(device_id: int | None) -> str:
    return f"device:{device_id}" if device_id else "hall"
