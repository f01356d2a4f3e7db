"""The desks of an office: what each serves, and the way to it."""

from collections.abc import Collection

from satupintu.offices import acts
from satupintu.offices.actions.dates import shown_anew
from satupintu.offices.models import Desk, Office


def add_desk(office: Office, *, name: str, way: str, services: Collection[int], by: int) -> Desk:
    """One desk more, with the next number."""
    with acts.act(office.pk, acts.officer(by)) as doing:
        last = office.desks.order_by("-number").values_list("number", flat=True).first()
        desk = Desk.objects.create(office=office, number=(last or 0) + 1, name=name, way=way)
        desk.services.set(office.services.filter(pk__in=services))
        doing.note("desk.added", f"desk:{desk.pk}", number=desk.number)
        shown_anew()
    return desk


def change_desk(
    desk: Desk, *, name: str, way: str, services: Collection[int], active: bool, by: int
) -> None:
    """The desk has another name, another way to it, serves other services, or stands idle."""
    with acts.act(desk.office_id, acts.officer(by)) as doing:
        desk.name, desk.way, desk.active = name, way, active
        desk.save(update_fields=["name", "way", "active"])
        desk.services.set(desk.office.services.filter(pk__in=services))
        doing.note("desk.changed", f"desk:{desk.pk}", number=desk.number, active=int(active))
        shown_anew()
