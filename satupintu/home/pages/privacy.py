"""What the office keeps of a visitor, for what and how long, in plain words (FO-5)."""

from django.http import HttpResponse
from django.shortcuts import render

from satupintu.offices.models import ContactKind
from satupintu.people.access import OfficeRequest, open_to_all

REACHED_BY = (ContactKind.EMAIL, ContactKind.PHONE, ContactKind.WHATSAPP)


@open_to_all
def privacy(request: OfficeRequest, office_code: str) -> HttpResponse:
    """The words behind the one line on the guest book; the months are the office's own."""
    place = request.published
    contacts = request.office.contacts.filter(kind__in=REACHED_BY, for_complaints=False)
    asked = frozenset().union(*(service.requires for service in place.services if service.offered))
    context = {
        "months": place.choices["guest_book_months"],
        "consultation_months": place.choices["consultation_months"],
        "search_months": place.choices["search_log_months"], "contacts": contacts,
        "identity": "identity" in asked,
    }  # fmt: skip
    return render(request, "home/privacy.html", context)
