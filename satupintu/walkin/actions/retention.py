"""What guest book and desk knew of people is erased when the office no longer keeps it.

The visit stays in the counts: its day, service, purposes and result name nobody.
"""

from collections.abc import Collection
from datetime import datetime, time

from satupintu.journal.record import Act, act
from satupintu.offices.published import Published
from satupintu.offices.retention import first_kept, nothing_left
from satupintu.people.models import Belonging, Person
from satupintu.people.persons import unreferred
from satupintu.walkin.models import GuestBookEntry, Referral, Turn
from satupintu.walkin.queries.effects import (
    named_before,
    noted_before,
    told_on_before,
)

AT_ONCE = 500
MONTHS = "guest_book_months"  # the decision of the office


def forget_guests(place: Published) -> int:
    """Erase names, contacts and desk notes older than the office keeps them; how many visits.

    Asked by the worker, a part at a time.
    """
    office, before = place.office.pk, first_kept(place, MONTHS)
    if before is None:
        return 0
    entries = list(named_before(place, before).values_list("pk", flat=True)[:AT_ONCE])
    midnight = datetime.combine(place.day, time(0), place.zone)
    gone = unreferred(Person.objects.filter(office_id=office, created_at__lt=midnight))
    people = [*gone.values_list("pk", flat=True)[:AT_ONCE]] if not entries else []
    turns = list(noted_before(place, before).values_list("pk", flat=True)[:AT_ONCE])
    sent = list(told_on_before(place, before).values_list("pk", flat=True)[:AT_ONCE])
    if not (entries or people or turns or sent):
        nothing_left(place, MONTHS)
        return 0
    with act(office) as doing:
        visits = GuestBookEntry.objects.filter(pk__in=entries).values_list("ticket_id", flat=True)
        Belonging.objects.filter(subject__in=[f"ticket:{pk}" for pk in visits]).delete()
        GuestBookEntry.objects.filter(pk__in=entries).update(
            person=None, group_name="", purpose_text=""
        )
        Person.objects.filter(pk__in=people).delete()
        Turn.objects.filter(pk__in=turns).update(notes="")
        Referral.objects.filter(pk__in=sent).update(note="", answer="")
        doing.note(
            "guest_book.erase", f"office:{office}", visits=len(entries), people=len(people),
            notes=len(turns) + len(sent),
        )  # fmt: skip
    return len(entries)


class VisitToday(Exception):
    """One of them is a visitor of today: the day is closed first."""


def erase_people(doing: Act, place: Published, people: Collection[int]) -> int:
    """These persons are in the guest book no more; how many visits. They stay counted.

    Raises VisitToday.
    """
    entries = GuestBookEntry.objects.filter(office_id=place.office.pk, person_id__in=people)
    if entries.filter(day=place.day).exists():
        raise VisitToday
    tickets = list(entries.exclude(ticket=None).values_list("ticket_id", flat=True))
    visits = entries.update(person=None, group_name="", purpose_text="")
    Belonging.objects.filter(subject__in=[f"ticket:{pk}" for pk in tickets]).delete()
    Turn.objects.filter(ticket_id__in=tickets).update(notes="")
    Referral.objects.filter(ticket_id__in=tickets).update(note="", answer="")
    if visits:
        doing.note(
            "guest_book.erase", f"office:{place.office.pk}", visits=visits, people=len(people),
            notes=0,
        )  # fmt: skip
    return visits
