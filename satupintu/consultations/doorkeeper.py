"""Who may open a consultation from outside: its asker, by this browser or by an account."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from satupintu.consultations.models import Consultation, Kind, Message
from satupintu.consultations.queries.case import ANSWERING
from satupintu.consultations.workflow import State
from satupintu.database.prepared import Prepared
from satupintu.offices.published import published
from satupintu.people.access import OfficeRequest, account_of, may_open
from satupintu.ui.trouble import signed_out

CASES = "consultations"  # in the session: those that this browser has been let into
PROVED = "proved consultations"  # of these, whose address this browser has proved
MOST = 30


def let_in(request: HttpRequest, case: Consultation, *, proved: bool = False) -> None:
    """This browser has asked it, or has proved the asker's address: it may open it from now on."""
    for key in (CASES, PROVED) if proved else (CASES,):
        held: list[int] = request.session.get(key, [])
        if case.pk not in held:
            request.session[key] = [*held, case.pk][-MOST:]


def is_asker(request: HttpRequest, case: Consultation) -> bool:
    """Whether the browser was let in, or the account behind it asked the question.

    Once the address is proved, only who proved it counts: somebody may have written another's.
    """
    held = PROVED if case.email_confirmed_at else CASES
    if case.pk in request.session.get(held, []):
        return True
    account = account_of(request)
    person = case.person
    return bool(account and person and person.account_id == account.pk)


def may_read(request: Any, owner: str) -> bool:
    """Files of a consultation open for its asker and for whom its office's inbox opens."""
    pk = owner.partition(":")[2]
    case = Consultation.objects.filter(pk=int(pk)).select_related("person").first()
    if case is None:
        return False
    if request.user.is_authenticated:
        return may_open(request, case.office_id, request.published.day, ANSWERING)
    return is_asker(request, case)


def may_read_message(request: Any, owner: str, n: int | None) -> bool:
    """An asker opens what came with a message that they were shown; never a note's files."""
    if request.user.is_authenticated or n is None:
        return True
    rows = Message.objects.filter(consultation_id=int(owner.partition(":")[2]), n=n)
    shown = rows.filter(shown_at__isnull=False, undone_at=None).exclude(kind=Kind.NOTE)
    return shown.exists()


def askers(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The mark of pages about one consultation, for whoever asked it; others prove their address.

    The address names the number only, so that a copied address opens nothing.
    """

    @wraps(page)
    def guarded(
        request: OfficeRequest, office_code: str, number: str, **more: Any
    ) -> HttpResponseBase:
        case = of_number(number)
        if case is None or not is_asker(request, case):
            return _prove_first(request, number)
        if case.office_id != request.office.pk:
            if request.method == "POST":
                return to_where_it_is(request, case)
            be_at(request, case.office.code)
        answer = page(request, case, **more)
        add_never_cache_headers(answer)
        answer.headers["Referrer-Policy"] = "same-origin"
        return answer

    guarded.access = "asker"  # type: ignore[attr-defined]
    return guarded


def of_number(number: str) -> Consultation | None:
    """The consultation of this number, sent and not erased, at whichever office it is by now."""
    rows = Consultation.objects.filter(number=number, erased_at=None)
    return rows.exclude(state=State.DRAFT).select_related("person", "office").first()


def be_at(request: OfficeRequest, office_code: str) -> None:
    """What is looked at by an address of before the hand-over is the page of the office now."""
    request.published = published(office_code)
    request.office = request.published.office
    timezone.activate(request.published.zone)


def to_where_it_is(request: HttpRequest, case: Consultation) -> HttpResponse:
    """The same request again where it is by now, with all that was sent.

    It was handed over, or became part of another, while its asker had the page open.
    """
    match, now = request.resolver_match, {"office_code": case.office.code, "number": case.number}
    assert match is not None
    address = reverse(match.view_name, kwargs=match.kwargs | now)
    if query := request.META["QUERY_STRING"]:
        address += f"?{query}"
    return redirect(address, preserve_request=True)


def own_draft(request: OfficeRequest, token: str) -> Consultation | None:
    """The draft of this token, if this browser wrote it."""
    found = _draft.first(office=request.office.pk, token=token) if token else None
    return found if found and is_asker(request, found) else None


def _drafts(office: int, token: str) -> QuerySet[Consultation]:
    return Consultation.objects.filter(office_id=office, token=token, state=State.DRAFT)


_draft = Prepared(_drafts, office=int, token=str)


def sent_as(office_id: int, token: str) -> Consultation | None:
    """What the draft of this token became when it was sent."""
    rows = Consultation.objects.filter(office_id=office_id, token=token, number__isnull=False)
    return rows.first()


def _prove_first(request: OfficeRequest, number: str) -> HttpResponse:
    # The same for a number that does not exist: what exists is told to nobody.
    questions = reverse("questions", args=[request.office.code])
    back = f"{questions}?{urlencode({'number': number[:24]})}"
    return signed_out(request, back) or redirect(back)
