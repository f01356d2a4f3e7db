"""At the front door: people who want something else, and groups that said they would come."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from satupintu.journal.record import act, once
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import AnnouncedGroup, Door, PassBy, Ticket
from satupintu.walkin.workflow import UNDO_SECONDS

PASS_BY_KINDS = ("directions", "other_section", "ppid", "desil", "other")


@dataclass(frozen=True)
class Announcement:
    """Who said they would come: a name, a contact and a count; members are never listed."""

    day: date
    name: str
    head_count: int
    service_code: str
    at: time | None = None
    contact: str = ""


def pass_by(place: Published, kind: str, *, officer_id: int, press: str = "") -> PassBy:
    """Somebody was shown the way to what is not a PST service: counted, without name and clock."""
    if kind not in PASS_BY_KINDS:
        raise ValueError(f"not a kind of passing by: {kind}")

    def make() -> PassBy:
        with act(place.office.pk, officer_actor(officer_id)) as doing:
            row = PassBy.objects.create(
                office_id=place.office.pk,
                day=place.day,
                kind=kind,
                at=doing.at,
                officer_id=officer_id,
            )
            doing.press(press, f"pass_by:{row.pk}")
            doing.note("pass_by", f"pass_by:{row.pk}", kind=kind)
        return row

    return once(press, make, lambda made: PassBy.objects.get(pk=int(made.partition(":")[2])))


def undo_pass_by(place: Published, pk: int, *, officer_id: int) -> None:
    """Counted by mistake: not counted. Raises Refused when the ten seconds are over."""
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        rows = PassBy.objects.filter(
            office_id=place.office.pk, pk=pk, at__gte=clock.now() - timedelta(seconds=UNDO_SECONDS)
        )
        erased, _ = rows.delete()
        if not erased:
            raise Refused("late")
        doing.note("pass_by.undo", f"pass_by:{pk}")


def announce(place: Published, said: Announcement, *, officer_id: int) -> AnnouncedGroup:
    """A class or delegation says when it comes and how many they are."""
    service = place.service(said.service_code)
    if service is None:
        raise ValueError(f"no such service: {said.service_code}")
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        group = AnnouncedGroup.objects.create(
            office_id=place.office.pk, day=said.day, at=said.at, name=said.name,
            contact=said.contact, head_count=said.head_count, service_id=service.id,
        )  # fmt: skip
        doing.note(
            "group.announced", f"group:{group.pk}", day=said.day.isoformat(), people=said.head_count
        )
    return group


def group_came(place: Published, group: AnnouncedGroup, *, officer_id: int) -> Ticket:
    """An announced group is here and gets its one number, whoever presses and however often."""
    service = place.service_by_id(group.service_id)
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        ticket = take_ticket(
            place, service, door=Door.FRONT, actor=officer_actor(officer_id),
            head_count=group.head_count, press=f"group-came-{group.pk}", example=False,
        )  # fmt: skip
        arrived = AnnouncedGroup.objects.filter(pk=group.pk, ticket=None, cancelled_at=None)
        if arrived.update(ticket=ticket):
            doing.note("group.came", f"group:{group.pk}", ticket=ticket.pk)
    return ticket


def group_cancelled(place: Published, group: AnnouncedGroup, *, officer_id: int) -> None:
    """An announced group will not come."""
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        open_ = AnnouncedGroup.objects.filter(pk=group.pk, ticket=None, cancelled_at=None)
        if not open_.update(cancelled_at=doing.at):
            raise Refused("late")
        doing.note("group.cancelled", f"group:{group.pk}")
