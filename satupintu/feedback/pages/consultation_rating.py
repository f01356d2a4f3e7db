"""Rating an online consultation by the link that only its asker is given (PRT-15)."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from satupintu.feedback.pages.rating import (
    METHODS,
    elements_step,
    first_step,
    known,
    last_step,
    words_step,
)
from satupintu.feedback.rated import ending_asked
from satupintu.people.access import OfficeRequest, ticket_holders
from satupintu.people.cookieless import private_link


@ticket_holders
@private_link
@METHODS
def consultation_rating(request: OfficeRequest, office_code: str, token: str) -> HttpResponse:
    """One question, four worded buttons."""
    return first_step(request, known(ending_asked(office_code, token)))


@ticket_holders
@private_link
@METHODS
def consultation_elements(request: OfficeRequest, office_code: str, token: str) -> HttpResponse:
    """The nine elements, if wanted."""
    return elements_step(request, known(ending_asked(office_code, token)))


@ticket_holders
@private_link
@METHODS
def consultation_words(request: OfficeRequest, office_code: str, token: str) -> HttpResponse:
    """A text, if wanted."""
    return words_step(request, known(ending_asked(office_code, token)))


@ticket_holders
@private_link
@require_http_methods(["GET", "HEAD"])
def consultation_thanks(request: OfficeRequest, office_code: str, token: str) -> HttpResponse:
    """The end of the rating."""
    return last_step(request, known(ending_asked(office_code, token)))
