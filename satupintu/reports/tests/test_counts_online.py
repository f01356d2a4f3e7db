"""What came of the consultations that were closed, in the counts of each month."""

from datetime import datetime
from typing import Any

import pytest

from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.closing import close, reopen
from satupintu.consultations.models import Closing, Consultation
from satupintu.consultations.queries.results import closed_by_month
from satupintu.offices.published import Published, published
from satupintu.people.models import Officer
from satupintu.reports.tests.test_books import counted
from satupintu.rules import clock

pytestmark = pytest.mark.django_db
WIB = clock.ZONES["WIB"]


def closed(place: Published, officer: Officer, result: str) -> Consultation:
    case = ask(place, Asked("Jumlah desa di Demak?"))
    return close(place, case, Closing.WITHDRAWN, result=result, officer_id=officer.pk)


@pytest.mark.proves("INB-13")
def test_the_head_reads_what_came_of_the_closed_ones_each_with_its_base(
    place: Published, officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    for result in ("answered", "not_available", "not_available", ""):
        closed(place, officer, result)
    ask(place, Asked("Belum ditutup?"))
    found = counted(signed_in(supervisor))
    assert found["Konsultasi online", "Ditutup"] == ("4", "")
    assert found["Konsultasi online", "Terjawab"] == ("1", "4")
    assert found["Konsultasi online", "Data tidak tersedia"] == ("2", "4")
    assert found["Konsultasi online", "Sebagian"] == ("0", "4")


def test_it_counts_in_the_local_month_in_which_it_ended_last(
    place: Published, officer: Officer, other_office: Any
) -> None:
    for at in (datetime(2026, 7, 31, 23, 30, tzinfo=WIB), datetime(2026, 8, 1, 0, 30, tzinfo=WIB)):
        with clock.travel(to=at):
            case = closed(published("3300"), officer, "partly")
    assert closed_by_month(place, 2026)["partly"] == {(2026, 7): 1, (2026, 8): 1}
    with clock.travel(to=datetime(2026, 8, 3, 9, tzinfo=WIB)):
        reopen(published("3300"), case, officer_id=officer.pk)
    assert closed_by_month(place, 2026)["closed"] == {(2026, 7): 1}
    assert closed_by_month(published(other_office.code), 2026)["closed"] == {}
    assert closed_by_month(place, 2025)["closed"] == {}


def test_what_became_part_of_another_is_not_counted_twice(
    place: Published, officer: Officer
) -> None:
    kept, gone = (closed(place, officer, "answered") for _ in range(2))
    Consultation.objects.filter(pk=gone.pk).update(merged_into=kept)
    assert closed_by_month(place, 2026)["closed"] == {(2026, 7): 1}
