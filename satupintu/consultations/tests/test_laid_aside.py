"""A conversation is laid aside in the list: until when it can be, and what is offered."""

import pytest

from satupintu.consultations.tests.cases import examined, fresh, wib
from satupintu.rules import clock


@pytest.fixture
def page(sent) -> str:
    return f"/o/3300/inbox/{sent.pk}/"


def test_what_nobody_has_examined_is_laid_aside_until_its_clock_would_start(
    desk, page, place, sent
):
    assert "Sampai hari kerja berikutnya" in desk.get(page).text
    assert "Sampai minggu depan" in desk.get(page).text  # Monday is both on a Friday
    desk.post(f"{page}postpone/", {"until": "tomorrow"})
    assert place.local(fresh(sent).postponed_until) == wib(27, 8)


def test_what_is_due_too_soon_is_not_offered_to_be_laid_aside(desk, page, place, sent, officer):
    examined(place, sent, officer)
    with clock.travel(to=wib(29, 10)):
        assert "Tidak bisa ditunda: tenggatnya dekat atau sudah lewat." in desk.get(page).text
        assert "Sampai hari kerja berikutnya" not in desk.get(page).text


def test_it_is_laid_aside_until_before_it_is_due(desk, page, place, sent, officer):
    examined(place, sent, officer)
    desk.post(f"{page}postpone/", {"until": "tomorrow"})
    assert place.local(fresh(sent).postponed_until) == wib(27, 8)
    assert desk.post(f"{page}postpone/", {"until": "2026-08-20T09:00"}).status_code == 409
    desk.post(f"{page}postpone/", {"until": ""})
    assert fresh(sent).postponed_until is None
