"""A visitor proves that the address in the guest book is theirs, and sees the visit at home.

The code is typed into the page of the number, which only its holder can open. A letter that went
astray by a typing mistake is of no use to whoever gets it: it has no link.
"""

from django.utils.translation import gettext as _

from satupintu.offices.published import Published
from satupintu.people.actions import codes
from satupintu.people.actions.account_holders import NotTheirs, belongs_to, come_in
from satupintu.people.models import Account
from satupintu.walkin.actions.step import Refused
from satupintu.walkin.models import Ticket
from satupintu.walkin.queries.proving import provable

VISIT = "visit"


def ask_proof(place: Published, ticket: Ticket, *, press: str, address: str) -> None:
    """A code goes to the address in the guest book.

    Raises Refused when there is none, or it was proved before; codes.TooOften.
    """
    found = provable(ticket)
    if found is None or found.proved:
        raise Refused("nothing_to_prove")
    codes.send(
        codes.Wanted(
            place.office, found.email, VISIT, subject=ticket.subject, press=press,
            asked_from=address,
            heading=_("Kode untuk memastikan alamat e-mail Anda"),
            says=_("Masukkan kode ini di halaman nomor antrean Anda, %(code)s.")
            % {"code": ticket.code},
        )
    )  # fmt: skip


def prove(place: Published, ticket: Ticket, typed: str, *, address: str) -> Account:
    """The code was right: visit and account are one person's from now on.

    Raises Refused when nothing can be proved or the address was set right meanwhile,
    codes.CodeRefused, codes.TooOften.
    """
    found = provable(ticket)
    if found is None:
        raise Refused("nothing_to_prove")
    code = codes.of_subject(VISIT, ticket.subject, found.email)
    proof = codes.by_digits(code, typed, typed_from=address)
    account = come_in(proof, office_id=place.office.pk)
    try:
        belongs_to(account, found.person, ticket.subject)
    except NotTheirs:
        raise Refused("nothing_to_prove") from None
    return account
