"""An account begins with a proved address, is told a few things, and may be forgotten."""

import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from satupintu.offices import acts
from satupintu.offices.models import Contact, ContactKind, Office
from satupintu.outbox.actions import put
from satupintu.outbox.letters import BadAddress, Letter, canonical
from satupintu.people.actions.codes import Proof
from satupintu.people.models import Account, AccountCode, Belonging, Person
from satupintu.people.persons import unreferred
from satupintu.people.queries import ERASURE_WITHIN
from satupintu.rules import clock
from satupintu.ui import formats

SEEN_EVERY = timedelta(hours=1)


class NotTheirs(Exception):
    """The proof is of another address than the one in question."""


@dataclass(frozen=True)
class SelfTold:
    """What an account holder says about themselves; the survey's questions may stay empty."""

    name: str = ""
    phone: str = ""  # E.164
    institution: str = ""
    institution_kind: str = ""
    sex: str = ""
    birth_year: int | None = None
    education: str = ""
    occupation: str = ""
    main_use: str = ""


def account_actor(pk: int) -> str:
    """How an account holder is named in the journal."""
    return f"account:{pk}"


def come_in(proof: Proof, *, office_id: int, language: str = "") -> Account:
    """The account of a proved address; it begins now if there was none.

    Whether there was one is told nowhere before the address is proved.
    """
    with acts.act(office_id) as doing:
        fresh = Account(
            email=proof.email, verified_at=doing.at, created_at=doing.at, seen_at=doing.at,
            stamp=secrets.token_hex(16), language=language,
        )  # fmt: skip
        Account.objects.bulk_create([fresh], ignore_conflicts=True)
        account = Account.objects.get(email=proof.email)
        if account.stamp == fresh.stamp:
            doing.note("account.new", account_actor(account.pk))
    return account


def seen(account: Account) -> None:
    """The account holder is here; told at most once an hour."""
    now = clock.now()
    if account.seen_at is None or now - account.seen_at > SEEN_EVERY:
        Account.objects.filter(pk=account.pk).update(seen_at=now)
        account.seen_at = now


def tell(account: Account, told: SelfTold) -> None:
    """The account holder says who they are; asked once, changed whenever they like."""
    values = {**asdict(told), "told_at": clock.now()}
    Account.objects.filter(pk=account.pk).update(**values)
    for name, value in values.items():
        setattr(account, name, value)


def leave_all_devices(account: Account) -> None:
    """Every session of the account is over, on every phone and computer."""
    account.stamp = secrets.token_hex(16)
    Account.objects.filter(pk=account.pk).update(stamp=account.stamp)


def ask_erasure(account: Account, *, office_id: int) -> None:
    """The holder wants to be forgotten; the office must answer within three days (UU 27/2022).

    Every office that has served them, and the one that was asked, gets word at its own address.
    """
    with acts.act(office_id, account_actor(account.pk)) as doing:
        asked = Account.objects.filter(pk=account.pk, erasure_asked_at=None)
        if not asked.update(erasure_asked_at=doing.at):
            return
        doing.note("account.erasure_asked", account_actor(account.pk))
        account.erasure_asked_at = doing.at
        served = account.persons.values_list("office_id", flat=True)
        for office in Office.objects.filter(pk__in={office_id, *served}):
            _tell_of_erasure(office, account, doing.at)


def _tell_of_erasure(office: Office, account: Account, at: datetime) -> None:
    contact = Contact.objects.filter(office=office, kind=ContactKind.EMAIL).first()
    if contact is None:
        return  # it still stands in the audit
    until = at + ERASURE_WITHIN
    text = _(
        "Pemilik akun %(email)s meminta datanya dihapus pada %(asked)s pukul %(asked_at)s.\n\n"
        "Jawab ke alamat itu paling lambat %(until)s pukul %(until_at)s (UU 27/2022)."
    ) % {
        "email": account.email,
        "asked": formats.long_date(at, office.zone),
        "asked_at": formats.clock(at, office.zone),
        "until": formats.long_date(until, office.zone),
        "until_at": f"{formats.clock(until, office.zone)} {office.zone}",
    }
    letter = Letter(contact.value, _("Permintaan hapus data"), text, about=f"account:{account.pk}")
    key = f"erasure:{account.pk}:{at.isoformat()}:{office.pk}"
    with suppress(BadAddress):  # a contact written for people, not for mail
        put(office.pk, letter, key=key)


def keep_after_all(account: Account, *, office_id: int) -> None:
    """The holder takes the wish to be forgotten back."""
    with acts.act(office_id, account_actor(account.pk)) as doing:
        asked = Account.objects.filter(pk=account.pk, erasure_asked_at__isnull=False)
        if asked.update(erasure_asked_at=None):
            doing.note("account.erasure_taken_back", account_actor(account.pk))
            account.erasure_asked_at = None


def belongs_to(account: Account, person: Person, subject: str) -> None:
    """The address written down for this visit was proved: visit and account are one person's.

    Only this visit is shown in the account. Another visit written under the same person may be a
    stranger's whom somebody took for them. Raises NotTheirs when the address is another one.
    """
    if not same_address(person.email, account.email):
        raise NotTheirs
    with acts.act(person.office_id, account_actor(account.pk)) as doing:
        # A visit has one address: whoever proves the one set right since takes the place.
        Belonging.objects.update_or_create(
            subject=subject,
            defaults={"account": account, "office_id": person.office_id, "proved_at": doing.at},
        )
        rows = Person.objects.filter(pk=person.pk, email=person.email)
        if not rows.update(email_verified_at=doing.at, account=account):
            raise NotTheirs  # somebody has set the address right in this very moment
        doing.note("person.proved", f"person:{person.pk}", account=account.pk, visit=subject)


def same_address(one: str, other: str) -> bool:
    """Whether two ways of writing lead to one mailbox; nothing equals nothing never (T44)."""
    try:
        return canonical(one) == canonical(other)
    except BadAddress:
        return False


def forget_codes(account: Account) -> None:
    """Codes that were sent to the account's address no longer work."""
    AccountCode.objects.filter(email=account.email).delete()


def erase(account: Account, *, office_id: int) -> bool:
    """The persons of the account in this office go, and with the last office the account itself.

    Called inside the act of whoever has erased what refers to them. Passkeys, codes and sessions
    go with the account. Returns whether the account is gone.
    """
    theirs = Person.objects.filter(office_id=office_id, account=account)
    unreferred(theirs).delete()
    forget_codes(account)
    if Person.objects.filter(account=account).exists():
        return False
    account.delete()
    return True
