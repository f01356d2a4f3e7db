"""What an asker's open page is told by itself, how it ends there, and what is never kept."""

import pytest
from django.urls import reverse

from satupintu.appointments.actions import Slot
from satupintu.appointments.models import Way
from satupintu.consultations.actions import meeting
from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.assigning import assign
from satupintu.consultations.actions.closing import close
from satupintu.consultations.actions.talking import show_due
from satupintu.consultations.models import Closing, Draft, Message
from satupintu.consultations.tests.cases import examined, fresh, html, wib
from satupintu.consultations.tests.portal import ASKED, check, send, the_case
from satupintu.consultations.workflow import State
from satupintu.rules import clock


@pytest.mark.proves("PRT-13", "PRT-15")
def test_an_open_page_gets_the_offered_times_and_at_the_end_summary_rating_and_reopening(
    proved, place, officer, second_officer
):
    case = examined(place, the_case(), officer)
    since = reverse("question-since", args=["3300", case.number])
    asked = {"after": wib(24, 8).isoformat()}
    meeting.offer(place, case, [Slot(Way.VISIT, wib(27, 10))], officer_id=officer.pk)
    own = proved.get(reverse("question", args=["3300", case.number])).content.decode()
    assert "belum dipastikan" not in own
    assert "Pilih satu waktu" in proved.get(since, asked).content.decode()
    answer(place, case, "Jumlahnya 1,2 juta jiwa.", officer_id=officer.pk)
    assign(place, case, second_officer.pk, officer_id=officer.pk, was=case.officer_id)
    close(place, case, Closing.DONE, officer_id=officer.pk)
    assert 'value="reopen"' not in proved.get(since, asked).content.decode()
    with clock.travel(by=11):
        show_due(place)
    told = proved.get(since, asked).content.decode()
    for part in ("Jawaban: Jumlahnya 1,2 juta jiwa.", f"Dilayani oleh {officer.name}.",
                 "Beri penilaian", 'value="reopen"', "Kirim dan buka lagi"):  # fmt: skip
        assert part in told
    assert "Batalkan pertanyaan" not in told
    for paper in ("question", "question-minutes"):
        page = proved.get(reverse(paper, args=["3300", case.number])).content.decode()
        assert "Jawaban: Jumlahnya 1,2 juta jiwa." in page


def test_the_number_of_an_identity_card_is_never_kept(proved, place):
    number = the_case().number
    words = "NIK saya 3374011505900001, mohon dibantu."
    for page, given in (
        (reverse("ask", args=["3300"]), ASKED | {"question": words}),
        (reverse("question-say", args=["3300", number]), {"text": words}),
    ):
        refused = proved.post(page, given)
        assert refused.status_code == 400
        assert "Hapus nomor identitas. Kami tidak mencatatnya." in refused.content.decode()
        assert words in refused.content.decode()  # to be mended, not typed anew
    draft = proved.post(reverse("question-draft", args=["3300", number]), {"text": words})
    assert draft.status_code == 422
    assert not Message.objects.filter(text__contains="3374011505900001").exists()
    assert not Draft.objects.filter(text__contains="3374011505900001").exists()


def test_who_has_not_proved_the_address_is_led_to_the_code_on_the_page(place, client):
    send(client, check(client))
    number = the_case().number
    page = client.get(reverse("question", args=["3300", number])).content.decode()
    assert "belum dipastikan" in page
    assert reverse("question-prove", args=["3300", number]) in page


@pytest.mark.proves("STD-ONLINE-7")
def test_the_asker_closes_and_opens_again_in_one_press(proved, place, officer):
    case = examined(place, the_case(), officer)
    answer(place, case, "Ini.", officer_id=officer.pk)
    act = reverse("question-act", args=["3300", case.number])
    closed = proved.post(act, {"act": "done"}, follow=True).content.decode()
    assert the_case().state == State.CLOSED
    assert "Masih perlu sesuatu? Buka lagi di bawah." in closed
    assert "<b>Sudah dijawab</b>" in closed
    assert "Jawaban: Ini." in closed
    proved.post(act, {"act": "reopen"})
    assert the_case().state == State.SENT
    withdrawn = proved.post(act, {"act": "withdraw"}, follow=True).content.decode()
    assert "Anda membatalkan pertanyaan ini." in withdrawn
    assert "Percakapan ini sudah ditutup." in withdrawn


def test_closing_a_page_that_has_grown_old_says_that_an_answer_is_still_owed(proved):
    case = the_case()
    act = reverse("question-act", args=["3300", case.number])
    refused = proved.post(act, {"act": "done"})
    assert refused.status_code == 400
    assert "Kami masih harus menjawab. Bila tidak perlu lagi, batalkan." in html(refused)
    assert fresh(case).state == State.SENT
