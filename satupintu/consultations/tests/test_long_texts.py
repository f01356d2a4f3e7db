"""A text that is too long is refused in words and comes back whole; nothing is cut in silence."""

import re
from html import unescape

import pytest
from django.urls import reverse

from satupintu.consultations.actions.units import pass_on
from satupintu.consultations.models import Consultation, Draft, Message
from satupintu.consultations.tests.cases import examined, fresh, html
from satupintu.consultations.tests.portal import ASKED
from satupintu.consultations.workflow import State
from satupintu.people.actions.subject_units import Unit, set_up

LONG = "Satu baris.\r\n" * 600 + "Akhir & “tulisan”." + "x" * 1000
AS_COUNTED = LONG.replace("\r\n", "\n")
TOLD = "Tulisan ini 8.218 huruf; paling banyak 8.000 huruf. Pendekkan dulu."


def textarea(page: str, name: str) -> str:
    found = re.search(rf'<textarea[^>]*name="{name}"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    assert found, name
    assert "maxlength" not in found[0]
    return unescape(found[1]).replace("\r\n", "\n")


def test_a_long_question_is_refused_and_comes_back_whole(client, place):
    page = client.post(reverse("ask", args=["3300"]), ASKED | {"question": LONG})
    assert page.status_code == 400
    assert TOLD in html(page)
    assert textarea(html(page), "question") == AS_COUNTED
    assert not Consultation.objects.exists()


def test_eight_thousand_letters_are_a_question_however_many_lines(client, place):
    text = "baris 1\r\n" * 999 + "x" * 8
    assert len(text) > 8000 == len(text.replace("\r\n", "\n"))
    page = client.post(reverse("ask", args=["3300"]), ASKED | {"question": text})
    assert page.status_code == 302
    assert Consultation.objects.get().question == text.replace("\r\n", "\n")


def test_a_long_reply_is_refused_and_the_kept_draft_is_whole(proved):
    case = Consultation.objects.get()
    proved.post(reverse("question-draft", args=["3300", case.number]), {"text": LONG})
    assert Draft.objects.get().text == AS_COUNTED
    opened = proved.get(reverse("question", args=["3300", case.number]))
    assert textarea(html(opened), "text") == AS_COUNTED
    page = proved.post(reverse("question-say", args=["3300", case.number]), {"text": LONG})
    assert TOLD in html(page)
    assert textarea(html(page), "text") == AS_COUNTED
    assert Message.objects.filter(consultation=case).count() == 1


@pytest.mark.parametrize("do", ["reply", "ask", "answer", "note"])
def test_a_long_text_of_an_officer_is_refused_and_comes_back_whole(desk, place, sent, officer, do):
    examined(place, sent, officer)
    before = Message.objects.count()
    page = desk.post(f"/o/3300/inbox/{sent.pk}/write/",
                     {"do": do, "text": LONG, "reason": "tahun"})  # fmt: skip
    assert page.status_code == 409
    assert TOLD in html(page)
    assert textarea(html(page), "text") == AS_COUNTED
    assert Message.objects.count() == before


def test_an_officers_kept_draft_is_whole(desk, sent):
    desk.post(f"/o/3300/inbox/{sent.pk}/here/", {"text": LONG, "mode": "note"})
    assert Draft.objects.get().text == AS_COUNTED
    assert textarea(html(desk.get(f"/o/3300/inbox/{sent.pk}/")), "text") == AS_COUNTED


def test_a_long_summary_correction_and_public_copy_come_back_whole(desk, place, sent, officer):
    sent.may_publish = True
    sent.save()
    examined(place, sent, officer)
    page = f"/o/3300/inbox/{sent.pk}/"
    desk.post(f"{page}write/", {"do": "answer", "text": "Inflasi 2,1."})
    closing = desk.post(f"{page}close/", {"reason": "done", "summary": LONG})
    assert "paling banyak 4.000 huruf" in html(closing)
    assert textarea(html(closing), "summary") == AS_COUNTED
    said = Message.objects.latest("pk")
    mending = desk.post(f"{page}mend/{said.pk}/", {"text": LONG})
    assert TOLD in html(mending)
    assert textarea(html(mending), "text") == AS_COUNTED
    copy = desk.post(f"{page}publish/", {"question": "Apa?", "answer": LONG, "sources": "BPS"})
    assert f"Jawaban: {TOLD}" in html(copy)
    assert textarea(html(copy), "answer") == AS_COUNTED
    assert fresh(sent).state == State.ANSWERED


def test_a_long_note_on_the_way_back_from_a_unit_is_kept(desk, place, sent, officer, supervisor):
    unit = set_up(place.office, Unit("Tim Statistik Harga", ["Inflasi"]), by=supervisor.pk)
    pass_on(place, examined(place, sent, officer), unit, officer_id=officer.pk, reason="Rumus.")
    page = desk.post(reverse("inbox-give-back", args=["3300", sent.pk]), {"said": LONG})
    assert "paling banyak 2.000 huruf" in html(page)
    assert textarea(html(page), "said") == AS_COUNTED
    assert fresh(sent).unit == unit
