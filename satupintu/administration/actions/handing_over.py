"""An officer leaves, and whoever takes over sits at the desks left open."""

from satupintu.journal.record import act, officer
from satupintu.offices.published import Published
from satupintu.people.actions import officers
from satupintu.people.models import Officer
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.queries.effects import open_desks_of


def leave_and_hand_over(
    place: Published, person: Officer, successor: Officer | None, *, by: Officer
) -> None:
    """In one step: open desks and visitors go to the successor, then the officer leaves.

    Raises LastAdministrator (people.actions.officers), and then nothing has changed.
    """
    with act(place.office.pk, officer(by.pk)) as doing:
        for desk_id in open_desks_of(place, person.pk):
            desk = place.desk(desk_id)
            if desk and successor:
                open_desk(place, desk, officer_id=successor.pk, take_over=True)
                doing.note("desk.handed_over", f"desk:{desk.id}", officer=successor.pk)
        officers.leave(place.office, person, by=by)
