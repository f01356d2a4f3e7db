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
from satupintu.people.cookieless import acts_without_cookies


@ticket_holders
@acts_without_cookies
@METHODS
def consultation_rating(request: OfficeRequest, office_code: str, token: str) -> HttpResponse:
    """One question, four worded buttons."""
    return _unshared(first_step(request, known(ending_asked(office_code, token))))


@ticket_holders
@acts_without_cookies
@METHODS
def consultation_elements(request: OfficeRequest, office_code: str, token: str) -> HttpResponse:
    """The nine elements, if wanted."""
    return _unshared(elements_step(request, known(ending_asked(office_code, token))))


@ticket_holders
@acts_without_cookies
@METHODS
def consultation_words(request: OfficeRequest, office_code: str, token: str) -> HttpResponse:
    """A text, if wanted."""
    return _unshared(words_step(request, known(ending_asked(office_code, token))))


@ticket_holders
@acts_without_cookies
@require_http_methods(["GET", "HEAD"])
def consultation_thanks(request: OfficeRequest, office_code: str, token: str) -> HttpResponse:
    """The end of the rating."""
    return _unshared(last_step(request, known(ending_asked(office_code, token))))


def _unshared(answer: HttpResponse) -> HttpResponse:
    """The address is the key to the page, so it is told to nobody else."""
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
