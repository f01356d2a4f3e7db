"""A desk opens, takes a break until a stated time, closes, or is taken over."""

from collections.abc import Mapping
from datetime import datetime

from satupintu.journal.record import Act, act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import OfficeDesk, Published
from satupintu.people.models import Officer
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.models import Duty, Turn


def open_desk(
    place: Published, desk: OfficeDesk, *, officer_id: int, take_over: bool = False
) -> Duty:
    """An officer sits down at a desk; one left open by somebody else is taken over on purpose."""
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        there = Duty.objects.select_for_update().filter(desk_id=desk.id, until=None).first()
        if there and there.officer_id != officer_id and there.day == place.day and not take_over:
            raise Refused("occupied")
        if (
            there
            and there.officer_id == officer_id
            and there.day == place.day
            and there.state == Duty.State.READY
        ):
            return there
        if there:
            _end(doing, there)
            Turn.objects.filter(desk_id=desk.id, ended_at=None).update(officer_id=officer_id)
        return _begin(doing, place, desk, officer_id, Duty.State.READY)


def take_break(place: Published, desk: OfficeDesk, *, officer_id: int, back_at: datetime) -> Duty:
    """The officer leaves and says until when; estimates and the display know it (MJ-10)."""
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        if back_at <= doing.at:
            raise Refused("past")
        there = _mine(desk, officer_id)
        if Turn.objects.filter(desk_id=desk.id, ended_at=None).exists():
            raise Refused("busy")
        _end(doing, there)
        return _begin(doing, place, desk, officer_id, Duty.State.BREAK, back_at)


def close_desk(place: Published, desk: OfficeDesk, *, officer_id: int) -> None:
    """The officer leaves the desk; a visitor at the desk is finished first."""
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        if Turn.objects.filter(desk_id=desk.id, ended_at=None).exists():
            raise Refused("busy")
        there = Duty.objects.filter(desk_id=desk.id, until=None).first()
        if there:
            _end(doing, there)
            doing.note("desk.close", f"desk:{desk.id}", desk=desk.number)


def _mine(desk: OfficeDesk, officer_id: int) -> Duty:
    there = Duty.objects.select_for_update().filter(desk_id=desk.id, until=None).first()
    if there is None or there.officer_id != officer_id:
        raise Refused("not_open")
    return there


def _end(doing: Act, duty: Duty) -> None:
    duty.until = doing.at
    duty.save(update_fields=["until"])


def _begin(
    doing: Act, place: Published, desk: OfficeDesk, officer_id: int, state: Duty.State,
    back_at: datetime | None = None,
) -> Duty:  # fmt: skip
    duty = Duty.objects.create(
        office_id=place.office.pk, desk_id=desk.id, officer_id=officer_id, day=place.day,
        state=state, since=doing.at, back_at=back_at,
    )  # fmt: skip
    doing.note(f"desk.{state}", f"desk:{desk.id}", desk=desk.number, officer=officer_id)
    return duty


def choose_keys(officer: Officer, keys: Mapping[str, str], *, office_id: int) -> None:
    """An officer binds the acts of the desk to other keys, on whichever machine (MJ-3)."""
    with act(office_id, officer_actor(officer.pk)) as doing:
        officer.keys = dict(keys)
        officer.save(update_fields=["keys"])
        doing.note("officer.keys", f"officer:{officer.pk}")
