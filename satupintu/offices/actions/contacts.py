"""How an office is reached, and when somebody last made sure that it is true."""

from dataclasses import asdict, dataclass

from satupintu.offices import acts
from satupintu.offices.actions.dates import shown_anew, today
from satupintu.offices.models import Contact, Office


@dataclass(frozen=True)
class Reach:
    """One way to reach an office; for complaints as well when marked so."""

    kind: str
    value: str
    for_complaints: bool = False


def add_contact(office: Office, reach: Reach, *, by: int) -> Contact:
    """A new contact, looked at today."""
    with acts.act(office.pk, acts.officer(by)) as doing:
        last = office.contacts.order_by("-position").values_list("position", flat=True).first()
        contact = Contact.objects.create(
            office=office, checked_on=today(office), position=(last or 0) + 1, **asdict(reach)
        )
        doing.note("contact.added", f"contact:{contact.pk}", kind=contact.kind)
        shown_anew()
    return contact


def change_contact(contact: Contact, reach: Reach, *, by: int) -> None:
    """The contact reads differently; who writes it has looked at it today."""
    with acts.act(contact.office_id, acts.officer(by)) as doing:
        for name, value in asdict(reach).items():
            setattr(contact, name, value)
        contact.checked_on = today(contact.office)
        contact.save()
        doing.note("contact.changed", f"contact:{contact.pk}", kind=contact.kind)
        shown_anew()


def check_contact(contact: Contact, *, by: int) -> None:
    """Somebody has called, written or opened it today, and it is right."""
    with acts.act(contact.office_id, acts.officer(by)) as doing:
        contact.checked_on = today(contact.office)
        contact.save(update_fields=["checked_on"])
        doing.note("contact.checked", f"contact:{contact.pk}")
        shown_anew()


def remove_contact(contact: Contact, *, by: int) -> None:
    """The contact is no longer published; it can be written down again."""
    with acts.act(contact.office_id, acts.officer(by)) as doing:
        doing.note("contact.removed", f"contact:{contact.pk}", kind=contact.kind)
        contact.delete()
        shown_anew()
