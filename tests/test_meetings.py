"""Appointments in a consultation: offered, taken, moved, cancelled, held, called in the hall."""

from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from satupintu.appointments.actions import NotPossible, Slot, arrive
from satupintu.appointments.models import Appointment, Way
from satupintu.appointments.queries import open_offer
from satupintu.appointments.workflow import State
from satupintu.consultations.actions import meeting
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.merging import merge
from satupintu.consultations.actions.moving import hand_over
from satupintu.consultations.actions.step import Refused
from satupintu.consultations.models import Consultation
from satupintu.consultations.tests.cases import examined, wib
from satupintu.journal.models import Entry
from satupintu.offices.published import published
from satupintu.outbox.models import Enclosure
from satupintu.people.models import Person
from satupintu.rules import clock
from satupintu.walkin.actions import hall
from satupintu.walkin.actions.calling import call_next
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.tickets import take_ticket
from satupintu.walkin.models import Door, Duty, Ticket
from tests.arranged import ZOOM, again


@pytest.mark.proves("PRT-13", "STD-ONLINE-5")
def test_taking_one_moment_withdraws_the_others_and_brings_a_calendar_file(place, case, offered):
    visit, zoom = offered
    stale = again(zoom)
    meeting.take(place, case, zoom)
    with pytest.raises(NotPossible, match="gone"):  # of two presses at once
        meeting.take(place, case, stale)
    assert (again(visit).state, again(zoom).state) == (State.WITHDRAWN, State.TAKEN)
    entry = Calendar.from_ical(bytes(Enclosure.objects.latest("pk").content)).walk("VEVENT")[0]
    assert place.local(entry.decoded("DTSTART")) == wib(27, 14)
    assert entry["LOCATION"] == ZOOM


@pytest.mark.parametrize(
    ("slot", "why"),
    [
        (Slot(Way.VISIT, wib(24, 8)), "past"),
        (Slot(Way.VISIT, wib(25, 10)), "closed"),
        (Slot(Way.VISIT, wib(27, 12, 30)), "closed"),
        (Slot(Way.VISIT, wib(27, 15, 15)), "closed"),
    ],
)
def test_a_moment_that_cannot_be_is_not_offered(place, case, officer, slot, why):
    with pytest.raises(NotPossible) as refused:
        meeting.offer(place, case, [slot], officer_id=officer.pk)
    assert (refused.value.reason, Appointment.objects.count()) == (why, 0)


def test_a_video_meeting_needs_a_sound_link(place, case, officer):
    for link in ("", "http://zoom.example/j/1", "javascript:alert(1)", "https:///j", ZOOM * 20):
        with pytest.raises(NotPossible):
            meeting.offer(place, case, [Slot(Way.ZOOM, wib(27, 14))], officer_id=officer.pk,
                          link=link)  # fmt: skip


def test_an_officer_has_one_appointment_at_a_time(place, case, offered, officer):
    asked = Asked("Saya perlu metadata Susenas.", name="Budi", email="budi@example.org")
    other = examined(place, ask(place, asked), officer)
    early = meeting.offer(place, other, [Slot(Way.VISIT, wib(27, 9, 45))], officer_id=officer.pk)
    meeting.take(place, case, offered[0])
    with pytest.raises(NotPossible, match="busy"):
        meeting.take(place, other, early[0])
    with pytest.raises(NotPossible, match="busy"):
        meeting.offer(place, other, [Slot(Way.VISIT, wib(27, 10, 15))], officer_id=officer.pk)
    assert again(early[0]).state == State.OFFERED  # what others were offered or took stays theirs
    [late] = meeting.offer(place, other, [Slot(Way.VISIT, wib(27, 11))], officer_id=officer.pk)
    meeting.take(place, other, late)
    assert again(offered[0]).state == State.TAKEN


@pytest.mark.proves("PRT-13")
def test_a_new_offer_takes_the_place_of_the_one_before(place, case, offered, officer):
    [new] = meeting.offer(place, case, [Slot(Way.VISIT, wib(28, 9))], officer_id=officer.pk)
    assert [again(each).state for each in offered] == [State.WITHDRAWN] * 2
    with pytest.raises(NotPossible, match="gone"):
        meeting.take(place, case, offered[0])
    assert [each.pk for each in open_offer(case.subject)] == [new.pk]
    told = Entry.objects.filter(event__startswith="appointment.").order_by("seq")
    assert [each.event.partition(".")[2] for each in told] == [
        "offer", "withdraw", "withdraw", "offer",
    ]  # fmt: skip


@pytest.mark.proves("PRT-13")
def test_the_user_cancels_until_an_hour_before(place, case, offered):
    meeting.take(place, case, offered[0])
    with clock.travel(to=wib(27, 9, 30)), pytest.raises(NotPossible):
        meeting.cancel(place, case, again(offered[0]))
    with clock.travel(to=wib(27, 8, 30)):
        meeting.cancel(place, case, again(offered[0]))
    assert again(offered[0]).state == State.CANCELLED
    assert Ticket.objects.get(door=Door.DATED).state == "void"
    entry = bytes(Enclosure.objects.latest("pk").content)
    assert b"METHOD:CANCEL" in entry


def test_the_office_may_call_off_at_the_last_moment_with_its_reason(place, case, offered, officer):
    taken = meeting.take(place, case, offered[0])
    with clock.travel(to=wib(27, 9, 55)):
        meeting.cancel(place, case, again(taken), officer_id=officer.pk, reason="Petugas sakit.")
    assert (again(taken).state, again(taken).reason) == (State.CANCELLED, "Petugas sakit.")


@pytest.mark.proves("PRT-13")
def test_a_visit_is_a_dated_number_called_next_from_its_moment_on(place, case, offered, officer):
    taken = meeting.take(place, case, offered[0])
    ticket = Ticket.objects.get(code=taken.ticket)
    assert (ticket.code, str(ticket.day), ticket.state) == ("J-001", "2026-07-27", "leased")
    with clock.travel(to=wib(27, 9, 50)):
        today = published("3300")
        desk = today.desks[0]
        open_desk(today, desk, officer_id=officer.pk)
        arrive(today, again(taken))
        walkins = [take_ticket(today, today.services[0], door=Door.KIOSK) for _ in range(2)]
        hall.keep(today)
        ticket.refresh_from_db()
        assert ticket.state == "leased"  # never before its moment
    with clock.travel(to=wib(27, 10) + timedelta(seconds=3)):
        hall.keep(published("3300"))
        called = call_next(published("3300"), desk, officer_id=officer.pk)
    assert called is not None
    assert called.code == "J-001"
    assert place.local(called.queued_at) == wib(27, 10)
    assert len(walkins) == 2


def test_who_comes_late_is_called_next_from_arriving(place, case, offered):
    taken = meeting.take(place, case, offered[0])
    with clock.travel(to=wib(27, 10, 20)):
        arrive(published("3300"), again(taken))
        ticket = Ticket.objects.get(code="J-001")
    assert ticket.state == "waiting"
    assert place.local(ticket.queued_at).replace(second=0, microsecond=0) == wib(27, 10, 20)


def test_a_video_meeting_makes_the_desk_busy_until_its_end(place, case, offered, officer):
    meeting.take(place, case, offered[1])
    with clock.travel(to=wib(27, 13, 55)):
        today = published("3300")
        open_desk(today, today.desks[0], officer_id=officer.pk)
    with clock.travel(to=wib(27, 14, 1)):
        hall.keep(published("3300"))
    duty = Duty.objects.get(until=None)
    assert (duty.state, place.local(duty.back_at)) == ("break", wib(27, 14, 30))


def test_minutes_of_a_meeting_stand_in_the_conversation(place, case, offered, officer):
    meeting.take(place, case, offered[1])
    with clock.travel(to=wib(27, 14, 40)):
        meeting.hold(place, again(offered[1]), "Disepakati data 2016-2025.",
                     officer_id=officer.pk)  # fmt: skip
    assert again(offered[1]).state == State.HELD
    assert "Disepakati data 2016-2025." in case.thread.last().text


def test_an_officer_offers_on_a_page_and_keeps_what_was_typed(signed_in, officer, case, place):
    page = signed_in(officer)
    address = reverse("inbox-meetings", args=["3300", case.pk])
    wrong = page.post(address, {"day1": "2026-07-25", "at1": "10.00", "way1": "visit"})
    assert wrong.status_code == 400
    assert 'value="2026-07-25"' in wrong.content.decode()
    page.post(address, {"day1": "2026-07-27", "at1": "10.00", "way1": "visit"})
    assert place.local(Appointment.objects.get().starts_at) == wib(27, 10)


def test_of_several_moments_the_one_that_cannot_be_is_named(signed_in, officer, case):
    page = signed_in(officer)
    address = reverse("inbox-meetings", args=["3300", case.pk])
    monday = {"day1": "2026-07-27", "at1": "10.00"}
    saturday = {"day3": "2026-07-25", "at3": "10.00"}  # the second row stays empty
    shut = page.post(address, monday | saturday).content.decode()
    assert '<a href="#day3">Waktu 3</a>: Kantor tutup pada waktu itu.' in shut
    assert 'aria-describedby="waktu-3"' in shut
    assert shut.count("aria-invalid") == 1

    unread = page.post(address, monday | {"day2": "2026-07-27", "at2": "siang"}).content.decode()
    assert '<a href="#day2">Waktu 2</a>: Tulis tanggal dan jamnya' in unread
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("minutes", ["4", "181", "0180999", "005" + "9" * 5000, "setengah jam"])
def test_a_length_that_no_meeting_has_is_refused_in_words(signed_in, officer, case, minutes):
    address = reverse("inbox-meetings", args=["3300", case.pk])
    told = {"day1": "2026-07-27", "at1": "10.00", "minutes1": minutes}
    page = signed_in(officer).post(address, told)
    assert "antara 5 dan 180 menit" in page.content.decode()
    assert not Appointment.objects.exists()


def test_another_offices_officer_finds_no_meetings(signed_in, other_officer, case):
    address = reverse("inbox-meetings", args=["3300", case.pk])
    assert signed_in(other_officer).get(address).status_code == 404


def test_the_front_office_marks_who_has_come(signed_in, receptionist, place, case, offered):
    taken = meeting.take(place, case, offered[0])
    with clock.travel(to=wib(27, 9, 40)):
        page = signed_in(receptionist)
        address = reverse("front-office-dated", args=["3300"])
        assert "J-001" in page.get(address).content.decode()
        page.post(address, {"appointment": taken.pk})
    assert again(taken).arrived_at is not None


def test_an_old_list_of_the_front_office_says_that_the_appointment_changed(
    signed_in, receptionist, place, case, offered, officer
):
    taken = meeting.take(place, case, offered[0])
    page, address = signed_in(receptionist), reverse("front-office-dated", args=["3300"])
    with clock.travel(to=wib(27, 10, 20)):
        meeting.miss(place, case, again(taken), officer_id=officer.pk)
        told = page.post(address, {"appointment": taken.pk}, follow=True).content.decode()
    assert "Beri nomor biasa." in told
    assert again(taken).arrived_at is None


def test_before_it_begins_a_meeting_can_only_be_called_off_with_the_reason(
    place, case, offered, officer, signed_in
):
    meeting.take(place, case, offered[0])
    page, desk = reverse("inbox-meetings", args=["3300", case.pk]), signed_in(officer)
    acts = 'name="act" value="'
    shown = desk.get(page).content.decode()
    assert [each.split('"')[0] for each in shown.split(acts)[1:]] == ["cancel"]
    with clock.travel(to=wib(27, 10, 5)):
        shown = desk.get(page).content.decode()
    assert [each.split('"')[0] for each in shown.split(acts)[1:]] == ["hold", "miss", "cancel"]
    assert '<input class="input" id="said-' not in shown  # Enter must not record one of three acts


@pytest.mark.parametrize(
    ("at", "said", "why"),
    [
        (wib(27, 10, 40), "a" * 8001, "Tulisan ini 8.001 huruf"),
        (wib(27, 9), "Cukup.", "belum dimulai"),
    ],
)
def test_minutes_that_cannot_be_kept_stand_there_again(
    place, case, offered, officer, signed_in, at, said, why
):
    meeting.take(place, case, offered[0])
    with clock.travel(to=at):
        posted = {"meeting": offered[0].pk, "act": "hold", "said": said}
        refused = signed_in(officer).post(f"/o/3300/inbox/{case.pk}/meetings/act/", posted)
    assert refused.status_code == 400
    assert all(words in refused.content.decode() for words in (why, said))
    assert again(offered[0]).state == State.TAKEN


def test_a_question_with_a_meeting_arranged_goes_to_no_other_office(
    place, case, offered, officer, other_office
):
    meeting.take(place, case, offered[0])
    with pytest.raises(Refused, match="meeting"):
        hand_over(place, case, other_office, officer_id=officer.pk, reason="Data di sana.")
    meeting.cancel(place, case, again(offered[0]), officer_id=officer.pk, reason="Diteruskan.")
    hand_over(place, case, other_office, officer_id=officer.pk, reason="Data di sana.")
    assert Consultation.objects.get().office == other_office


def test_what_was_only_offered_can_be_taken_no_more_at_the_other_office(
    place, case, offered, officer, other_office
):
    hand_over(place, case, other_office, officer_id=officer.pk, reason="Data di sana.")
    assert [again(each).state for each in offered] == [State.WITHDRAWN] * 2


def test_a_meeting_is_not_lost_in_another_conversation(place, case, offered, officer):
    siti = Person.objects.create(
        office=place.office, name="Siti Rahmawati", name_key="siti rahmawati",
        email="siti@example.org", email_verified_at=clock.now(), created_at=clock.now(),
    )  # fmt: skip
    second = ask(place, Asked("Juga data upah.", name="Siti Rahmawati"), person=siti)
    Consultation.objects.update(person=siti, email_confirmed_at=clock.now())
    meeting.take(place, case, offered[0])
    with pytest.raises(Refused, match="meeting"):
        merge(place, Consultation.objects.get(pk=case.pk), second, officer_id=officer.pk)
    kept = merge(
        place, Consultation.objects.get(pk=second.pk), Consultation.objects.get(pk=case.pk),
        officer_id=officer.pk,
    )  # fmt: skip
    assert (kept.pk, again(offered[0]).state) == (case.pk, State.TAKEN)
