"""What leaves by letter about an appointment, and to whom."""

import pytest
from icalendar import Calendar

from satupintu.appointments.actions import Slot
from satupintu.appointments.models import Way
from satupintu.consultations.actions import meeting
from satupintu.consultations.tests.cases import wib
from satupintu.outbox.models import Enclosure, Parcel
from tests.arranged import ZOOM, again


def test_an_address_that_is_not_proved_reads_no_meeting_link(place, case, offered):
    case.email_confirmed_at = None
    case.save(update_fields=["email_confirmed_at"])
    meeting.take(place, case, offered[1])
    assert Parcel.objects.exists()
    assert not [each for each in Parcel.objects.all() if ZOOM in each.text]
    assert not Enclosure.objects.filter(parcel__address=case.email).exists()


def test_officers_are_not_sent_to_a_page_that_opens_for_askers_only(
    place, case, offered, officer, settings
):
    settings.PUBLIC_ADDRESS = "https://antre.example.go.id"
    officer.email = "dewi@example.go.id"
    officer.save(update_fields=["email"])
    meeting.take(place, case, again(offered[0]))
    told = Parcel.objects.get(address="dewi@example.go.id").text
    assert f"https://antre.example.go.id/o/3300/inbox/{case.pk}/" in told
    assert "alamat e-mail ini" not in told


@pytest.mark.proves("PRT-13")
def test_an_appointment_made_or_called_off_is_one_letter_to_the_asker(
    place, case, offered, officer
):
    before = Parcel.objects.filter(address=case.email).count()
    meeting.take(place, case, offered[0])
    made = Parcel.objects.filter(address=case.email).order_by("pk")[before:]
    assert [each.subject for each in made] == [f"Janji untuk {case.number}"]
    assert made[0].text.startswith("Yth. Siti Rahmawati,")
    assert "Nomor kunjungan: J-001" in made[0].text
    assert Enclosure.objects.filter(parcel=made[0]).count() == 1
    meeting.cancel(place, case, again(offered[0]), officer_id=officer.pk, reason="Petugas sakit")
    off = Parcel.objects.filter(address=case.email).order_by("pk")[before + 1 :]
    assert [each.subject for each in off] == [f"Janji untuk {case.number}"]
    assert "Janji dibatalkan:" in off[0].text
    assert "Alasan: Petugas sakit" in off[0].text


def test_an_address_that_is_not_proved_still_hears_that_there_is_news(place, case, offered):
    case.email_confirmed_at = None
    case.save(update_fields=["email_confirmed_at"])
    before = Parcel.objects.filter(address=case.email).count()
    meeting.take(place, case, offered[0])
    told = Parcel.objects.filter(address=case.email).order_by("pk")[before:]
    assert len(told) == 1
    assert "Pastikan dahulu alamat e-mail ini" in told[0].text


@pytest.mark.proves("PRT-13")
def test_a_meeting_after_one_that_was_called_off_is_an_entry_of_its_own(
    place, case, offered, officer, settings
):
    settings.MAIL_FROM = "PST <pst@jateng.example>"
    meeting.take(place, case, offered[0])
    meeting.cancel(place, case, again(offered[0]), officer_id=officer.pk, reason="Petugas sakit")
    new = meeting.offer(place, case, [Slot(Way.VISIT, wib(28, 9))], officer_id=officer.pk)
    meeting.take(place, case, new[0])
    moved = meeting.offer(place, case, [Slot(Way.VISIT, wib(28, 10))], officer_id=officer.pk)
    meeting.take(place, case, moved[0])
    files = Enclosure.objects.filter(parcel__address=case.email).order_by("pk")
    books = [Calendar.from_ical(bytes(each.content)) for each in files]
    events = [book.walk("VEVENT")[0] for book in books]
    told = [
        (str(b["METHOD"]), str(e["UID"]), e["SEQUENCE"]) for b, e in zip(books, events, strict=True)
    ]
    one, two = f"{case.number}@satupintu.invalid", f"{case.number}-2@satupintu.invalid"
    assert told == [
        ("REQUEST", one, 0), ("CANCEL", one, 1), ("REQUEST", two, 0), ("REQUEST", two, 1),
    ]  # fmt: skip
    assert {str(each["ORGANIZER"]) for each in events} == {"mailto:pst@jateng.example"}
    assert {str(each["ATTENDEE"]) for each in events} == {"mailto:siti@example.org"}
