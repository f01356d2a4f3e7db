"""Numbers taken from anywhere (`phone_join`): few for one device, so that nobody fills the line.

The device is known by a cookie of its own, signed; without cookies the household of addresses
counts. Who scans the code in the office is not counted here.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from satupintu.offices.published import Published
from satupintu.people.limits import address_of, within
from satupintu.walkin.models import Ticket
from satupintu.walkin.workflow import ENDED

FAR = "far:"  # how the press of such a number begins
COOKIE, SALT, A_DAY = "antre", "join-far", 24 * 3600
OPEN_AT_ONCE, IN_A_DAY = 2, 4  # somebody who takes a number for a companion as well
PER_ADDRESS, ADDRESS_SECONDS = 12, 3600.0  # many phones share an address of their provider


def held(request: HttpRequest, place: Published) -> list[Ticket]:
    """Today's numbers of this device at this office, in the order in which they were taken."""
    rows = Ticket.objects.filter(office_id=place.office.pk, day=place.day)
    return list(rows.filter(token__in=_tokens(request)).order_by("id"))


def enough(mine: list[Ticket]) -> bool:
    """Whether this device has as many numbers as one device may have."""
    still_open = [one for one in mine if one.state not in ENDED]
    return len(still_open) >= OPEN_AT_ONCE or len(mine) >= IN_A_DAY


def may_take(request: HttpRequest) -> bool:
    """Whether one more number goes to this address."""
    address = address_of(request)
    return within(SALT, address, most=PER_ADDRESS, seconds=ADDRESS_SECONDS)


def remember(request: HttpRequest, answer: HttpResponse, ticket: Ticket) -> None:
    """The device has this number too."""
    tokens = list(dict.fromkeys([*_tokens(request), ticket.token]))[-2 * IN_A_DAY :]
    answer.set_cookie(
        COOKIE, signing.dumps(tokens, salt=SALT), max_age=A_DAY, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def _tokens(request: HttpRequest) -> list[str]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=A_DAY)
    except (signing.BadSignature, ValueError):
        return []
    return [str(one) for one in found] if isinstance(found, list) else []
