"""Statements that are put together once do what the ORM does."""

import pytest
from django.db import IntegrityError
from django.db.models import Model

from satupintu.database.repeated import Keyed
from satupintu.database.statements import change, insert, insert_new, moment, read, stored
from satupintu.journal.models import Entry, Head, Press
from satupintu.offices.actions.founding import found_office
from satupintu.offices.models import Desk, Office
from satupintu.rules import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(friday_morning: object) -> Office:
    return found_office(code="3300", name="BPS", zone="WIB", desks=["Meja 1"])


def press(office: Office, key: str = "one") -> Press:
    return Press(key=key, office=office, made="ticket:1", at=clock.now())


def columns(row: Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_a_row_is_written_with_every_column_and_knows_its_key(office: Office) -> None:
    written = press(office)
    insert(written)
    assert written.pk
    assert not written._state.adding
    assert columns(Press.objects.get()) == columns(written)


def test_a_row_that_is_there_is_not_written_twice(office: Office) -> None:
    insert(press(office))
    with pytest.raises(IntegrityError):
        insert(press(office))


def test_a_row_that_may_be_there_is_written_once(office: Office) -> None:
    first, second = press(office), press(office)
    assert insert_new(first)
    assert not insert_new(second)
    assert Press.objects.get().pk == first.pk
    assert second.pk is None


def test_a_row_whose_key_is_another_row_is_written_under_it(office: Office) -> None:
    Head.objects.filter(office=office).delete()
    insert(Head(office=office, last=7))
    assert Head.objects.get(office=office).last == 7


def test_lists_are_kept_as_lists_and_nothing_as_nothing(office: Office) -> None:
    facts = {"desks": [1, 2], "why": None}
    insert(Entry(office=office, seq=9000, at=clock.now(), event="a", subject="b", facts=facts))
    assert Entry.objects.get(seq=9000).facts == facts


def test_only_the_rows_as_they_were_seen_are_changed(office: Office) -> None:
    insert(press(office))
    seen = {"key": "one", "made": "ticket:1"}
    assert change(Press, seen, {"made": "ticket:2"}) == 1
    assert change(Press, seen, {"made": "ticket:3"}) == 0
    assert Press.objects.get().made == "ticket:2"


def test_nothing_and_something_are_told_apart(office: Office) -> None:
    desk = Desk.objects.get(office=office)
    assert change(Desk, {"id": desk.pk, "number": None}, {"name": "Meja 2"}) == 0
    assert change(Desk, {"id": desk.pk, "number": desk.number}, {"name": "Meja 2"}) == 1


def test_a_moment_comes_back_as_it_went(office: Office) -> None:
    written = press(office)
    insert(written)
    [(at,)] = read("SELECT at FROM journal_press WHERE at = %s", [stored(written.at)])
    assert moment(at) == written.at
    assert moment(None) is None


def test_what_is_asked_with_is_taken_as_it_is(office: Office) -> None:
    insert(press(office, "50% 's \\ é %s"))
    [row] = read(
        "SELECT 7-%s, key, key LIKE '50%%', %s FROM journal_press WHERE key = %s AND %s",
        [-5, 3, "50% 's \\ é %s", True],
    )
    assert row == (12, "50% 's \\ é %s", True, 3)
    assert read("SELECT key FROM journal_press WHERE at < %s", [stored(clock.now())])


def test_a_question_by_a_key_is_a_question() -> None:
    assert read(Keyed("SELECT id FROM journal_press WHERE key = %s"), ["none"]) == []
    with pytest.raises(ValueError, match="not a question"):
        read(Keyed("DELETE FROM journal_press"), [])


def test_a_question_cannot_write() -> None:
    with pytest.raises(ValueError, match="not a question"):
        read("DELETE FROM journal_press", [])
