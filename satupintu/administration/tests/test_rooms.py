"""Every room of the settings: who enters, what it costs the database, what an empty one says."""

from datetime import timedelta

import pytest

from conftest import FRIDAY_MORNING, an_officer
from satupintu.example.remove import sample_visits
from satupintu.offices.actions.contacts import Reach, add_contact
from satupintu.offices.actions.decisions import decide
from satupintu.offices.actions.desks import add_desk
from satupintu.offices.actions.hours import plan_season, set_hours, set_special_day
from satupintu.offices.models import Choice, Office
from satupintu.offices.published import forget, published
from satupintu.people.actions.devices import ask, join
from satupintu.people.actions.subject_units import Unit, set_up
from satupintu.people.models import Role
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door

TODAY = FRIDAY_MORNING.date()
ROOMS = (
    "", "hours/", "hours/season/", "holidays/", "holidays/2026/", "holidays/2027/", "services/",
    "services/consultation/", "standards/", "standards/consultation/",
    "standards/consultation/history/", "desks/", "desks/1/", "decisions/",
    "decisions/priority_ratio/", "decisions/purposes/", "decisions/mute_windows/",
    "decisions/phone_join/", "decisions/guest_book_first/", "message/", "contacts/", "officers/",
    "devices/", "letters/", "audit/",
)  # fmt: skip
FOR_LEADERS = {"", "devices/", "message/", "letters/", "audit/"}


@pytest.mark.parametrize("room", ROOMS)
def test_an_administrator_enters_every_room(signed_in, administrator, room):
    answer = signed_in(administrator).get(f"/o/3300/settings/{room}")
    assert answer.status_code == 200
    assert 'aria-current="page"' in answer.text or room == ""


@pytest.mark.proves("LAW-3")
@pytest.mark.parametrize("room", ROOMS)
def test_a_supervisor_enters_some_and_others_none(signed_in, supervisor, officer, room):
    wanted = 200 if room in FOR_LEADERS else 403
    assert signed_in(supervisor).get(f"/o/3300/settings/{room}").status_code == wanted
    assert signed_in(officer).get(f"/o/3300/settings/{room}").status_code == 403


@pytest.mark.proves("LAW-3")
@pytest.mark.parametrize("room", ROOMS)
def test_another_offices_administrator_finds_nothing(signed_in, other_officer, room):
    client = signed_in(other_officer)
    assert client.get(f"/o/3300/settings/{room}").status_code == 404
    assert client.post(f"/o/3300/settings/{room}").status_code == 404


@pytest.mark.proves("LAW-3")
def test_things_of_another_office_cannot_be_reached_through_ones_own(
    signed_in, administrator, other_office, other_officer
):
    client = signed_in(administrator)
    contact = add_contact(other_office, Reach("phone", "0921-1"), by=other_officer.pk)
    device, _secret = ask(other_office, "kiosk")
    device = join(other_office, device.join_code, "Mesin", by=other_officer)
    for room in (
        f"contacts/{contact.pk}/",
        f"devices/{device.pk}/",
        f"officers/{other_officer.pk}/",
    ):
        assert client.get(f"/o/3300/settings/{room}").status_code == 404


@pytest.mark.proves("ADM-13")
@pytest.mark.parametrize(
    ("room", "words"),
    [
        ("contacts/", "Belum ada kontak"),
        ("devices/", "Layanan tetap berjalan tanpa perangkat"),
        ("audit/", "Setiap perubahan pengaturan tercatat di sini"),
        ("hours/", "Belum ada musim"),
        ("holidays/", "Hari tutup setempat"),
    ],
)
def test_an_empty_list_says_what_it_is_for(signed_in, administrator, room, words):
    assert words in signed_in(administrator).get(f"/o/3300/settings/{room}").text


def one_more(office, administrator, number):
    add_contact(office, Reach("phone", f"024-{number}"), by=administrator.pk)
    an_officer(office, f"p{number}", f"Petugas {number}", Role.CONSULTANT, Role.FRONT_OFFICE)
    device, _secret = ask(office, "display")
    join(office, device.join_code, f"Layar {number}", by=administrator)
    decide(office, "priority_ratio", 1 + number, valid_from=TODAY, by=administrator.pk)
    served = list(office.services.values_list("pk", flat=True))[:number]
    add_desk(office, name=f"Meja tambahan {number}", way="", services=served, by=administrator.pk)
    set_up(office, Unit(f"Tim {number}", (), [administrator.pk]), by=administrator.pk)
    later = TODAY + timedelta(days=7 * number)
    week = {"0": [["08:00", "12:00"]]}
    set_hours(office, week, valid_from=later, by=administrator.pk)
    plan_season(office, f"Musim {number}", later, later, week, by=administrator.pk)
    set_special_day(office, later, [], "Hari jadi", by=administrator.pk)


@pytest.mark.proves("LAW-8")
@pytest.mark.parametrize(
    ("room", "statements"),
    [
        ("contacts/", 4),
        ("officers/", 5),
        ("devices/", 4),
        ("audit/", 8),
        ("decisions/", 4),
        ("desks/", 5),
        ("units/", 6),
        ("hours/", 7),
        ("holidays/", 5),
        ("holidays/2026/", 6),
    ],
)
def test_a_list_asks_the_same_number_of_questions_however_long_it_is(
    signed_in, administrator, office, room, statements, django_assert_num_queries
):
    client = signed_in(administrator)
    for number in (1, 2, 3):
        one_more(office, administrator, number)
        if number in {1, 3}:
            client.get("/o/3300/settings/")  # the office as published is read once more
            with django_assert_num_queries(statements):
                client.get(f"/o/3300/settings/{room}")


@pytest.mark.proves("LAW-8")
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("room", "listed"), [("services/", "services"), ("standards/", "rows")])
def test_services_are_listed_by_the_same_number_of_questions_however_many(
    signed_in, administrator, office, room, listed, count, django_assert_num_queries
):
    kept = list(office.services.values_list("pk", flat=True))[:count]
    office.services.exclude(pk__in=kept).delete()
    forget()
    client = signed_in(administrator)
    client.get("/o/3300/settings/")
    with django_assert_num_queries(4):
        page = client.get(f"/o/3300/settings/{room}")
    assert len(page.context[listed]) == count


@pytest.mark.proves("ADM-11", "ADM-9")
def test_the_sample_day_goes_when_its_mark_is_typed(signed_in, administrator, supervisor, office):
    room = "/o/3300/settings/example/"
    client = signed_in(administrator)
    assert client.get(room).status_code == 404  # a real office has nothing to take away
    assert "Data contoh" not in client.get("/o/3300/settings/").text
    Office.objects.filter(pk=office.pk).update(example=True)
    forget()
    place = published("3300")
    take_ticket(place, place.services[0], door=Door.KIOSK)
    assert "Ada 1 kunjungan" in client.get(room).text
    assert signed_in(supervisor).post(room, {"typed": "CONTOH"}).status_code == 403
    assert client.post(room, {"typed": "ya"}).status_code == 400
    assert sample_visits(office) == 1
    assert client.post(room, {"typed": "contoh"}).status_code == 302
    assert sample_visits(office) == 0
    assert client.get(room).status_code == 404


@pytest.mark.proves("ADM-1")
def test_while_typing_only_the_effect_is_answered_and_nothing_is_saved(
    signed_in, administrator, office
):
    client, room = signed_in(administrator), "/o/3300/settings/decisions/priority_ratio/"
    asked = {"value": "3", "valid_from": "24-07-2026"}
    part = client.post(room, asked, headers={"X-Part": "effect"})
    assert "Sekarang: 2. Nanti: 3." in part.text
    assert "<html" not in part.text
    assert 'name="seen"' in part.text
    half = client.post(room, {**asked, "value": ""}, headers={"X-Part": "effect"})
    assert half.status_code == 200
    assert "Akibat" not in half.text
    assert "Lihat akibatnya" in half.text
    assert not Choice.objects.exists()
    seen = {"seen": part.context["fingerprint"]}
    assert client.post(room, {**asked, **seen}).status_code == 302
    assert Choice.objects.get().value == 3
