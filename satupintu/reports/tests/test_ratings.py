"""The supervisor reads what visitors thought and wrote, five by five."""

from typing import Any

import pytest

from satupintu.feedback.actions import Answers, rate
from satupintu.offices.published import Published
from satupintu.people.models import Officer
from satupintu.reports.tests.test_day import PAGE, text_of
from satupintu.rules import clock
from satupintu.walkin.models import Ticket
from satupintu.walkin.queries.visits import visit_of_token
from satupintu.walkin.tests.numbers import take

ROOM = f"{PAGE}ratings/"
DAY = 86_400.0


def rated(place: Published, count: int, door: str = "phone", by: int | None = None) -> None:
    """So many visits of the day, each with its rating and a word."""
    for n in range(count):
        ticket = take(place)
        Ticket.objects.filter(pk=ticket.pk).update(state="done", ended_at=clock.now())
        visit = visit_of_token(ticket.token)
        assert visit
        rate(visit, Answers(3 + n % 2, {"time": 4}, f"Ruang <sejuk> {n}"), door=door, by=by)


@pytest.mark.proves("HP-13")
def test_the_supervisor_reads_who_keyed_in_how_many_slips(
    place: Published, supervisor: Officer, officer: Officer, receptionist: Officer, signed_in: Any
) -> None:
    rated(place, 2)
    rated(place, 1, "slip", officer.pk)
    rated(place, 3, "slip", receptionist.pk)
    client = signed_in(supervisor)
    assert client.get(ROOM).context["keyed"] == []
    with clock.offset(2 * DAY):
        assert client.get(ROOM).context["keyed"] == [("Rina Wulandari", 3), ("Dewi Lestari", 1)]
        assert "Rina Wulandari" in text_of(client, ROOM)
        assert client.get(f"{ROOM}?year=2025").context["keyed"] == []


@pytest.mark.proves("HP-13")
def test_the_supervisor_reads_scores_elements_and_words_of_a_year(
    place: Published, supervisor: Officer, signed_in: Any
) -> None:
    rated(place, 6)
    client = signed_in(supervisor)
    with clock.offset(2 * DAY):
        told = text_of(client, ROOM)
        assert "3,40</b>" in told
        assert "menurut 5 penilaian" in told
        assert "Apakah pelayanan diberikan dengan cepat?" in told
        assert "4,00" in told
        assert told.count("Ruang &lt;sejuk&gt;") == 5
        assert "Belum ada" not in told
        assert text_of(client, f"{ROOM}?year=2025").count("Belum ada") == 2


@pytest.mark.proves("HP-13")
def test_what_can_still_be_changed_is_not_told(
    place: Published, supervisor: Officer, signed_in: Any
) -> None:
    rated(place, 6)
    told = text_of(signed_in(supervisor), ROOM)
    assert "Belum ada lima penilaian" in told
    assert "Belum ada lima tulisan" in told
    assert "sejuk" not in told


@pytest.mark.parametrize("fives", [1, 3])
@pytest.mark.proves("LAW-8")
def test_the_ratings_ask_the_same_however_many_there_are(
    fives: int, place: Published, supervisor: Officer, signed_in: Any,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    rated(place, 5 * fives)
    client = signed_in(supervisor)
    with clock.offset(2 * DAY), django_assert_num_queries(19):
        assert client.get(ROOM).content.decode().count("rp-said") == fives
