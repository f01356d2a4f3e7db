"""What an officer may still take back has not happened for the asker: no word, no clock."""

import pytest
from django.urls import reverse

from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.closing import close
from satupintu.consultations.actions.examining import ask_back
from satupintu.consultations.actions.talking import say, show_due
from satupintu.consultations.models import Closing, Message
from satupintu.consultations.pages.question_words import standing
from satupintu.consultations.queries.as_shown import as_shown
from satupintu.consultations.queries.mine import mine
from satupintu.consultations.tests.cases import examined, fresh, wib
from satupintu.consultations.workflow import State
from satupintu.outbox.models import Parcel
from satupintu.rules import clock


@pytest.fixture
def owed(place, sent, officer):
    return examined(place, sent, officer)


def seen(place, case):
    shown = as_shown(place, fresh(case))
    return standing(place, fresh(case), shown).title, shown


@pytest.mark.proves("PRT-11")
def test_the_asker_reads_menunggu_anda_only_with_the_question_itself(place, owed, officer):
    promised = fresh(owed).due_at
    with clock.travel(to=wib(27, 10)):
        ask_back(place, owed, "Tahun berapa?", "tahun awal data", officer_id=officer.pk)
        title, shown = seen(place, owed)
        assert (title, shown.due_at, shown.waits_for) == ("Menunggu petugas.", promised, "")
        assert not any(step.kind.startswith("pause") for step in shown.clock.steps)
        [row] = mine(place.office.pk, None, [owed.pk])
        assert row.state == State.COMPLETE
    with clock.travel(to=wib(27, 11)):
        assert show_due(place) == 1
        title, shown = seen(place, owed)
        assert (title, shown.due_at) == ("Menunggu Anda: tahun awal data", None)
        [row] = mine(place.office.pk, None, [owed.pk])
        assert row.state == State.PAUSED


def test_asked_back_before_it_is_clear_waits_for_the_officer_until_shown(place, sent, officer):
    ask_back(place, sent, "Wilayah mana?", "wilayah", officer_id=officer.pk)
    title, shown = seen(place, sent)
    assert title == "Menunggu petugas memeriksa."
    assert shown.examine_by is not None


def test_a_second_question_back_leaves_the_first_reason_until_it_is_shown(place, owed, officer):
    ask_back(place, owed, "Tahun berapa?", "tahun awal data", officer_id=officer.pk)
    with clock.travel(by=60 * 5):
        show_due(place)
        ask_back(place, fresh(owed), "Wilayah mana?", "wilayah", officer_id=officer.pk)
        assert seen(place, owed)[0] == "Menunggu Anda: tahun awal data"
    with clock.travel(by=60 * 10):
        show_due(place)
        assert seen(place, owed)[0] == "Menunggu Anda: wilayah"


@pytest.mark.parametrize("asked_before", [True, False])
def test_an_answer_counts_for_the_asker_when_it_can_be_read(place, owed, officer, asked_before):
    if asked_before:
        ask_back(place, owed, "Tahun berapa?", "tahun awal data", officer_id=officer.pk)
        owed = fresh(owed)
    answer(place, owed, "Data terlampir.", officer_id=officer.pk)
    assert seen(place, owed)[0] == "Menunggu petugas."
    with clock.travel(by=60 * 1):
        show_due(place)
        assert seen(place, owed)[0] == "Sudah dijawab."


def test_what_the_asker_writes_meanwhile_is_theirs_and_the_office_owes(place, owed, officer):
    ask_back(place, owed, "Tahun berapa?", "tahun awal data", officer_id=officer.pk)
    say(place, fresh(owed), "Untuk tahun 2020.")
    title, shown = seen(place, owed)
    assert (title, shown.due_at is not None) == ("Menunggu petugas.", True)


def test_closing_shows_the_answer_first_and_the_letters_come_in_that_order(place, owed, officer):
    answer(place, owed, "Data terlampir.", officer_id=officer.pk)
    close(place, fresh(owed), Closing.DONE, officer_id=officer.pk)
    waiting = Message.objects.filter(shown_at=None).values_list("text", flat=True)
    assert list(waiting) == ["Percakapan ditutup: Selesai."]  # until it cannot be taken back
    with clock.travel(by=60):
        show_due(place)
    letters = list(Parcel.objects.order_by("pk").values_list("subject", flat=True))[-2:]
    assert letters[0].startswith("Jawaban"), letters
    assert letters[1].startswith("Kabar"), letters


def test_the_page_of_the_asker_shows_what_was_shown(place, owed, officer, client):
    session = client.session
    session["consultations"] = [owed.pk]
    session.save()
    page = reverse("question", args=["3300", owed.number])
    ask_back(place, owed, "Tahun berapa?", "tahun awal data", officer_id=officer.pk)
    before = client.get(page).content.decode()
    assert "Menunggu Anda" not in before and "Menunggu petugas." in before  # noqa: PT018
    assert fresh(owed).user_read < fresh(owed).messages
    with clock.travel(by=60 * 1):
        show_due(place)
        assert "Menunggu Anda: tahun awal data" in client.get(page).content.decode()
    assert fresh(owed).user_read == fresh(owed).messages
