"""Whose address stands in the guest book of a visit, and which visits an account has proved."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from satupintu.outbox.letters import BadAddress, canonical
from satupintu.people.histories import SHOWN, Line
from satupintu.people.models import Account, Belonging, Person
from satupintu.walkin.models import GuestBookEntry, Ticket

SUBJECT = "ticket:"


@dataclass(frozen=True)
class Provable:
    """A visit whose guest book names an address that a letter can go to."""

    person: Person
    email: str
    proved: bool


def provable(ticket: Ticket) -> Provable | None:
    """The visit's own address, if the guest book has one; None when there is nothing to prove."""
    entry = GuestBookEntry.objects.select_related("person").filter(ticket=ticket).first()
    if entry is None or entry.person is None:
        return None
    try:
        email = canonical(entry.person.email)
    except BadAddress:
        return None
    proved = Belonging.objects.filter(subject=ticket.subject, account__email=email).exists()
    return Provable(entry.person, email, proved)


def visits_of(account: Account) -> list[Line]:
    """The visits whose own address this account has proved; never those merely written under it."""
    subjects = Belonging.objects.filter(account=account, subject__startswith=SUBJECT)
    newest = subjects.order_by("-proved_at").values_list("subject", flat=True)[:SHOWN]
    ids = [int(subject.removeprefix(SUBJECT)) for subject in newest]
    words = _("Kunjungan dengan nomor %(code)s")
    return [
        Line(one.issued_at, one.office.zone, words % {"code": one.code}, one.office.name)
        for one in Ticket.objects.filter(pk__in=ids).select_related("office")
    ]
