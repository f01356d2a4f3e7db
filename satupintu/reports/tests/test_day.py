"""The supervisor's day page: who waits, who sits where, the standard, what wants a person."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.people.models import Device, Officer
from satupintu.rules import clock
from satupintu.walkin.actions.alerts import raise_alert
from satupintu.walkin.actions.calling import call_next, no_show, recall
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.roster import plan_week
from satupintu.walkin.actions.serving import Outcome, finish, start
from satupintu.walkin.queries.day import turns_today
from satupintu.walkin.tests.numbers import take

pytestmark = pytest.mark.django_db
PAGE = "/o/3300/day/"
MINUTE = 60.0


def serve(
    place: Published, officer: Officer, *, at: float, wait: float = 1, length: float = 5
) -> Any:
    """Somebody comes `at` minutes after nine, is called and served after `wait` minutes."""
    with clock.offset(at * MINUTE):
        take(place)
    with clock.offset((at + wait) * MINUTE):
        ticket = call_next(place, place.desks[0], officer_id=officer.pk)
        assert ticket
        start(ticket, officer_id=officer.pk)
    with clock.offset((at + wait + length) * MINUTE):
        return finish(ticket, Outcome("answered", frozenset({"data"})), officer_id=officer.pk)  # type: ignore[arg-type]


def text_of(client: Client, path: str = PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_page_says_who_waits_and_who_sits_where(
    place: Published, officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    open_desk(place, place.desks[0], officer_id=officer.pk)
    take(place, head_count=3)
    with clock.offset(14 * MINUTE):
        text = text_of(signed_in(supervisor))

    assert '<b class="num">3</b><small>orang, 1 nomor, 0 didahulukan' in text
    assert "menit, A-001" in text
    assert '<span class="badge late">' in text  # nobody is before A-001: due at 09.10
    assert "Dewi Lestari" in text
    assert f"Ambil alih {place.desks[0].name}" in text


@pytest.mark.proves("STD-TIME")
def test_the_standard_of_today_has_its_base_and_lists_each_miss(
    place: Published, officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    open_desk(place, place.desks[0], officer_id=officer.pk)
    for minute in (0, 20):
        serve(place, officer, at=minute)
    serve(place, officer, at=40, wait=13)
    with clock.offset(70 * MINUTE):
        client = signed_in(supervisor)
        text = text_of(client)
        late = turns_today(place)[-1]

        assert text.count('<b class="num">67 %</b><small>(2 dari 3)</small>') == 1
        assert text.count("Dilayani dalam 10 menit") == 1
        assert "Sebelum koreksi" not in text  # nothing was corrected
        assert "lewat 3 menit: batas 09.50, mulai 09.53" in text

        client.post(f"{PAGE}miss/{late.pk}/", {"reason": "Pengunjung sebelumnya perlu bantuan"})
        assert "Pengunjung sebelumnya perlu bantuan" in text_of(client)


def test_missed_calls_are_named(
    place: Published, officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    take(place)
    ticket = call_next(place, place.desks[0], officer_id=officer.pk)
    assert ticket
    with clock.offset(3 * MINUTE):
        no_show(recall(ticket, place, officer_id=officer.pk), place, officer_id=officer.pk)
        text = text_of(signed_in(supervisor))

    assert 'Tidak hadir saat dipanggil</dt><dd><b class="num">1</b>' in text


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.proves("LAW-8")
def test_the_page_asks_the_same_twelve_questions_however_many_come(
    rows: int, place: Published, officer: Officer, supervisor: Officer, signed_in: Any,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    open_desk(place, place.desks[0], officer_id=officer.pk)
    for number in range(rows):
        serve(place, officer, at=20 * number, wait=12)
        take(place)
        Device.objects.create(
            office=place.office, kind="display", digest=str(number), asked_at=clock.now(),
            joined_at=clock.now(),
        )  # fmt: skip
    client = signed_in(supervisor)
    with clock.offset(90 * MINUTE), django_assert_num_queries(12):
        client.get(PAGE)


def test_a_screen_silent_for_a_minute_says_what_to_do(
    place: Published, supervisor: Officer, signed_in: Any
) -> None:
    for name, seconds in (("Layar utama", 61), ("Layar kedua", 30)):
        Device.objects.create(
            office=place.office, kind="display", name=name, digest=name, asked_at=clock.now(),
            joined_at=clock.now(), last_seen=clock.now() - timedelta(seconds=seconds),
        )  # fmt: skip
    text = text_of(signed_in(supervisor))

    assert "Layar utama diam" in text
    assert "Periksa kabel dan jaringan layar di ruang tunggu." in text
    assert "Layar kedua" not in text


def test_who_answers_an_alert_takes_it_off_the_page(
    place: Published, supervisor: Officer, signed_in: Any
) -> None:
    alert = raise_alert(place.office.pk, "help")  # type: ignore[arg-type]
    client = signed_in(supervisor)
    assert "Pengunjung minta bantuan." in text_of(client)
    for _ in range(2):  # a second press changes nothing
        client.post(f"{PAGE}alert/{alert.pk}/")
    assert "Pengunjung minta bantuan." not in text_of(client)
    alert.refresh_from_db()
    assert alert.answered_by == supervisor


def test_who_is_planned_and_does_not_sit_there_is_missing(
    place: Published, officer: Officer, second_officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    one, two = place.desks[0], place.desks[1]
    cells: dict[Any, int] = {
        (place.day, one.id): officer.pk,
        (place.day, two.id): second_officer.pk,
    }
    plan_week(place, date(2026, 7, 20), cells, officer_id=supervisor.pk)
    open_desk(place, one, officer_id=officer.pk)
    text = text_of(signed_in(supervisor))

    assert "Budi Santoso dijadwalkan sejak 08.00" in text
    assert "Dewi Lestari dijadwalkan" not in text


def test_in_november_the_missing_decree_of_next_year_is_told(
    office: Office, supervisor: Officer, signed_in: Any
) -> None:
    client = signed_in(supervisor)
    assert "belum dimuat" not in text_of(client)
    with clock.offset(100 * 24 * 3600):
        assert "Hari libur 2027 belum dimuat." in text_of(client)


def test_fewer_than_five_ratings_are_not_counted_out_loud(
    place: Published, supervisor: Officer, signed_in: Any
) -> None:
    assert "Kurang dari 5 penilaian" in text_of(signed_in(supervisor), f"{PAGE}quality/")


@pytest.mark.proves("KSK-1")
def test_how_long_visitors_stand_at_the_machine_until_they_have_a_number(
    place: Published, supervisor: Officer, signed_in: Any
) -> None:
    client, page = signed_in(supervisor), f"{PAGE}quality/"
    assert "Belum ada nomor dari mesin antrean hari ini." in text_of(client, page)
    for seconds in (6.0, 9.4, 41.0):
        take(place, facts={"touch_seconds": seconds})
    take(place)  # a machine that did not measure
    with clock.travel(by=-86400):
        take(published(place.office.code), facts={"touch_seconds": 500.0})
    told = text_of(client, page)
    assert '<b class="num">9</b><span>detik, median di mesin antrean hari ini' in told
    assert "P90 35 detik (n 3)" in told


@pytest.mark.proves("LAW-3")
def test_only_a_supervisor_enters(
    officer: Officer, receptionist: Officer, other_officer: Officer, signed_in: Any
) -> None:
    rooms = ("", "close/", "guest-book/", "counts/", "ratings/", "roster/")
    for path in [f"{PAGE}{room}" for room in rooms]:
        assert signed_in(officer).get(path).status_code == 403
        assert signed_in(receptionist).get(path).status_code == 403
        assert signed_in(other_officer).get(path).status_code == 404


def test_each_officer_is_led_only_where_the_door_is_open(
    officer: Officer, receptionist: Officer, supervisor: Officer, signed_in: Any
) -> None:
    for who, path, others in (
        (officer, f"{PAGE}turns/", 0),
        (receptionist, f"{PAGE}paper/", 0),
        (supervisor, PAGE, 6),
    ):
        client = signed_in(who)
        tabs = client.get(path).content.decode().split('class="tabs')[1].split("</nav>")[0]
        led_to = [part.split('"')[0] for part in tabs.split('href="')[1:]]
        assert path in led_to
        assert len(led_to) == 1 + others
        assert {client.get(each).status_code for each in led_to} == {200}
