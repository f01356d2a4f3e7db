"""What leaves the house as paper or file is written down: who, what, when; never whose data."""

from datetime import date

from satupintu.journal.record import act, officer
from satupintu.offices.published import Published


def note_export(
    place: Published, what: str, first: date, last: date, *, officer_id: int, contacts: bool = False
) -> None:
    """A list of visits was printed or downloaded. `what` is a code: print or xlsx.

    Why contacts were wanted may name persons; the journal holds that a reason was given, the
    reason itself stands on the sheet.
    """
    with act(place.office.pk, officer(officer_id)) as doing:
        doing.note(
            "guest_book.exported", f"office:{place.office.pk}", what=what,
            first=first.isoformat(), last=last.isoformat(), contacts=contacts,
        )  # fmt: skip
