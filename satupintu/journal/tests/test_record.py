"""An act and its journal entries: kept together, or not at all."""

import threading
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction

from satupintu.journal.models import Entry
from satupintu.journal.record import act, after_commit
from satupintu.offices.models import Desk, Office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(transactional_db: None) -> Office:
    return Office.objects.create(code="3300", name="BPS Provinsi Jawa Tengah", zone="WIB")


def opened(office: Office, *, of: int) -> None:
    with act(office.pk) as doing:
        desk = Desk.objects.create(office_id=of, number=1, name="Meja 1")
        doing.note("desk.open", f"desk:{desk.pk}")


def events() -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("event", flat=True))


@pytest.mark.proves("LAW-11")
def test_what_the_database_refuses_at_the_very_end_leaves_nothing(office: Office) -> None:
    with pytest.raises(IntegrityError):
        opened(office, of=office.pk + 1)  # seen at commit
    assert events() == []
    assert not Desk.objects.exists()
    opened(office, of=office.pk)
    assert events() == ["desk.open"]
    assert Entry.objects.get().seq == 1


@pytest.mark.proves("LAW-11")
def test_an_act_in_a_larger_one_is_kept_with_it(office: Office) -> None:
    with suppress(LookupError), transaction.atomic():
        opened(office, of=office.pk)
        assert events() == ["desk.open"]
        raise LookupError
    assert events() == []
    assert not Desk.objects.exists()


@pytest.mark.proves("LAW-11")
def test_listeners_hear_of_an_act_when_others_can_see_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []

    def look() -> None:
        try:
            seen.append(events())
        finally:
            connection.close()

    def listener(office_id: int, seq: int) -> None:
        assert (office_id, seq) == (office.pk, 1)
        other = threading.Thread(target=look)  # another connection
        other.start()
        other.join()

    monkeypatch.setattr("satupintu.journal.record.after_commit", [*after_commit, listener])
    opened(office, of=office.pk)
    assert seen == [["desk.open"]]
