"""A prepared question gives what its QuerySet gives: also after an upgrade of Django."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Model, QuerySet

from satupintu.database.prepared import Prepared
from satupintu.journal.models import Entry
from satupintu.offices.models import Desk, Holiday, Office
from satupintu.rules import clock

pytestmark = pytest.mark.django_db


def desks(office: int, name: str) -> QuerySet[Desk]:
    rows = Desk.objects.filter(office_id=office).exclude(name=name)
    return rows.select_related("office__parent").order_by("-number")[:2]


def entries(office: int, at: datetime) -> QuerySet[Entry]:
    return Entry.objects.filter(office_id=office, at__lte=at).order_by("seq")


def holidays(day: date) -> QuerySet[Holiday]:
    return Holiday.objects.filter(day__gte=day).only("day", "name").order_by("day", "pk")


def columns(row: Model) -> dict[str, Any]:
    """What has been read of it; what has not is asked for by nobody here."""
    return {name: value for name, value in vars(row).items() if name != "_state"}


def alike(prepared: Prepared[Any], **values: Any) -> list[Any]:
    """The rows for these values, which are those of the QuerySet."""
    found, expected = prepared.rows(**values), list(prepared._build(**values))
    assert found
    assert [columns(row) for row in found] == [columns(row) for row in expected]
    assert [row._state.db for row in found] == [row._state.db for row in expected]
    assert not any(row._state.adding for row in found)
    return found


def test_rows_come_with_what_they_refer_to(
    office: Office, other_office: Office, django_assert_num_queries: Any
) -> None:
    prepared = Prepared(desks, office=int, name=str)
    alike(prepared, office=other_office.pk, name="Meja 1")
    for row in alike(prepared, office=office.pk, name="Meja 2"):
        with django_assert_num_queries(0):
            assert row.office == office
            assert row.office.parent is None


def test_moments_and_lists_come_back_as_they_are(office: Office) -> None:
    later = clock.now() + timedelta(hours=1)
    facts = {"desks": [1, 2], "why": None}
    Entry.objects.create(
        office=office, seq=9000, at=clock.now(), event="a", subject="b", facts=facts
    )
    found = alike(Prepared(entries, office=int, at=datetime), office=office.pk, at=later)
    assert found[-1].facts == facts


def test_columns_that_were_left_out_stay_out(office: Office) -> None:
    row = alike(Prepared(holidays, day=date), day=date(2026, 3, 1))[0]
    assert row.get_deferred_fields() == {"kind", "decree"}


def test_one_statement_each_time_and_no_row_is_none(
    office: Office, django_assert_num_queries: Any
) -> None:
    prepared = Prepared(desks, office=int, name=str)
    with django_assert_num_queries(2):
        rows = prepared.rows(office=office.pk, name="")
        first = prepared.first(office=office.pk, name="")
    assert rows[0] == first
    assert prepared.first(office=0, name="") is None


def test_a_value_that_the_query_does_not_ask_for_is_a_mistake(office: Office) -> None:
    prepared = Prepared(lambda office, day: Desk.objects.filter(office_id=office), office=int,
                        day=date)  # fmt: skip
    with pytest.raises(ValueError, match="does not ask for"):
        prepared.rows(office=office.pk, day=date(2026, 7, 24))
