"""What the asker is told by letter, and what an address that is not proved is not told."""

import pytest

from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import confirm_person
from satupintu.consultations.actions.closing import close
from satupintu.consultations.actions.sweeping import keep
from satupintu.consultations.actions.talking import note, take_back
from satupintu.consultations.models import Closing
from satupintu.consultations.tests.cases import examined, wib
from satupintu.outbox.models import Parcel
from satupintu.people.models import Account
from satupintu.rules import clock


@pytest.fixture
def proved(place, sent):
    account = Account.objects.create(
        email="siti@example.org", stamp="s", verified_at=clock.now(), created_at=clock.now()
    )
    return confirm_person(place, sent, account)


def letters():
    return list(Parcel.objects.order_by("pk"))


@pytest.mark.proves("PRT-9")
def test_the_proved_address_gets_the_confirmation_with_the_question(proved):
    (letter,) = letters()
    assert letter.subject == "Pertanyaan K-2026-3300-00001 kami terima"
    assert "inflasi bulanan Kota Semarang" in letter.text
    assert "tidak dipungut biaya" in letter.text


@pytest.mark.proves("STD-ONLINE-6", "LAW-5")
def test_the_answer_leaves_when_it_can_no_longer_be_taken_back(place, proved, officer):
    examined(place, proved, officer)
    before = len(letters())
    answer(place, proved, "Inflasi 2,1 persen.", officer_id=officer.pk)
    assert len(letters()) == before
    with clock.travel(to=wib(24, 9, 1)):
        keep(place)
        keep(place)
    last = letters()[-1]
    assert len(letters()) == before + 1
    assert (last.kind, last.address) == ("answer", "siti@example.org")
    assert "Inflasi 2,1 persen." in last.text


def test_what_was_taken_back_and_what_is_internal_never_leaves(place, proved, officer):
    examined(place, proved, officer)
    before = len(letters())
    note(place, proved, "Cek dahulu.", officer_id=officer.pk)
    message = answer(place, proved, "Salah.", officer_id=officer.pk)
    take_back(place, message, officer_id=officer.pk)
    with clock.travel(to=wib(24, 9, 1)):
        keep(place)
    assert len(letters()) == before


def test_an_address_not_proved_is_told_no_word_of_the_conversation(place, sent, officer):
    examined(place, sent, officer)
    answer(place, sent, "Inflasi 2,1 persen.", officer_id=officer.pk)
    with clock.travel(to=wib(24, 9, 1)):
        keep(place)
    close(place, sent, Closing.DONE, officer_id=officer.pk)
    assert letters()
    assert not any("Inflasi" in each.text or "inflasi" in each.text for each in letters())


@pytest.mark.proves("PRT-15")
def test_closing_brings_the_summary_and_the_way_to_the_rating(place, proved, officer, settings):
    settings.PUBLIC_ADDRESS = "https://antre.example.go.id"
    examined(place, proved, officer)
    answer(place, proved, "Ini.", officer_id=officer.pk)
    close(place, proved, Closing.DONE, officer_id=officer.pk, summary="Inflasi 2,1 persen.")
    with clock.travel(by=60):
        keep(place)
    last = letters()[-1]
    assert "Inflasi 2,1 persen." in last.text
    assert "https://antre.example.go.id/o/3300/rate/" in last.text
