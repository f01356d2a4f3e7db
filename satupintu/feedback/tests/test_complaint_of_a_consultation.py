"""A consultation that is a complaint goes into the register, in the words of who wrote it."""

import pytest
from django.urls import reverse

from conftest import an_officer
from satupintu.complaints.queries import for_handler, for_supervisor
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.complaining import make_complaint
from satupintu.consultations.actions.step import Refused
from satupintu.consultations.actions.talking import reply, say
from satupintu.consultations.models import Consultation
from satupintu.consultations.workflow import State
from satupintu.journal.models import Entry
from satupintu.outbox.models import Parcel
from satupintu.people.models import Role

WORDS = "Saya sudah dua kali datang dan loket konsultasi kosong.\nTolong diperbaiki."


@pytest.fixture
def case(place):
    told = Asked(WORDS, name="Siti Rahmawati", email="siti@example.org")
    asked = ask(place, told)
    Consultation.objects.filter(pk=asked.pk).update(email_confirmed_at=asked.sent_at)
    return Consultation.objects.get(pk=asked.pk)


def fresh(case):
    return Consultation.objects.get(pk=case.pk)


@pytest.mark.proves("STD-COMPLAINT")
def test_it_is_kept_word_for_word_under_a_receipt_number_and_the_user_is_told(place, case, officer):
    say(place, case, "Ini tanggalnya: 20 dan 21 Juli.")
    make_complaint(place, fresh(case), [1, 2], consent=True, officer_id=officer.pk)
    kept = place.office.complaints.get()
    assert kept.text == f"{WORDS}\n\nIni tanggalnya: 20 dan 21 Juli."
    assert (kept.number, kept.consultation) == ("P-2026-3300-0001", "K-2026-3300-00001")
    assert (kept.contact, kept.door) == ("siti@example.org", "inbox")
    assert (fresh(case).state, fresh(case).closing) == (State.CLOSED, "complaint")
    line = fresh(case).thread.last().text
    assert "pengaduan dengan nomor tanda terima P-2026-3300-0001" in line
    assert line in Parcel.objects.latest("pk").text
    assert not any(WORDS[:20] in str(entry.facts) for entry in Entry.objects.all())


def test_without_the_users_consent_or_words_nothing_happens(place, case, officer):
    with pytest.raises(Refused, match="no_consent_complaint"):
        make_complaint(place, case, [1], consent=False, officer_id=officer.pk)
    reply(place, case, "Mohon maaf.", officer_id=officer.pk)
    with pytest.raises(Refused, match="no_words"):
        make_complaint(place, fresh(case), [2], consent=True, officer_id=officer.pk)
    assert not place.office.complaints.exists()
    assert fresh(case).state == State.SENT


def test_the_handler_reads_it_and_who_dealt_with_it_does_not(
    place, case, office, complaint_handler, supervisor
):
    both = an_officer(office, "rangkap", "Rina", Role.CONSULTANT, Role.COMPLAINT_HANDLER)
    reply(place, case, "Mohon maaf.", officer_id=both.pk)
    make_complaint(place, fresh(case), [1], consent=True, officer_id=both.pk)
    assert for_handler(office.pk, complaint_handler.pk).count() == 1
    assert not for_handler(office.pk, both.pk).exists()
    assert not for_supervisor(place, supervisor.pk).exists()


def test_the_same_press_makes_one_complaint(place, case, officer):
    for _ in range(2):
        make_complaint(place, fresh(case), [1], consent=True, officer_id=officer.pk, press="p")
        Consultation.objects.filter(pk=case.pk).update(state=State.SENT)
    assert place.office.complaints.count() == 1


def test_from_the_page_the_words_can_be_read_before_they_are_sent(place, case, officer, signed_in):
    client, page = signed_in(officer), reverse("inbox-complain", args=["3300", case.pk])
    assert "loket konsultasi kosong" in client.get(page).content.decode()
    refused = client.post(page, {"n": ["1"], "press": "one"})
    assert refused.status_code == 409
    assert "centang persetujuannya" in refused.content.decode()
    told = {"n": ["1"], "press": "one", "consent": "on"}
    assert client.post(page, told).status_code == 302
    assert client.post(page, told).status_code == 302
    assert place.office.complaints.count() == 1
    assert client.get(page).status_code == 302  # to how the consultation stands
