"""What is handed over to be sent, before it becomes a parcel."""

import re
from dataclasses import dataclass
from datetime import datetime

CODE, NOTICE, REMINDER, ANSWER = "code", "notice", "reminder", "answer"
AUTOMATIC = frozenset({CODE, NOTICE, REMINDER})  # no robot may answer these
LARGEST = 100_000  # bytes of all enclosures together: calendar entries, not files
LONGEST_ADDRESS = 254
# Plain signs only before the @: look-alike letters there could lead a code to somebody else.
ADDRESS = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)


class BadAddress(ValueError):
    """This is no address that a letter can go to."""


@dataclass(frozen=True)
class Attached:
    """A small file that travels with a letter."""

    name: str
    content_type: str  # "text/calendar; method=REQUEST"
    content: bytes


@dataclass(frozen=True)
class Letter:
    """One letter to one address. Its words are plain text, composed in the reader's language."""

    to: str
    subject: str
    text: str
    kind: str = NOTICE
    about: str = ""
    attached: tuple[Attached, ...] = ()
    useless_after: datetime | None = None


def canonical(address: str) -> str:
    """The one way of writing an address by which it is stored, compared and written to.

    Raises BadAddress. Names of domains in other scripts become the ASCII form that mail uses, so
    that what is compared is what is written to.
    """
    local, at, domain = address.strip().rpartition("@")
    try:
        # Capitals of ASCII only: lower() would turn the Kelvin sign into a plain k.
        plain = domain.encode("idna").decode("ascii") if not domain.isascii() else domain
    except UnicodeError:
        raise BadAddress from None
    whole = f"{local}{at}{plain}"
    if not whole.isascii():
        raise BadAddress
    whole = whole.lower()
    if len(whole) > LONGEST_ADDRESS or len(local) > 64 or not ADDRESS.fullmatch(whole):
        raise BadAddress
    return whole


def one_line(text: str) -> str:
    """A heading that cannot end its line and begin another one."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:200]
