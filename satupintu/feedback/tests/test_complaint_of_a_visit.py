"""A complaint about a visit: the number comes along, and who served never reads it."""

import re
from datetime import datetime

import pytest

from satupintu.complaints.queries import for_handler, for_supervisor
from satupintu.offices.published import forget, published
from satupintu.people.models import Assignment, Role
from satupintu.rules import clock

TEXT = "Saya menunggu satu jam padahal layar tertulis 20 menit."


def words_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def address(office) -> str:
    return f"/o/{office.code}/complain/"


def test_the_number_of_the_visit_comes_along_from_its_page(client, address, served):
    page = client.get(f"/t/{served.token}/").content.decode()
    link = re.search(r'href="(/o/3300/complain/[^"]+)"', page)
    assert link
    html = client.get(link[1].replace("&amp;", "&")).content.decode()
    assert f'value="{served.code}"' in html
    assert 'value="2026-07-24"' in html


def test_who_served_the_visit_never_sees_it_even_as_handler(
    signed_in, client, office, address, officer, complaint_handler, served
):
    Assignment.objects.create(
        officer=officer, office=office, role=Role.COMPLAINT_HANDLER, since="2026-01-01"
    )
    client.post(address, {"text": TEXT, "visit": served.code, "day": "2026-07-24"})
    made = for_handler(office.pk, complaint_handler.pk).get()
    client.post(address, {"text": "Tentang hal lain."})
    mine = signed_in(officer)
    listed = words_of(mine.get(f"/o/{office.code}/complaints/"))
    assert made.number not in listed
    assert "1 pengaduan tentang kunjungan yang Anda layani dibaca oleh penangan lain." in listed
    assert mine.get(f"/o/{office.code}/complaints/{made.pk}/").status_code == 404
    other = signed_in(complaint_handler).get(f"/o/{office.code}/complaints/{made.pk}/")
    assert TEXT in words_of(other)


@pytest.mark.proves("STD-COMPLAINT")
def test_when_the_only_handler_served_the_visit_the_supervisor_reads_it(
    signed_in, client, office, place, address, officer, supervisor, served
):
    Assignment.objects.create(
        officer=officer, office=office, role=Role.COMPLAINT_HANDLER, since="2026-01-01"
    )
    client.post(address, {"text": "Tentang hal lain."})
    boss = signed_in(supervisor)
    assert boss.get("/o/3300/complaints/").status_code == 403  # the handler may read that one
    client.post(address, {"text": TEXT, "visit": served.code, "day": "2026-07-24"})
    listed = words_of(boss.get("/o/3300/complaints/"))
    assert "0002" in listed
    assert "0001" not in listed
    made = for_supervisor(place, supervisor.pk).get()
    assert "1 pengaduan menunggu Anda" in words_of(boss.get("/o/3300/day/quality/"))
    assert TEXT in words_of(boss.get(f"/o/3300/complaints/{made.pk}/"))


def test_who_handles_no_complaints_any_more_or_not_yet_keeps_none_from_the_supervisor(
    place, office, officer, second_officer, supervisor, complaint_handler, served, client, address
):
    """By the office's own day: at eight in Ternate it is still yesterday in Greenwich."""
    Assignment.objects.create(
        officer=officer, office=office, role=Role.COMPLAINT_HANDLER, since="2026-01-01"
    )
    Assignment.objects.create(
        officer=second_officer, office=office, role=Role.COMPLAINT_HANDLER, since="2026-07-25"
    )
    client.post(address, {"text": TEXT, "visit": served.code, "day": "2026-07-24"})
    assert not for_supervisor(place, supervisor.pk).exists()
    Assignment.objects.filter(officer=complaint_handler).update(until="2026-07-23")
    office.zone = "WIT"
    office.save()
    with clock.travel(to=datetime(2026, 7, 24, 8, 0, tzinfo=clock.ZONES["WIT"])):
        forget()
        assert for_supervisor(published(office.code), supervisor.pk).count() == 1
