"""A wish to be forgotten is carried out: what goes and what stays is told before, and then true."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from satupintu.administration.queries.erasures import kept_of
from satupintu.appointments.models import Appointment
from satupintu.complaints.actions import Told as Complaint
from satupintu.complaints.actions import receive
from satupintu.consultations.actions import meeting
from satupintu.consultations.actions.asking import Asked, ask, confirm_person, write_draft
from satupintu.consultations.actions.closing import close
from satupintu.consultations.actions.enclosing import Brought
from satupintu.consultations.actions.moving import hand_over
from satupintu.consultations.models import Closing, Consultation
from satupintu.consultations.queries.endings import ending_of
from satupintu.consultations.workflow import State
from satupintu.feedback.actions import Answers, rate
from satupintu.files.actions.keep import keep
from satupintu.files.models import StoredFile
from satupintu.journal.models import Entry
from satupintu.journal.seals import seal_all, verify
from satupintu.offices.models import Contact, ContactKind
from satupintu.offices.published import published
from satupintu.outbox.models import Parcel
from satupintu.people.actions import account_holders, passkeys
from satupintu.people.actions.passkeys import Site
from satupintu.people.models import Account, Passkey, Person
from satupintu.people.tests.letters import come_in
from satupintu.people.tests.passkeys import Key
from satupintu.rules import clock
from satupintu.walkin.models import GuestBookEntry
from satupintu.walkin.tests.desk_scene import sign
from satupintu.walkin.tests.numbers import take
from tests.arranged import two_moments

ROOM = "/o/3300/settings/erasures/"
WORDS = "Saya butuh data kemiskinan untuk skripsi saya."


@pytest.fixture
def account(place):
    browser = Client()
    come_in(browser)
    return Account.objects.get()


@pytest.fixture
def asked(place, account):
    case = ask(place, Asked(WORDS, name="Siti Rahmawati", email=account.email))
    confirm_person(place, case, account)
    return Consultation.objects.get(pk=case.pk)


@pytest.fixture
def wish(asked, account, office):
    account_holders.ask_erasure(account, office_id=office.pk)
    return account


def closed(place, case, officer):
    close(place, case, Closing.WITHDRAWN, officer_id=officer.pk)
    ending = ending_of(case.pk, 0)
    assert ending
    rate(ending, Answers(score=4, comment="Bu Dewi ramah"), door="phone")


def text(answer):
    return answer.content.decode()


@pytest.mark.proves("LAW-8")
@pytest.mark.parametrize("count", [1, 3])
def test_what_is_kept_of_many_records_is_asked_with_four_statements(
    place, account, count, django_assert_num_queries
):
    for n in range(count):
        person = sign(take(place)).person
        assert person
        Person.objects.filter(pk=person.pk).update(account=account)
        if n:
            sign(take(place), person=person)
    with django_assert_num_queries(4):
        assert kept_of(place, account).visits == 2 * count - 1


@pytest.mark.proves("T71")
def test_carried_out_nothing_names_the_person_and_the_counts_stay(
    place, asked, wish, officer, supervisor, signed_in
):
    closed(place, asked, officer)
    client = signed_in(supervisor)
    page = text(client.get(f"{ROOM}{wish.pk}/"))
    assert "pada 1 percakapan yang sudah ditutup" in page
    assert "Yang tetap" in page
    assert wish.email not in page
    done = client.post(f"{ROOM}{wish.pk}/", {"sure": "hapus"}, follow=True)
    assert "Data dihapus: 1 percakapan" in text(done)
    case = Consultation.objects.get()
    assert (case.name, case.email, case.question, case.person) == ("", "", "", None)
    assert (case.number, case.closing) == (asked.number, "withdrawn")
    rating = case.ratings.get()
    assert (rating.score, rating.comment) == (4, "")
    assert not Person.objects.exists()
    assert not Account.objects.exists()
    [last] = Parcel.objects.exclude(address="")
    assert "pengaduan di daftarnya" in last.text  # what stays is told as on the page
    assert last.subject == "Data Anda sudah dihapus"
    assert Entry.objects.get(event="account.erased").facts == {
        "consultations": 1, "visits": 0, "gone": True,
    }  # fmt: skip


@pytest.mark.proves("T71")
def test_what_was_written_under_the_address_and_not_sent_goes_with_its_files(
    place, asked, wish, officer, supervisor, signed_in
):
    closed(place, asked, officer)
    file = SimpleUploadedFile("siti.csv", b"a;b\n1;2\n", "text/csv")
    kept = keep(place.office.pk, file, "siti.csv", actor="person", holder="h")
    files = Brought((kept.key,), "h")
    write_draft(place, Asked("Belum terkirim", name="Siti", email=wish.email, files=files))
    write_draft(place, Asked("Dari orang lain", name="Budi", email="budi@example.org"))
    signed_in(supervisor).post(f"{ROOM}{wish.pk}/", {"sure": "hapus"})
    drafts = Consultation.objects.filter(state=State.DRAFT)
    assert [each.question for each in drafts] == ["Dari orang lain"]
    assert StoredFile.objects.get().name == ""


@pytest.mark.proves("T71")
def test_of_a_meeting_the_moment_stays_and_neither_who_came_nor_what_was_said(
    place, asked, wish, officer, supervisor, signed_in
):
    arranged = meeting.take(place, asked, two_moments(place, asked, officer)[1])
    with clock.travel(to=arranged.ends_at):
        meeting.hold(place, arranged, "Siti butuh data per desa.", officer_id=officer.pk)
        closed(place, Consultation.objects.get(), officer)
        signed_in(supervisor).post(f"{ROOM}{wish.pk}/", {"sure": "hapus"})
    kept = Appointment.objects.get(pk=arranged.pk)
    assert (kept.state, kept.starts_at) == ("held", arranged.starts_at)
    assert {(one.person, one.link, one.minutes) for one in Appointment.objects.all()} == {
        (None, "", "")
    }  # fmt: skip


@pytest.mark.proves("T71")
def test_what_another_office_answers_by_now_is_erased_with_it(
    place, asked, wish, officer, supervisor, signed_in, other_office, other_officer
):
    hand_over(place, asked, other_office, officer_id=officer.pk, reason="Data di sana.")
    client = signed_in(supervisor)
    assert asked.number in text(client.get(f"{ROOM}{wish.pk}/"))
    assert "Masih ada" in text(client.post(f"{ROOM}{wish.pk}/", {"sure": "hapus"}))
    there = Consultation.objects.get()
    close(published(other_office.code), there, Closing.WITHDRAWN, officer_id=other_officer.pk)
    client.post(f"{ROOM}{wish.pk}/", {"sure": "hapus"})
    case = Consultation.objects.get()
    assert (case.name, case.email, case.question, case.person) == ("", "", "", None)
    assert not Person.objects.exists()
    assert not Account.objects.exists()


@pytest.mark.proves("T71")
def test_the_letters_that_told_of_the_wish_name_nobody_any_more(
    place, asked, account, officer, supervisor, signed_in
):
    Contact.objects.create(
        office=place.office, kind=ContactKind.EMAIL, value="pst@example.go.id", checked_on=place.day
    )
    account_holders.ask_erasure(account, office_id=place.office.pk)
    closed(place, asked, officer)
    assert Parcel.objects.filter(text__contains=account.email).exists()
    signed_in(supervisor).post(f"{ROOM}{account.pk}/", {"sure": "hapus"})
    assert not Parcel.objects.filter(text__contains=account.email).exists()


def test_while_a_question_is_open_nothing_goes(place, asked, wish, supervisor, signed_in):
    client = signed_in(supervisor)
    assert "masih terbuka" in text(client.get(f"{ROOM}{wish.pk}/"))
    refused = client.post(f"{ROOM}{wish.pk}/", {"sure": "hapus"})
    assert f"Masih ada pertanyaan terbuka: {asked.number}." in text(refused)
    assert Consultation.objects.get().question == WORDS
    assert Account.objects.exists()


def test_without_the_word_nothing_happens(place, asked, wish, officer, supervisor, signed_in):
    closed(place, asked, officer)
    page = signed_in(supervisor).post(f"{ROOM}{wish.pk}/", {"sure": "ya"})
    assert "Ketik kata hapus" in text(page)
    assert Consultation.objects.get().question == WORDS


def test_other_persons_chains_and_complaints_are_left_alone(
    place, asked, wish, officer, supervisor, signed_in, other_office
):
    other = ask(place, Asked("Pertanyaan orang lain", name="Budi", email="budi@example.org"))
    receive(place, Complaint("Lama sekali", contact=wish.email), door="web")
    closed(place, asked, officer)
    seal_all()
    signed_in(supervisor).post(f"{ROOM}{wish.pk}/", {"sure": "hapus"})
    seal_all()
    assert verify(place.office.pk) == []
    other.refresh_from_db()
    assert (other.question, other.name) == ("Pertanyaan orang lain", "Budi")
    assert other.person is not None
    assert place.office.complaints.get().text == "Lama sekali"


def test_a_visit_of_the_person_loses_its_name_and_stays_counted(
    place, asked, wish, officer, supervisor, signed_in
):
    closed(place, asked, officer)
    entry = sign(take(place), person=asked.person, purpose_text="skripsi", group_name="")
    client = signed_in(supervisor)
    today = client.post(f"{ROOM}{wish.pk}/", {"sure": "hapus"})
    assert "berkunjung hari ini" in text(today)
    with clock.travel(by=86400):
        client.post(f"{ROOM}{wish.pk}/", {"sure": "hapus"})
    kept = GuestBookEntry.objects.get(pk=entry.pk)
    assert (kept.person, kept.purpose_text) == (None, "")
    assert not Person.objects.exists()


def test_the_account_stays_while_another_office_still_knows_the_person(
    place, asked, wish, officer, supervisor, signed_in, other_office
):
    Person.objects.create(
        office=other_office, name="Siti", email=wish.email, account=wish, created_at=clock.now()
    )
    closed(place, asked, officer)
    signed_in(supervisor).post(f"{ROOM}{wish.pk}/", {"sure": "hapus"})
    assert Account.objects.get().erasure_asked_at is not None
    assert not Person.objects.filter(office=place.office).exists()
    assert "Tidak ada permintaan" in text(signed_in(supervisor).get(ROOM))


def test_passkeys_go_with_the_account(place, asked, wish, officer, supervisor, signed_in):
    site, key = Site("testserver", "http://testserver"), Key()
    offered = passkeys.offer(wish, site)
    passkeys.keep(wish, site, offered.challenge, key.made(offered.options), "Kunci")
    closed(place, asked, officer)
    signed_in(supervisor).post(f"{ROOM}{wish.pk}/", {"sure": "hapus"})
    assert not Passkey.objects.exists()


def test_who_answers_for_no_day_enters_not(wish, receptionist, other_officer, signed_in):
    assert signed_in(receptionist).get(ROOM).status_code == 403
    assert signed_in(other_officer).get(ROOM).status_code == 404


@pytest.mark.proves("LAW-8")
@pytest.mark.parametrize("others", [0, 2])
def test_the_list_costs_the_same_for_few_and_for_many(
    place, wish, supervisor, signed_in, others, django_assert_num_queries
):
    for n in range(others):
        one = Account.objects.create(
            email=f"a{n}@example.org", verified_at=clock.now(), created_at=clock.now(),
            stamp="s", erasure_asked_at=clock.now(),
        )  # fmt: skip
        Person.objects.create(office=place.office, name="A", account=one, created_at=clock.now())
    client = signed_in(supervisor)
    client.get(ROOM)
    with django_assert_num_queries(4):
        page = text(client.get(ROOM))
    assert page.count("Lihat dan laksanakan") == others + 1
