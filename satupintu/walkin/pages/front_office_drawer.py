"""The guest book of one visitor as it lies open: ticket, person, what is written, where to go."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.http import Http404, QueryDict

from satupintu.offices.models import Contact, ContactKind
from satupintu.offices.published import Published
from satupintu.people.access import OfficeRequest
from satupintu.people.codes import OCCUPATION, words
from satupintu.people.models import Person
from satupintu.people.names import e164, fold
from satupintu.people.persons import alike, maybe_the_same, person_of
from satupintu.rules import clock
from satupintu.rules.whole import whole
from satupintu.walkin.actions.wrong_service import may_change_service
from satupintu.walkin.models import AnnouncedGroup, GuestBookEntry, Prefill, Ticket
from satupintu.walkin.pages.front_office_form import GuestBookForm
from satupintu.walkin.queries.guest_book import (
    entry_of,
    others_there,
    prefill_of,
    purposes_of,
    visit_count,
    visits_of,
)
from satupintu.walkin.queries.rail import Rail, rail


@dataclass
class Drawer:
    """What the officer has before them; every field of the template comes from here."""

    form: GuestBookForm
    ticket: Ticket | None = None
    person: Person | None = None
    entry: GuestBookEntry | None = None
    prefill: Prefill | None = None
    more_purposes: list[str] = field(default_factory=list)
    same: list[Person] = field(default_factory=list)
    press: str = ""
    opened_at: str = ""
    editing: bool = False
    unproved: bool = False  # matched by a contact that somebody wrote on a phone

    @property
    def amends(self) -> bool:
        return self.entry is not None


def ticket_of(request: OfficeRequest, pk: int) -> Ticket:
    """The ticket of this office with its turn; another office's does not exist."""
    rows = Ticket.objects.filter(office_id=request.office.pk, pk=pk)
    ticket = rows.select_related("turn__desk", "service").first()
    if ticket is None:
        raise Http404
    return ticket


def drawer(request: OfficeRequest, ticket: Ticket | None, *, save: bool = False) -> Drawer:
    """The guest book as the request leaves it: freshly opened, looked at, or to be saved."""
    posted = request.POST
    entry = entry_of(ticket) if ticket else None
    prefill = prefill_of(ticket) if ticket and not entry else None
    doubtful = _of_phone(request, prefill)
    person = _person(request, entry, doubtful, prefill)
    first, rest = purposes_of(request.published)
    common: dict[str, Any] = {
        "purposes": first, "day": ticket.day if ticket else None, "known": person is not None,
        "service": request.published.service_by_id(ticket.service_id) if ticket else None,
    }  # fmt: skip
    if save:
        form = GuestBookForm(request.published, posted, **common)
    else:
        said = {**_before(ticket, entry, prefill), **_known(person, posted), **_typed(posted)}
        form = GuestBookForm(request.published, initial=said, **common)
    return Drawer(
        form, ticket, person, entry, prefill, rest,
        same=[] if save or person or posted.get("same") == "new" else doubtful,
        unproved=bool(prefill and person in doubtful and not posted.get("same")),
        press=posted.get("press") or uuid4().hex,
        opened_at=posted.get("opened_at") or clock.now().isoformat(),
        editing=bool(posted.get("editing")),
    )  # fmt: skip


def context_of(request: OfficeRequest, shown: Drawer | None, **more: Any) -> dict[str, Any]:
    """Everything the front office's templates read."""
    now = clock.now()
    beside: Rail = rail(request.published, now)
    place = request.published
    context: dict[str, Any] = {"rail": beside, "drawer": shown, "place": place, "now": now, **more}
    if request.headers.get("X-Part") != "1":
        context |= {"blank": blank_of(place), "contacts": contacts_of(place)}
    if shown:
        context |= {
            "service_name": service_name(request, shown.ticket),
            "occupation_words": words(OCCUPATION, shown.person.occupation) if shown.person else "",
            "form": shown.form, "ticket": shown.ticket, "person": shown.person,
            "there": others_there(place, request.user.pk, now, shown.ticket)
            if shown.ticket else [],
            "may_change_service": bool(
                shown.ticket and shown.ticket.day == place.day and may_change_service(shown.ticket)
            ),
            "desk": beside.desk_for(shown.ticket),
            "free_desks": beside.free_desks_for(shown.ticket),
            "visits": visits_of([shown.person])[shown.person.pk] if shown.person else [],
            "visit_number": visit_count(shown.person) + (not shown.amends) if shown.person else 1,
        }  # fmt: skip
    return context


def service_name(request: OfficeRequest, ticket: Ticket | None) -> str:
    """The service as the office calls it today."""
    return request.published.service_by_id(ticket.service_id).short_name if ticket else ""


def blank_of(place: Published) -> GuestBookForm:
    """An empty sheet that the page keeps for when no server answers."""
    return GuestBookForm(place, purposes=purposes_of(place)[0])


def contacts_of(place: Published) -> list[str]:
    """Where somebody who asks for public information is sent: the office's e-mail and site."""
    kinds = [ContactKind.EMAIL, ContactKind.WEBSITE]
    rows = Contact.objects.filter(office=place.office, kind__in=kinds, for_complaints=False)
    return list(rows.values_list("value", flat=True)[:2])


def _person(
    request: OfficeRequest, entry: GuestBookEntry | None, doubtful: list[Person],
    prefill: Prefill | None,
) -> Person | None:  # fmt: skip
    asked = request.POST.get("same") or request.POST.get("person") or ""
    if pk := whole(asked):
        return person_of(request.office.pk, pk)
    if asked == "new":
        return None
    if entry and entry.person:
        return entry.person
    if prefill and len(doubtful) == 1:
        # Anybody can write anybody's address: without the same name it is no match.
        written = fold(str(prefill.answers.get("name") or ""))
        return doubtful[0] if alike(written, doubtful[0].name_key) else None
    return None


def _of_phone(request: OfficeRequest, prefill: Prefill | None) -> list[Person]:
    """Whom the office knows by the contact that was written on the phone; nothing is proved yet."""
    if prefill is None:
        return []
    said = prefill.answers
    email, phone = str(said.get("email") or ""), e164(str(said.get("phone") or ""))
    return maybe_the_same(request.office.pk, name="", email=email, phone=phone)


def _before(
    ticket: Ticket | None, entry: GuestBookEntry | None, prefill: Prefill | None
) -> dict[str, Any]:  # fmt: skip
    """What is known before anybody types: the entry, the phone's answers, the announced group."""
    said: dict[str, Any] = {"flag": ticket.flag, "head_count": ticket.head_count} if ticket else {}
    if prefill:
        known = GuestBookForm.base_fields
        said |= {name: value for name, value in prefill.answers.items() if name in known and value}
    if entry:
        fields = ("purposes", "purpose_text", "identity", "use", "group_name", "head_count")
        said |= {name: getattr(entry, name) for name in fields}
    elif ticket and (group := AnnouncedGroup.objects.filter(ticket=ticket).first()):
        said |= {"group_name": group.name, "head_count": group.head_count, "name": group.contact}
    return said


def _known(person: Person | None, posted: QueryDict) -> dict[str, Any]:
    """Who sets the data right sees what is known; contacts stay masked and are only replaced."""
    if person is None or not posted.get("editing"):
        return {}
    fields = (
        "name", "institution", "institution_kind", "sex", "birth_year", "education", "occupation",
        "support_needed",
    )  # fmt: skip
    return {name: getattr(person, name) for name in fields}


def _typed(posted: QueryDict) -> dict[str, Any]:
    known = GuestBookForm.base_fields
    said: dict[str, Any] = {name: posted[name] for name in posted if name in known}
    if "purposes" in posted:
        said["purposes"] = posted.getlist("purposes")
    return {name: value for name, value in said.items() if value}
