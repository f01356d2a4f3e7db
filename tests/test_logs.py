"""What the log may say: where something went wrong, never what opens a visitor's page."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client
from django.utils.module_loading import import_string

from satupintu.offices.published import Published
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door


def as_logged(record: logging.LogRecord) -> str:
    """The line that this record becomes in the log of a running service."""
    logging_: dict[str, Any] = settings.LOGGING
    told = logging_["formatters"]["line"]
    return str(import_string(told["class"])(told["format"]).format(record))


class Heard(logging.Handler):
    """Keeps what it hears."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def heard() -> Iterator[Heard]:
    """What Django says of requests."""
    logger, handler = logging.getLogger("django.request"), Heard()
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)


def test_no_line_of_the_log_opens_a_visitors_page(
    client: Client, place: Published, heard: Heard
) -> None:
    ticket = take_ticket(place, place.services[0], door=Door.KIOSK)
    client.put(f"/t/{ticket.token}/")
    client.post(f"/t/{ticket.token}/rating/", {"nilai": "4"})
    lines = [as_logged(record) for record in heard.records]
    assert len(lines) == 2
    assert not any(ticket.token in line for line in lines)
    assert "Conflict: /t/…/rating/" in lines[1]


def test_no_line_of_the_log_opens_a_receipt(client: Client, place: Published, heard: Heard) -> None:
    receipt = signing.dumps(7, salt="complaint-receipt")
    client.get(f"/o/3300/complain/{receipt}/")
    [line] = [as_logged(record) for record in heard.records]
    assert receipt not in line
    assert "Not Found: /o/3300/complain/…/" in line


@pytest.mark.parametrize("link", ["/o/3300/rate/", "/files/"])
def test_no_line_of_the_log_opens_a_rating_or_a_file(
    client: Client, place: Published, heard: Heard, link: str
) -> None:
    token = signing.dumps([7, 0], salt="consultation-rating")
    client.get(f"{link}{token}/")
    [line] = [as_logged(record) for record in heard.records]
    assert token not in line
    assert f"Not Found: {link}…/" in line


def test_what_went_wrong_inside_is_told_without_the_address_too() -> None:
    try:
        raise ValueError("no answer for /t/aB3dE6gH9jK/")
    except ValueError as problem:
        told = (type(problem), problem, problem.__traceback__)
        record = logging.LogRecord("x", logging.ERROR, "", 1, "Fault at %s", ("/o/3300/",), told)
    line = as_logged(record)
    assert "aB3dE6gH9jK" not in line
    assert "ValueError: no answer for /t/…/" in line
    assert "Fault at /o/3300/" in line
