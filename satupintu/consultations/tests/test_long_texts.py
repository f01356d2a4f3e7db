"""A text that is too long is refused in words and comes back whole; nothing is cut in silence."""

import re
from html import unescape

import pytest
from django.urls import reverse

from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.examining import ask_back
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


LINE = "Alasan “panjang” & rinci. " * 20
TOLD_OF = "Tulisan ini 519 huruf; paling banyak {} huruf. Pendekkan dulu."


def line(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return unescape(found[1])


@pytest.mark.parametrize(
    ("act", "posted", "most"),
    [
        ("write", {"do": "ask", "text": "Tahun berapa?", "reason": LINE}, 300),
        ("move", {"to": "8200", "reason": LINE}, 300),
        ("label", {"labels": f"skripsi, {LINE}", "topic": "Harga"}, 30),
        ("label", {"labels": "skripsi", "topic": LINE}, 60),
    ],
)
def test_a_long_line_of_an_officer_is_refused_and_comes_back_whole(
    desk, place, other_office, sent, officer, act, posted, most
):
    examined(place, sent, officer)
    before = fresh(sent)
    page = desk.post(f"/o/3300/inbox/{sent.pk}/{act}/", posted)
    assert page.status_code == 409
    assert TOLD_OF.format(most) in unescape(html(page))
    for name in set(posted) & {"reason", "labels", "topic"}:
        assert line(html(page), name) == posted[name]
    after = fresh(sent)
    assert (after.state, after.office_id, after.labels) == (
        before.state, before.office_id, before.labels,
    )  # fmt: skip


def test_how_it_came_another_way_is_refused_and_comes_back_whole(desk, place, sent, officer):
    ask_back(place, examined(place, sent, officer), "Tahun?", "tahun", officer_id=officer.pk)
    page = html(desk.post(f"/o/3300/inbox/{sent.pk}/resume/", {"how": LINE}))
    assert TOLD_OF.format(200) in page
    assert line(page, "how") == LINE
    assert fresh(sent).state == State.PAUSED


def test_more_labels_than_are_kept_are_not_dropped_in_silence(desk, sent):
    typed = ", ".join(f"label {n}" for n in range(9))
    page = html(desk.post(f"/o/3300/inbox/{sent.pk}/label/", {"labels": typed}))
    assert "Paling banyak 8 label" in page
    assert line(page, "labels") == typed


@pytest.mark.parametrize(
    ("typed", "told"), [(LINE, TOLD_OF.format(30)), (" ", "Tulis labelnya dulu.")]
)
def test_what_is_wrong_with_a_label_for_many_is_told_once(desk, place, sent, typed, told):
    other = ask(place, Asked("Berapa upah?"))
    posted = {"act": "label", "label": typed, "pk": [sent.pk, other.pk]}
    page = html(desk.post("/o/3300/inbox/bulk/", posted))
    assert page.count(told) == 1
    assert line(page, "label") == typed
    assert f'name="pk" value="{sent.pk},{other.pk}"' in page
    assert fresh(sent).labels == []


def test_a_long_datum_comes_back_whole(desk, sent):
    page = desk.post(f"/o/3300/inbox/{sent.pk}/needs/", {"need_what": LINE, "need_region": "Demak"})
    assert page.status_code == 422
    assert TOLD_OF.format(200) in unescape(html(page))
    assert line(html(page), "need_what") == LINE.strip()


def test_a_pasted_book_is_answered_in_words(client, place):
    page = client.post(reverse("ask", args=["3300"]), ASKED | {"question": "x" * 300_000})
    assert page.status_code == 413
    assert "tempel sekali lagi dari tempat asalnya" in html(page)


def test_a_pasted_chapter_comes_back_whole(client, place):
    text = "Bab & bagian. " * 10_000
    page = client.post(reverse("ask", args=["3300"]), ASKED | {"question": text})
    assert textarea(html(page), "question") == text
