"""Who may enter a page. Every page carries exactly one of these marks."""

from collections.abc import Callable, Collection
from datetime import date
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.models import Device as SecondFactor

from satupintu.database.prepared import Prepared
from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.people.devices import COOKIE, device_of, keep_secret
from satupintu.people.models import Account, Assignment, Device, Officer, Role
from satupintu.people.session_store import SessionStore
from satupintu.ui.trouble import signed_out

Page = Callable[..., HttpResponseBase]
ACCOUNT = "account"  # in the session of an account holder: id and stamp
_held = Prepared(
    lambda officer, office, day: Assignment.objects.filter(
        officer_id=officer, office_id=office, since__lte=day
    ),
    officer=int, office=int, day=date,
)  # fmt: skip
NEEDS_SECOND_FACTOR = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})


class OfficeRequest(HttpRequest):
    """A request to a page of one office, as pages behind a mark see it."""

    user: Officer
    office: Office
    published: Published
    roles: frozenset[str]
    device: Device | None
    account: Account  # behind `account_holders`


class OfficeMiddleware:
    """Sets the office of the address; an unknown office is a page that does not exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            timezone.deactivate()  # this thread's next request may be another office's

    def process_view(
        self, request: HttpRequest, view: Page, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        if code := kwargs.get("office_code"):
            asked = cast(OfficeRequest, request)
            try:
                asked.published = published(code)
            except Office.DoesNotExist:
                raise Http404 from None
            asked.office = asked.published.office
            timezone.activate(asked.published.zone)


def _mark(page: Page, who: str) -> Page:
    page.access = who  # type: ignore[attr-defined]
    return page


def open_to_all(page: Page) -> Page:
    """Anybody; the page shows nothing of any person."""
    return _mark(page, "all")


def ticket_holders(page: Page) -> Page:
    """Whoever holds the unguessable link of a ticket."""
    return _mark(page, "ticket")


def account_holders(page: Page) -> Page:
    """Whoever has proved an e-mail address; others are asked for theirs and come back here."""

    @wraps(page)
    def guarded(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        account = account_of(request)
        if account is None:
            return to_account_sign_in(request)
        request.account = account
        return _unkept(page(request, *args, **kwargs))

    return _mark(guarded, "account")


def account_of(request: HttpRequest) -> Account | None:
    """The account holder whose browser this is; None for a stranger and for an officer.

    Pages that show more to account holders ask this; the answer is kept for the request.
    """
    if not hasattr(request, "_account"):
        pk, stamp = request.session.get(ACCOUNT, (0, ""))
        # One session is one person's: an officer's never counts as a visitor's, nor the reverse.
        theirs = bool(pk) and SESSION_KEY not in request.session
        found = Account.objects.filter(pk=pk, stamp=stamp).first() if theirs else None
        request._account = found  # type: ignore[attr-defined]
    return request._account  # type: ignore[attr-defined,no-any-return]


def signed_in(page: Page) -> Page:
    """Any officer who has signed in, of whichever office."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        return _unkept(page(request, *args, **kwargs))

    return _mark(guarded, "signed in")


def officers(*roles: Role) -> Callable[[Page], Page]:
    """Officers of the office in the address who hold one of the roles (any role when none given).

    Another office's officer gets 404: that the page exists is already too much to tell.
    """

    def mark(page: Page) -> Page:
        @wraps(page)
        def guarded(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return _unkept(_refusal(request, roles) or page(request, *args, **kwargs))

        return _mark(guarded, "officers: " + (", ".join(roles) or "any"))

    return mark


def devices(kind: Device.Kind) -> Callable[[Page], Page]:
    """A machine that has joined this office, or an officer of it; others are asked to join."""

    def mark(page: Page) -> Page:
        @wraps(page)
        def guarded(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            device = device_of(request.COOKIES, request.office.pk, kind)
            request.device = device
            if device is None:
                if not request.user.is_authenticated:
                    return redirect("join-device", request.office.code, kind)
                if refusal := _refusal(request, ()):
                    return refusal
            answer = _unkept(page(request, *args, **kwargs))
            if device and request.method == "GET":
                keep_secret(answer, request.COOKIES[COOKIE])  # browsers drop old cookies
            return answer

        return _mark(guarded, f"device: {kind}")

    return mark


def _unkept(answer: HttpResponseBase) -> HttpResponseBase:
    """No browser keeps what an officer saw: after signing out, Back shows none of it.

    A page that says itself how it is kept (a voice clip) has thought of that.
    """
    if "Cache-Control" not in answer.headers:
        add_never_cache_headers(answer)
    return answer


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, which comes back here afterwards; what was sent can be sent again."""
    return _asked_again(request, reverse("sign-in"))


def to_account_sign_in(request: HttpRequest) -> HttpResponse:
    """The page that asks a visitor for their e-mail address, and comes back here afterwards."""
    return _asked_again(request, reverse("account-sign-in"))


def _asked_again(request: HttpRequest, sign_in: str) -> HttpResponse:
    back = f"{sign_in}?{urlencode({'next': _way_back(request)})}"
    return signed_out(request, sign_in) or redirect(back)


def _way_back(request: HttpRequest) -> str:
    """Where to return to: an act has no page of its own."""
    return request.get_full_path() if request.method in {"GET", "HEAD"} else ""


def roles_of(officer_id: int, office_id: int, day: date) -> frozenset[str]:
    """The roles an officer holds in an office on a day."""
    rows = _held.rows(officer=officer_id, office=office_id, day=day)
    return frozenset(row.role for row in rows if row.until is None or row.until >= day)


def may_open(request: HttpRequest, office_id: int, day: date, roles: Collection[Role]) -> bool:
    """Whether this request enters the office's pages for these roles, as `officers` would decide.

    Asked by what belongs to such a page and has an address of its own: a file.
    """
    user = request.user
    held = roles_of(user.pk, office_id, day) if user.is_authenticated else frozenset()
    if not held.intersection(roles):
        return False
    return not _second_factor_asked(held) or user.is_verified()  # type: ignore[union-attr]


def may_follow(session_key: str, office_code: str) -> bool:
    """Whether this session opens the office's staff pages now: asked by staff streams.

    They never pass through the middleware, so what it asks is asked here: an active officer, the
    password of today, a role in this office, and the second factor where the role needs it.
    """
    held: dict[str, Any] = SessionStore(session_key).load()
    officer = Officer.objects.filter(pk=held.get(SESSION_KEY, 0), is_active=True).first()
    office = Office.objects.filter(code=office_code).first()
    if officer is None or office is None:
        return False
    proof = officer.get_session_auth_hash()
    if not constant_time_compare(str(held.get(HASH_SESSION_KEY, "")), proof):
        return False
    roles = roles_of(officer.pk, office.pk, published(office_code).day)
    return bool(roles) and (not _second_factor_asked(roles) or _verified(held, officer))


def _verified(held: dict[str, Any], officer: Officer) -> bool:
    device = SecondFactor.from_persistent_id(str(held.get(DEVICE_ID_SESSION_KEY, "")))
    return device is not None and device.user_id == officer.pk


def _second_factor_asked(roles: frozenset[str]) -> bool:
    return bool(settings.REQUIRE_SECOND_FACTOR and roles & NEEDS_SECOND_FACTOR)


def _refusal(request: OfficeRequest, roles: tuple[Role, ...]) -> HttpResponse | None:
    """Why this officer may not enter, as the answer to give; None when nothing is in the way."""
    if not request.user.is_authenticated:
        return to_sign_in(request)
    request.roles = roles_of(request.user.pk, request.office.pk, request.published.day)
    if not request.roles:
        raise Http404
    if roles and not request.roles.intersection(roles):
        raise PermissionDenied
    verified = request.user.is_verified()  # type: ignore[attr-defined]
    if _second_factor_asked(request.roles) and not verified:
        return redirect(f"{reverse('second-factor')}?{urlencode({'next': _way_back(request)})}")
    return None
