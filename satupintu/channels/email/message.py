"""A letter in the form in which mail travels (RFC 5322)."""

from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from satupintu.channels.base import Enclosed, Mail


def compose(mail: Mail, sender: str) -> EmailMessage:
    """The message; the same letter gives the same one at every attempt.

    Raises ValueError for a heading or address that mail cannot carry.
    """
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = _from(sender, mail.sender_name)
    message["To"] = Address(addr_spec=mail.to)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.at)
    message["Message-ID"] = mail.message_id
    if mail.thread_id:
        message["In-Reply-To"] = message["References"] = mail.thread_id
    if mail.automatic:
        # RFC 3834: another robot must not answer; the second name is what Exchange listens to.
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
    message.set_content(mail.text, cte="quoted-printable")
    for one in mail.enclosed:
        _enclose(message, one)
    return message


def address_of(sender: str) -> str:
    """The bare address of "PST Jateng <pst@example.go.id>"."""
    return parseaddr(sender)[1]


def _from(sender: str, name: str) -> Address:
    own, address = parseaddr(sender)
    return Address(display_name=own or name, addr_spec=address)


def _enclose(message: EmailMessage, one: Enclosed) -> None:
    told = EmailMessage()
    told["Content-Type"] = one.content_type
    kind = told["Content-Type"]
    message.add_attachment(
        one.content, maintype=kind.maintype, subtype=kind.subtype, filename=one.name,
        params=dict(kind.params),
    )  # fmt: skip
