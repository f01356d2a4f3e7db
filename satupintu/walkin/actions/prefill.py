"""The guest book as the visitor writes it on the phone while waiting (HP-11)."""

from collections.abc import Mapping
from typing import Any

from satupintu.journal.record import act
from satupintu.offices.published import Published
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.models import GuestBookEntry, Prefill, Ticket
from satupintu.walkin.workflow import ENDED, State

# What may stand in `Prefill.answers`: the fields of people.actions.persons.Told, and of the visit.
OF_THE_PERSON = (
    "name", "email", "phone", "institution", "institution_kind",
    "sex", "birth_year", "education", "occupation", "support_needed",
)  # fmt: skip
OF_THE_VISIT = ("purposes", "purpose_text", "use")
KEPT = frozenset({*OF_THE_PERSON, *OF_THE_VISIT, "no_email"})


def prefill(ticket: Ticket, answers: Mapping[str, Any]) -> Prefill:
    """Keep what the visitor wrote beside what was written before; signing takes it over, erases it.

    Raises Refused("signed") once the guest book is signed, Refused("over") after the visit.
    """
    if ticket.state in ENDED - {State.MISSED}:
        raise Refused("over")
    with act(ticket.office_id, "visitor") as doing:
        if GuestBookEntry.objects.filter(ticket=ticket).exists():
            raise Refused("signed")
        row, _ = Prefill.objects.get_or_create(
            ticket=ticket, defaults={"answers": {}, "saved_at": doing.at}
        )
        row.answers = {**row.answers, **{k: v for k, v in answers.items() if k in KEPT}}
        row.saved_at = doing.at
        row.save(update_fields=["answers", "saved_at"])
        doing.note("prefill.save", ticket.subject)
    return row


def forget_unsigned(place: Published) -> None:
    """What was written for a visit that is over, or of an earlier day, is erased unsigned."""
    old = Prefill.objects.filter(ticket__office_id=place.office.pk)
    over = old.filter(ticket__day__lt=place.day) | old.filter(
        ticket__state__in=ENDED - {State.MISSED}
    )
    keys = list(over.values_list("pk", flat=True)[:500])
    if keys:
        with act(place.office.pk) as doing:
            Prefill.objects.filter(pk__in=keys).delete()
            doing.note("prefill.erase", f"office:{place.office.pk}", count=len(keys))
