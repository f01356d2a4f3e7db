"""Confirmation and minutes, on paper and as files."""

import pytest
from django.test import Client
from django.urls import reverse

from satupintu.consultations.actions.answering import answer, correct
from satupintu.consultations.actions.talking import note, show_due
from satupintu.consultations.tests.cases import examined
from satupintu.rules import clock
from satupintu.ui import pdf
from satupintu.ui.tests.test_pdf import words


@pytest.fixture
def asker_client(sent):
    client = Client()
    session = client.session
    session["consultations"] = [sent.pk]
    session.save()
    return client


def at(name, case):
    return reverse(name, args=["3300", case.number])


@pytest.mark.proves("PRT-9")
def test_the_confirmation_is_a_file_with_number_promise_question_and_contact(
    asker_client, sent, office
):
    file = asker_client.get(at("question-confirmation-pdf", sent))
    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"] == f'attachment; filename="{sent.number}.pdf"'
    text = words(file.content)
    assert "Pertanyaan K-2026-3300-00001" in text
    assert "Diperiksa paling lambat Senin, 27 Juli 2026 pukul 15.30 WIB." in text
    assert " ".join(sent.question.split()) in text
    assert office.address in text
    assert "Tidak dipungut biaya." in text


@pytest.mark.proves("PRT-19")
def test_the_minutes_hold_what_was_shown_with_sources_and_no_note(
    asker_client, place, sent, officer, signed_in
):
    examined(place, sent, officer)
    note(place, sent, "Catatan rahasia kantor.", officer_id=officer.pk)
    cite = {"source": "x", "ident": "1", "title": "Inflasi Semarang 2025", "from": "BPS"}
    answer(place, sent, "Inflasinya 2,5 persen.", officer_id=officer.pk, cites=[cite])
    with clock.travel(by=60):
        show_due(place)
        theirs = words(asker_client.get(at("question-minutes-pdf", sent)).content)
        inbox = reverse("inbox-minutes-pdf", args=["3300", sent.pk])
        officers = words(signed_in(officer).get(inbox).content)
        correct(place, sent.thread.get(kind="answer"), "Yang benar 2,4.", officer_id=officer.pk)
        mended = words(asker_client.get(at("question-minutes-pdf", sent)).content)
    assert "Angka di pesan ini keliru. Lihat perbaikannya di bawah." in mended
    assert "Yang benar 2,4." in mended
    for text in (theirs, officers):
        assert "Inflasinya 2,5 persen." in text
        assert "Inflasi Semarang 2025" in text
        assert "Jumat, 24 Juli 2026" in text
        assert "rahasia" not in text


def test_a_stranger_gets_no_paper(sent):
    for name in ("question-minutes-pdf", "question-confirmation-pdf", "question-confirmation"):
        assert Client().get(at(name, sent)).status_code == 302


def test_where_no_file_can_be_drawn_the_print_page_is_there(asker_client, sent, monkeypatch):
    monkeypatch.setattr(pdf, "LASTS", 0.001)
    answer_ = asker_client.get(at("question-minutes-pdf", sent), follow=True)
    assert answer_.status_code == 200
    assert "Konsultasi K-2026-3300-00001" in answer_.content.decode()
