"""The live door on the real house: its database, its sessions, its server."""

import json

import pytest

from satupintu.config import asgi
from satupintu.consultations.actions.asking import Asked, ask, write_draft
from satupintu.consultations.actions.talking import note, say
from satupintu.example.day import play_example_day
from satupintu.example.office import found_example
from satupintu.journal import queries as journal
from satupintu.journal.record import after_commit
from satupintu.live.database_house import DatabaseHouse
from satupintu.live.tests.knocking import Little, Stream
from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.people.models import Officer
from satupintu.walkin.actions.calling import call_next
from tests.servers import SatuPintu


@pytest.mark.django_db(transaction=True)
def test_the_picture_of_an_office_names_called_tickets_by_their_mark_and_opens_none() -> None:
    office = found_example()
    play_example_day(office)
    place, house = published(office.code), DatabaseHouse()
    officer = Officer.objects.filter(is_active=True).latest("pk")
    desk = place.desks[-1]  # the day leaves it free
    called = call_next(place, desk, officer_id=officer.pk)
    assert called
    picture = house.picture(office.pk)
    assert picture.called == {called.mark}
    assert called.code.encode() in picture.data
    assert called.token.encode() not in picture.data
    assert house.picture(office.pk).data == picture.data
    assert house.office(office.code) == (office.pk, journal.head(office.pk))
    assert house.office("0000") is None


@pytest.mark.django_db(transaction=True)
def test_nobody_follows_an_office_without_a_session() -> None:
    assert not DatabaseHouse().may_follow("x" * 32, found_example().code)


@pytest.mark.django_db(transaction=True)
def test_a_link_names_its_consultation_in_its_own_office_only(
    place: Published, other_office: Office, officer: Officer
) -> None:
    case = ask(place, Asked("Berapa inflasi tahun lalu?", name="Siti"))
    draft = write_draft(place, Asked("Belum dikirim"))
    house, pk = DatabaseHouse(), place.office.pk
    assert house.thread("3300", case.token) == case.subject
    assert house.thread("3300", draft.token) is None
    assert house.thread(other_office.code, case.token) is None

    before = house.newest(pk, case.subject)
    assert before == journal.head(pk)
    say(place, case, "Tolong yang per bulan.")
    note(place, case, "Hanya untuk rekan.", officer_id=officer.pk)
    told = house.happened(pk, before, journal.head(pk))
    assert {each.subject for each in told} == {case.subject}
    assert [each.inside for each in told] == [False, True]
    assert told[-1].seq == house.newest(pk, case.subject)
    assert house.happened(pk, journal.head(pk), journal.head(pk)) == []


def test_the_composed_application_wakes_its_hub_after_each_commit() -> None:
    assert asgi.application.hub.wake in after_commit


def test_the_running_product_holds_streams_and_hands_out_snapshots(
    satu_pintu_server: SatuPintu,
) -> None:
    stream = Stream(satu_pintu_server.port, "/live/3300/public?kind=display", {})
    assert stream.status == 200
    name, version = stream.next()
    assert name == "version"
    door = Little(port=satu_pintu_server.port)
    answer, told = door.get(f"/live/3300/snapshot/{version}")
    assert "immutable" in str(answer.getheader("Cache-Control"))
    assert json.loads(told)["office"] == "3300"
    assert door.get("/live/3300/staff")[0].status == 403
    stream.close()
