"""Guest books of the years before: visits without a number, marked as imported.

A row that is there already is left as it is, so that the same file twice adds nothing: somebody
with a contact is known by person, day and purpose; somebody without one by name, day and purpose.
Twins in one file stay twins: what counts is how many there are of a kind.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from satupintu.journal.models import Entry
from satupintu.journal.record import act
from satupintu.offices.published import Published
from satupintu.people.actions.persons import Told, remember
from satupintu.people.models import Person
from satupintu.people.names import fold
from satupintu.walkin.models import GuestBookEntry

Kind = tuple[object, ...]


@dataclass(frozen=True)
class Earlier:
    """A visit of an earlier year: when, who, what for."""

    at: datetime  # aware; noon when only the day is known
    told: Told
    purpose: str = ""
    head_count: int = 1


class EarlierYears:
    """One import into one office: rows come in batches, each its own act."""

    def __init__(self, place: Published, *, mark: str, dry: bool = False) -> None:
        """`mark` names the file in the journal; `dry` counts and writes nothing."""
        self.place, self.mark, self.dry = place, mark, dry
        self.added = self.known = self.new_persons = 0
        self._met: Counter[Kind] = Counter()
        self._mine: Counter[Kind] = Counter()  # added by this very import
        self._would_be: set[str] = set()  # persons that a dry run would have written down

    def was_done_before(self) -> bool:
        """Whether rows of this very file stand in the guest book already."""
        mine = Entry.objects.filter(office=self.place.office, event="guest_book.imported")
        return mine.filter(subject=f"import:{self.mark}"[:40]).exists()

    def write(self, rows: Sequence[Earlier]) -> None:
        """These rows stand in the guest book, if they did not before."""
        if self.dry:
            for row in rows:
                self._take(row)
            return
        with act(self.place.office.pk) as doing:
            before = self.added
            for row in rows:
                self._take(row)
            if added := self.added - before:
                doing.note("guest_book.imported", f"import:{self.mark}"[:40], rows=added)

    def _take(self, row: Earlier) -> None:
        person = self._find(row.told)
        kind = self._kind(row, person)
        if self._met[kind] < self._there(row, person) - self._mine[kind]:
            self._met[kind] += 1
            self.known += 1
            return
        self.added += 1
        if person is None:
            person = self._remember(row)
        if person is not None:
            self._enter(row, person)
            kind = self._kind(row, person)
            self._mine[kind] += 1
        self._met[kind] += 1

    def _find(self, told: Told) -> Person | None:
        mine = Person.objects.filter(office=self.place.office)
        found = mine.filter(email__iexact=told.email).first() if told.email else None
        return found or (mine.filter(phone=told.phone).first() if told.phone else None)

    def _kind(self, row: Earlier, person: Person | None) -> Kind:
        if row.told.email or row.told.phone:
            who: object = person.pk if person else row.told.email or row.told.phone
        else:
            who = fold(row.told.name)
        return who, self._day(row), row.purpose

    def _there(self, row: Earlier, person: Person | None) -> int:
        entries = GuestBookEntry.objects.filter(
            office=self.place.office, imported=True, day=self._day(row), purpose_text=row.purpose
        )
        if person is not None:
            return entries.filter(person=person).count()
        if row.told.email or row.told.phone:
            return 0
        bare = entries.filter(person__email="", person__phone="")
        return bare.filter(person__name_key=fold(row.told.name)).count()

    def _remember(self, row: Earlier) -> Person | None:
        contact = row.told.email or row.told.phone
        self.new_persons += not (contact and contact in self._would_be)
        if self.dry:
            self._would_be.add(contact)
            return None
        person = remember(self.place.office.pk, row.told, at=row.at)
        Person.objects.filter(pk=person.pk).update(imported=True)
        return person

    def _enter(self, row: Earlier, person: Person) -> None:
        if self.dry:
            return
        GuestBookEntry.objects.create(
            office=self.place.office, day=self._day(row), person=person, imported=True,
            purpose_text=row.purpose, head_count=row.head_count, signed_at=row.at,
        )  # fmt: skip

    def _day(self, row: Earlier) -> date:
        return self.place.local(row.at).date()
