"""Who may open a file: whoever the service that owns it lets in. Files know no service.

A service says at the start of the product how its own objects are asked:
`owned("consultation", may_read)`. What nobody has spoken for, nobody may open.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from satupintu.files.models import StoredFile
from satupintu.offices.models import Office

SECRET = "uploads"  # in the session; it survives the new key that signing in brings
LINK_SECONDS = 300
_signer = TimestampSigner(salt="satupintu.files")
MayRead = Callable[[Any, str], bool]
MayReadMessage = Callable[[Any, str, int | None], bool]
Told = Callable[[StoredFile], None]
Within = Callable[..., bool]  # ("upload", address, most=…, seconds=…)


@dataclass(frozen=True)
class Owner:
    """How a service speaks for its files: who may read, and what to do after a refusal."""

    may_read: MayRead
    refused: Told | None = None
    of_message: MayReadMessage | None = None


owners: dict[str, Owner] = {}


class OfficeRequest(HttpRequest):
    """A request to a page of one office."""

    office: Office


def owned(
    prefix: str, may_read: MayRead, refused: Told | None = None,
    of_message: MayReadMessage | None = None,
) -> None:  # fmt: skip
    """A service speaks for the owners that begin with this word.

    `may_read(request, "consultation:17")` is asked at each opening, and then
    `of_message(request, "consultation:17", 3)` where not every reader may read every message;
    `refused(file)` is called inside the act in which the scanner's finding is written down.
    """
    owners[prefix] = Owner(may_read, refused, of_message)


def owner_of(owner: str) -> Owner | None:
    """Who speaks for "consultation:17"."""
    return owners.get(owner.partition(":")[0])


def may_read(request: HttpRequest, file: StoredFile) -> bool:
    """Whether this request may open the file; a loose one only from where it came."""
    if not file.owner:
        return bool(file.holder) and constant_time_compare(file.holder, holder(request))
    speaks = owner_of(file.owner)
    if speaks is None or not speaks.may_read(request, file.owner):
        return False
    return speaks.of_message is None or speaks.of_message(request, file.owner, file.message)


def by_its_owner(page: Callable[..., Any]) -> Callable[..., Any]:
    """The mark of pages that ask `may_read`, or the session that brought the file."""
    page.access = "owner of the file"  # type: ignore[attr-defined]
    return page


def holder(request: HttpRequest, *, begin: bool = False) -> str:
    """The digest by which the session's own uploads are known; empty without any."""
    secret = request.session.get(SECRET)
    if not secret and begin:
        secret = request.session[SECRET] = token_urlsafe(24)
    return sha256(str(secret).encode()).hexdigest() if secret else ""


def household(request: HttpRequest) -> str:
    """The digest by which the address of a stranger is known for a day; none of an officer."""
    if getattr(request, "user", None) is not None and request.user.is_authenticated:
        return ""
    shared = _counting.household_of(_address(request))
    return salted_hmac("satupintu.files.household", shared).hexdigest()[:32]


@dataclass
class _Counting:
    """Counting per household lives above (people.limits), and is put here at the start."""

    within: Within
    household_of: Callable[[str], str]


_counting = _Counting(lambda *_key, **_most: True, lambda address: address)


def counted_by(within: Within, household_of: Callable[[str], str]) -> None:
    """Who counts from now on; called once when the product starts."""
    _counting.within, _counting.household_of = within, household_of


def allowed_now(request: HttpRequest, *, most: int, seconds: float) -> bool:
    """Whether this household has begun fewer uploads of late."""
    return _counting.within("upload", _address(request), most=most, seconds=seconds)


def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def signed(file: StoredFile) -> str:
    """The key of a file as a link that ends by itself: for another origin, without a session."""
    return _signer.sign(file.key)


def key_in(token: str) -> str:
    """The key in such a link; empty when it is forged or too old."""
    try:
        return _signer.unsign(token, max_age=LINK_SECONDS)
    except BadSignature:
        return ""
