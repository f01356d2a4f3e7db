"""What was promised beside what happened: desks and online, told honestly when it is little."""

from datetime import timedelta

import pytest

from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.examining import ask_back
from satupintu.consultations.actions.talking import say
from satupintu.consultations.queries.promise import kept_online
from satupintu.consultations.tests.cases import examined, fresh, wib
from satupintu.home import promises
from satupintu.offices.published import published
from satupintu.rules import clock
from satupintu.rules.promise import Kept
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.serving import start
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door, Turn
from satupintu.walkin.queries.promise import kept_at_desks

pytestmark = pytest.mark.django_db
PAGE = "/o/3300/"


def words(client):
    promises.forget()
    html = client.get(PAGE).content.decode()
    return " ".join(html.split('id="janji"')[1].split('id="hitung"')[0].split())


def answered(place, officer, *, asked_at, at, waits=None):
    """A question that was clear at once and answered then; `waits`: the user owed a reply."""
    with clock.travel(to=asked_at):
        case = examined(place, ask(place, Asked("Inflasi?", "Siti", "siti@example.org")), officer)
    if waits:
        with clock.travel(to=waits[0]):
            ask_back(place, fresh(case), "Tahun?", "tahun", officer_id=officer.pk)
        with clock.travel(to=waits[1]):
            say(place, fresh(case), "2024")
    if at:
        with clock.travel(to=at):
            answer(place, fresh(case), "Ini.", officer_id=officer.pk)
    return case


def test_online_answers_of_thirty_days_count_and_what_is_owed_too_late_counts_as_late(
    place, officer
):
    asked = wib(1, 9)
    answered(place, officer, asked_at=wib(15, 9, month=6), at=wib(15, 10, month=6))  # long ago
    for hour in (10, 11, 13):
        answered(place, officer, asked_at=asked, at=wib(2, hour))
    answered(place, officer, asked_at=asked, at=wib(9, 9))  # late
    answered(place, officer, asked_at=asked, at=None)  # still owed
    answered(place, officer, asked_at=wib(24, 8), at=None)  # owed, and in time as yet
    now = wib(24, 9)
    kept = kept_online(published("3300"), now)
    assert (kept.total, kept.in_time, kept.late, kept.percent) == (5, 3, 2, 60)
    assert kept.took is None  # four answers are too few for a middle


def test_the_middle_is_working_time_without_what_the_user_was_waited_for(place, officer):
    asked = wib(1, 9)  # a Wednesday: 08.00-12.00 and 13.00-15.30
    pause = (wib(1, 10), wib(6, 10))
    for _ in range(3):
        answered(place, officer, asked_at=asked, at=wib(6, 12), waits=pause)  # 1 h and 2 h
    for _ in range(2):
        answered(place, officer, asked_at=asked, at=wib(2, 12))
    kept = kept_online(published("3300"), wib(24, 9))
    assert (kept.total, kept.in_time) == (5, 5)
    assert kept.took == pytest.approx(3 * 3600, abs=0.5)


def test_the_desks_count_what_was_begun_in_thirty_days(place, officer):
    open_desk(place, place.desks[0], officer_id=officer.pk)
    ticket = take_ticket(place, place.service("consultation"), door=Door.KIOSK)
    call_next(place, place.desks[0], officer_id=officer.pk)
    ticket.refresh_from_db()
    start(ticket, officer_id=officer.pk)
    assert kept_at_desks(place) == Kept(1, 1)
    Turn.objects.update(within_standard=False)
    assert kept_at_desks(place) == Kept(1, 0)
    Turn.objects.update(day=place.day - timedelta(days=30))
    assert kept_at_desks(place) == Kept(0, 0)


@pytest.mark.proves("PUB-3")
@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (Kept(0, 0), ["Belum ada yang bisa dihitung."]),
        (Kept(4, 3), ["3 dari 4 pertanyaan dijawab tepat waktu.", "Terlalu sedikit"]),
        (Kept(1200, 1199, 6 * 3600.0), ["99%", "1.199 dari 1.200 pertanyaan", "1 pertanyaan lewat",
                                        "Median 6 jam kerja."]),
        (Kept(5, 5, 600.0), ["100%", "Median kurang dari satu jam kerja."]),
    ],
)  # fmt: skip
def test_the_page_tells_what_happened_beside_the_promise(client, place, monkeypatch, kept, told):
    monkeypatch.setattr(promises, "kept_online", lambda _place, _now: kept)
    page = words(client)
    assert "Dijawab paling lambat 3 hari kerja setelah pertanyaan jelas dan lengkap." in page
    for each in told:
        assert each in page
    assert ("%</p>" in page) == kept.enough


def test_another_office_tells_its_own(client, place, other_office, officer):
    for hour in (10, 11, 13, 14, 15):
        answered(place, officer, asked_at=wib(1, 9), at=wib(2, hour))
    assert "5 dari 5 pertanyaan" in words(client)
    promises.forget()
    other = client.get(f"/o/{other_office.code}/").content.decode()
    assert "dari 5 pertanyaan" not in other


def test_it_is_read_once_in_ten_minutes(place, django_assert_num_queries):
    with django_assert_num_queries(5):
        promises.promises(place)
    with django_assert_num_queries(0):
        promises.promises(place)
    with clock.offset(601), django_assert_num_queries(4):  # the promise itself is known
        promises.promises(place)
