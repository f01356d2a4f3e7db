"""An asker moves an appointment alone, or asks for other moments, by the rules of the first."""

import pytest
from icalendar import Calendar

from satupintu.appointments.actions import NotPossible, Slot, arrive
from satupintu.appointments.models import Appointment, Way
from satupintu.appointments.queries import coming, still_offered
from satupintu.appointments.workflow import State
from satupintu.consultations.actions import meeting
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.examining import ask_back
from satupintu.consultations.doorkeeper import let_in
from satupintu.consultations.tests.cases import examined, fresh, html, wib
from satupintu.journal.models import Entry
from satupintu.offices.models import SpecialDay
from satupintu.offices.published import forget, published
from satupintu.outbox.models import Enclosure, Parcel
from satupintu.rules import clock
from satupintu.walkin.models import Ticket
from tests.arranged import again


@pytest.fixture
def taken(place, case, offered):
    """The visit on Monday at ten; at two there was a video meeting to choose as well."""
    return meeting.take(place, case, offered[0])


@pytest.fixture
def browser(case, client, rf):
    """The asker's own, let in."""
    request = rf.get("/")
    request.session = client.session
    let_in(request, case, proved=True)
    request.session.save()
    client.cookies["sessionid"] = request.session.session_key
    return client


def page_of(case) -> str:
    return f"/o/3300/questions/{case.number}/"


@pytest.mark.proves("PRT-13", "STD-ONLINE-5")
def test_the_asker_moves_it_with_one_press_and_both_calendars_and_the_hall_follow(
    place, case, taken, offered, browser
):
    before = Parcel.objects.filter(address=case.email).count()
    shown = html(browser.get(page_of(case)))
    assert "Pindah ke waktu lain" in shown
    answer = browser.post(f"{page_of(case)}move/", {"slot": offered[1].pk})
    assert answer.url == f"{page_of(case)}#pertemuan"
    moved = coming(case.subject)
    assert moved is not None
    assert (again(taken).state, moved.way, moved.revision) == (State.MOVED, Way.ZOOM, 1)
    assert Ticket.objects.get(code=taken.ticket).state == "void"
    letters = Parcel.objects.filter(address=case.email).order_by("pk")[before:]
    assert len(letters) == 1
    file = Enclosure.objects.get(parcel=letters[0])
    event = Calendar.from_ical(bytes(file.content)).walk("VEVENT")[0]
    assert (event["UID"], event["SEQUENCE"]) == (f"{case.number}@satupintu.invalid", 1)
    assert place.local(event.decoded("DTSTART")) == wib(27, 14)
    assert "Janji dipindah: Zoom Senin, 27 Juli 2026" in case.thread.last().text
    assert "Sebelumnya: Datang" in case.thread.last().text
    told = Entry.objects.filter(event__startswith="appointment.").order_by("seq")
    assert [each.event.partition(".")[2] for each in told][-2:] == ["move", "take"]


def test_it_moves_back_as_long_as_nobody_has_that_moment(place, case, taken, offered):
    with clock.travel(to=wib(24, 10)):
        zoom = meeting.move(place, case, taken, offered[1])
        [back] = still_offered(place, zoom, clock.now())
        visit = meeting.move(place, case, zoom, back)
    assert (visit.way, visit.starts_at, visit.revision) == (Way.VISIT, wib(27, 10), 2)
    assert Appointment.objects.filter(about=case.subject, state=State.TAKEN).count() == 1


def test_the_press_leads_to_where_the_appointment_stands(case, taken, offered, browser):
    at = f"{page_of(case)}move/"
    assert browser.post(at, {"slot": offered[1].pk}).url.endswith("#pertemuan")
    with clock.travel(to=wib(27, 8)):  # on its day it stands at the top
        assert browser.post(at, {"slot": offered[0].pk}).url.endswith("#hari-ini")


def test_the_second_half_of_a_double_click_moves_nothing_more(case, taken, offered, browser):
    for _ in range(2):
        browser.post(f"{page_of(case)}move/", {"slot": offered[1].pk})
    rows = Appointment.objects.filter(about=case.subject)
    assert rows.count() == 3
    assert rows.get(state=State.TAKEN).revision == 1


@pytest.mark.proves("PRT-13")
def test_in_the_last_hour_it_neither_moves_nor_is_it_offered(case, taken, offered, browser):
    with clock.travel(to=wib(27, 9, 1)):
        assert "Pindah ke waktu lain" not in html(browser.get(page_of(case)))
        told = browser.post(f"{page_of(case)}move/", {"slot": offered[1].pk}, follow=True)
    assert "Kurang dari satu jam lagi." in html(told)
    assert again(taken).state == State.TAKEN


def test_who_is_here_already_does_not_move(place, case, taken, offered):
    with clock.travel(to=wib(27, 8, 30)):
        arrive(place, again(taken))
        with pytest.raises(NotPossible, match="late"):
            meeting.move(place, case, again(taken), offered[1])


def test_a_moment_that_another_visitor_has_by_now_is_not_among_them(
    place, case, taken, offered, officer
):
    told = Asked("Saya perlu metadata Susenas.", name="Budi", email="budi@example.org")
    other = examined(place, ask(place, told), officer)
    [same] = meeting.offer(place, other, [Slot(Way.VISIT, wib(27, 14, 15))], officer_id=officer.pk)
    meeting.take(place, other, same)
    assert still_offered(place, again(taken), clock.now()) == []
    with pytest.raises(NotPossible, match="gone"):
        meeting.move(place, case, again(taken), again(offered[1]))


def test_a_holiday_that_was_declared_since_takes_its_moments_away(place, case, taken, officer):
    moments = [Slot(Way.VISIT, wib(28, 9)), Slot(Way.VISIT, wib(29, 9))]
    first, other = meeting.offer(place, case, moments, officer_id=officer.pk)
    tuesday = meeting.take(place, case, first)
    assert still_offered(place, tuesday, clock.now()) == [again(other)]
    shut = {"day": wib(29, 9).date(), "intervals": [], "reason": "Pemilu"}
    SpecialDay.objects.create(office=place.office, **shut)
    forget()
    assert still_offered(published("3300"), again(tuesday), clock.now()) == []


def test_what_an_officer_offers_anew_takes_the_place_of_what_was_offered_before(
    place, case, taken, offered, officer, browser
):
    meeting.offer(place, case, [Slot(Way.VISIT, wib(28, 9))], officer_id=officer.pk)
    shown = html(browser.get(page_of(case)))
    assert "Pindah ke waktu lain" not in shown
    assert "Pilih satu waktu" in shown
    with pytest.raises(NotPossible, match="gone"):
        meeting.move(place, case, again(taken), again(offered[1]))


@pytest.mark.proves("PRT-13")
def test_one_press_asks_for_other_moments_and_the_appointment_stands(
    place, case, taken, officer, browser
):
    for _ in range(2):
        browser.post(f"{page_of(case)}wish/")
    said = case.thread.filter(author="user", text__startswith="Saya ingin waktu lain")
    assert [each.text for each in said] == [
        "Saya ingin waktu lain. Janji sekarang: Datang Senin, 27 Juli 2026 pukul 10.00 WIB."
    ]
    assert again(taken).state == State.TAKEN
    shown = html(browser.get(page_of(case)))
    assert "Permintaan waktu lain sudah terkirim" in shown
    case = fresh(case)
    assert (case.state, case.user_wrote) == ("complete", said[0].n)  # unread for the office
    [new] = meeting.offer(place, case, [Slot(Way.VISIT, wib(28, 9))], officer_id=officer.pk)
    moved = meeting.take(place, case, new)
    assert "Permintaan waktu lain sudah terkirim" not in html(browser.get(page_of(case)))
    assert "Janji dipindah: Datang Selasa, 28 Juli 2026" in case.thread.last().text
    assert moved.revision == 1


@pytest.mark.proves("STD-ONLINE-5", "INB-4")
def test_moving_leaves_the_promise_alone_and_what_was_asked_for_is_owed(
    place, case, taken, offered, officer
):
    due = fresh(case).due_at
    zoom = meeting.move(place, case, taken, offered[1])
    assert (fresh(case).state, fresh(case).due_at) == ("complete", due)
    ask_back(place, fresh(case), "Per bulan?", "jenis data", officer_id=officer.pk)
    [back] = still_offered(place, zoom, clock.now())
    visit = meeting.move(place, fresh(case), zoom, back)
    assert fresh(case).state == "paused"  # a moment is no reply to what was asked back
    meeting.wish(place, fresh(case), visit)
    assert (fresh(case).state, fresh(case).next_at) == ("complete", fresh(case).due_at)


def test_a_meeting_that_was_called_off_meanwhile_says_so_and_moves_nowhere(
    place, case, taken, offered, officer, browser
):
    meeting.cancel(place, case, again(taken), officer_id=officer.pk, reason="Petugas sakit.")
    for act in ("move", "wish"):
        told = browser.post(f"{page_of(case)}{act}/", {"slot": offered[1].pk}, follow=True)
        assert "Waktu itu tidak tersedia lagi." in html(told)
    assert not Appointment.objects.filter(state=State.TAKEN).exists()


def test_nobody_moves_anothers_meeting(case, taken, offered, client):
    answer = client.post(f"{page_of(case)}move/", {"slot": offered[1].pk})
    assert answer.status_code == 302
    assert "/questions/?number=" in answer.url
    assert again(taken).state == State.TAKEN


@pytest.mark.proves("PRT-13")
def test_taking_another_moment_later_moves_the_appointment(place, case, offered, officer):
    meeting.take(place, case, offered[1])
    new = meeting.offer(place, case, [Slot(Way.VISIT, wib(28, 9))], officer_id=officer.pk)
    meeting.take(place, case, new[0])
    assert again(offered[1]).state == State.MOVED
    assert again(new[0]).revision == 1


def test_ten_oclock_may_become_a_quarter_past(place, case, offered, officer):
    """The moment that moves is in nobody's way: the officer is busy with this very visitor."""
    first = meeting.take(place, case, offered[0])
    [later] = meeting.offer(place, case, [Slot(Way.VISIT, wib(27, 10, 15))], officer_id=officer.pk)
    meeting.take(place, case, later)
    assert (again(first).state, again(later).state) == (State.MOVED, State.TAKEN)
