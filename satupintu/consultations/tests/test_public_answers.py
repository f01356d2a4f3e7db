"""An answered question made public: redacted, read by another officer, withdrawn."""

from datetime import timedelta

import pytest

from satupintu.catalogue.models import Item
from satupintu.catalogue.search.find import find
from satupintu.catalogue.search.found import Match
from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.moving import hand_over
from satupintu.consultations.actions.publishing import Copy, propose, settle
from satupintu.consultations.actions.sweeping import keep
from satupintu.consultations.actions.talking import say
from satupintu.consultations.models import (
    Consultation,
    PublicAnswer,
)
from satupintu.consultations.queries import public_answers
from satupintu.consultations.tests.cases import examined, fresh, html
from satupintu.consultations.tests.portal import found
from satupintu.offices.models import Office
from satupintu.rules import clock

INBOX = "/o/3300/inbox/"


def page(case: Consultation, act: str = "") -> str:
    return f"{INBOX}{case.pk}/{act}"


@pytest.fixture
def elsewhere(other_office):
    Office.objects.filter(pk=other_office.pk).update(serving=True)
    return other_office


@pytest.fixture
def answered(place, officer):
    asked = Asked("Saya Siti Rahmawati, 0812-3456-7890. Apa itu kemiskinan ekstrem?",
                  name="Siti Rahmawati", may_publish=True, topic="Kemiskinan")  # fmt: skip
    case = ask(place, asked)
    examined(place, case, officer)
    answer(place, case, "Bu Siti, artinya pengeluaran di bawah batas.", officer_id=officer.pk)
    return fresh(case)


@pytest.mark.proves("INB-19")
def test_an_answer_is_redacted_read_by_another_and_found_by_the_next_asker(
    desk, place, answered, second_officer, signed_in
):
    form = html(desk.get(page(answered, "publish/")))
    assert "Saya [nama], [nomor telepon]. Apa itu kemiskinan ekstrem?" in form
    copy = {"question": "Apa itu kemiskinan ekstrem?", "answer": "Pengeluaran di bawah batas.",
            "sources": ""}  # fmt: skip
    desk.post(page(answered, "publish/"), copy)
    row = PublicAnswer.objects.get()
    desk.post(f"{INBOX}answers/{row.pk}/", {"act": "publish", "read": row.mark})
    row.refresh_from_db()
    assert row.state == "proposed"
    other = signed_in(second_officer)
    assert "Jawaban umum: 1 menunggu pembaca kedua" in html(other.get(INBOX))
    assert "menunggu pembaca kedua" not in html(desk.get(INBOX))
    shown = html(other.get(f"{INBOX}answers/"))
    assert "kemiskinan ekstrem" in shown
    reason = shown.split('name="reason"')[0].rsplit("<form", 1)[1]
    assert "publish" not in reason  # Enter in the reason must not make it public
    other.post(f"{INBOX}answers/{row.pk}/", {"act": "publish", "read": row.mark})
    item = Item.objects.get(kind="answer")
    assert item.title == "Apa itu kemiskinan ekstrem?"
    assert item.ident in [hit.item.ident for hit in find(place.office, "kemiskinan ekstrem").hits]
    other.post(f"{INBOX}answers/{row.pk}/", {"act": "withdraw", "reason": "usang"})
    assert find(place.office, "kemiskinan ekstrem").hits == ()


@pytest.mark.proves("INB-19")
def test_a_public_answer_that_is_proposed_anew_is_found_again_once_it_was_read(
    desk, place, answered, second_officer, signed_in
):
    """Sent back while it still was public, nobody could have withdrawn it any more."""
    copy = {"question": "Apa itu kemiskinan ekstrem?", "answer": "Di bawah batas.", "sources": ""}
    for act, seen in (("publish", 1), ("refuse", 0), ("publish", 1)):
        desk.post(page(answered, "publish/"), copy)
        assert find(place.office, "kemiskinan ekstrem").hits == ()
        row = PublicAnswer.objects.get()
        settled = {"act": act, "reason": "Kurang jelas.", "read": row.mark}
        signed_in(second_officer).post(f"{INBOX}answers/{row.pk}/", settled)
        assert len(find(place.office, "kemiskinan ekstrem").hits) == seen


@pytest.mark.proves("INB-19", "LAW-2")
@pytest.mark.parametrize("act", ["publish", "refuse"])
def test_only_what_the_second_reader_read_is_settled(
    desk, answered, second_officer, signed_in, act
):
    copy = {"question": "Apa itu kemiskinan ekstrem?", "answer": "Di bawah batas.", "sources": ""}
    desk.post(page(answered, "publish/"), copy)
    row, other = PublicAnswer.objects.get(), signed_in(second_officer)
    read = found(r'name="read" value="([^"]+)"', html(other.get(f"{INBOX}answers/")))
    desk.post(page(answered, "publish/"), copy | {"answer": "Tidak dibaca siapa pun."})
    pressed = {"act": act, "read": read, "reason": "Terlalu pendek."}
    late = other.post(f"{INBOX}answers/{row.pk}/", pressed)
    assert (late.status_code, PublicAnswer.objects.get().state) == (409, "proposed")
    for words in ("Isinya berubah", "Tidak dibaca siapa pun.", 'value="Terlalu pendek."'):
        assert words in html(late)
    read = found(r'name="read" value="([^"]+)"', html(late))
    assert other.post(f"{INBOX}answers/{row.pk}/", pressed | {"read": read}).status_code == 302
    assert PublicAnswer.objects.get().state == {"publish": "published", "refuse": "refused"}[act]
    late = other.post(f"{INBOX}answers/{row.pk}/", pressed | {"read": read})
    assert "sudah diputuskan" in html(late)


@pytest.mark.proves("INB-19")
@pytest.mark.parametrize("ident", ["jawaban-{pk}", "jawaban-3300-{pk}"])  # the latter as it was
def test_the_office_that_a_question_went_to_withdraws_what_the_first_one_published(
    desk, place, answered, second_officer, signed_in, elsewhere, other_officer, ident
):
    copy = {"question": "Apa itu kemiskinan ekstrem?", "answer": "Di bawah batas.", "sources": ""}
    desk.post(page(answered, "publish/"), copy)
    row = PublicAnswer.objects.get()
    settled = {"act": "publish", "read": row.mark}
    signed_in(second_officer).post(f"{INBOX}answers/{row.pk}/", settled)
    Item.objects.filter(kind="answer").update(ident=ident.format(pk=row.pk))
    with clock.travel(by=timedelta(hours=1)):
        keep(place)
        say(place, fresh(answered), "Dan menurut kabupaten?")
        hand_over(
            place, fresh(answered), elsewhere, officer_id=second_officer.pk, reason="Di sana."
        )
        theirs = signed_in(other_officer)
        address = f"/o/8200/inbox/answers/{row.pk}/"
        theirs.post(address, {"act": "withdraw", "reason": "usang"})
    assert Item.objects.get(kind="answer").withdrawn_at
    assert find(place.office, "kemiskinan ekstrem").hits == ()


@pytest.mark.proves("INB-19")
def test_personal_data_left_in_the_copy_is_refused_and_kept(desk, answered):
    copy = {"question": "Apa itu?", "answer": "Bu Siti, telepon 0812-3456-7890.", "sources": ""}
    refused = desk.post(page(answered, "publish/"), copy)
    assert refused.status_code == 409
    assert "data pribadi" in html(refused)
    assert "Bu Siti, telepon" in html(refused)
    assert not PublicAnswer.objects.exists()


def test_without_the_askers_consent_nothing_is_proposed(desk, answered):
    Consultation.objects.update(may_publish=False)
    assert "tidak mengizinkan" in html(desk.get(page(answered, "publish/")))
    copy = {"question": "Apa itu?", "answer": "Ini.", "sources": ""}
    assert desk.post(page(answered, "publish/"), copy).status_code == 409


def test_a_copy_sent_back_says_why(desk, answered, second_officer, signed_in):
    desk.post(page(answered, "publish/"), {"question": "Apa?", "answer": "Ini.", "sources": ""})
    row, other = PublicAnswer.objects.get(), signed_in(second_officer)
    other.post(f"{INBOX}answers/{row.pk}/", {"act": "refuse", "reason": "", "read": row.mark})
    row.refresh_from_db()
    assert row.state == "proposed"
    refused = {"act": "refuse", "reason": "Terlalu pendek.", "read": row.mark}
    other.post(f"{INBOX}answers/{row.pk}/", refused)
    assert "Terlalu pendek." in html(desk.get(page(answered, "publish/")))


@pytest.mark.proves("STD-ONLINE-6", "INB-19")
def test_a_correction_withdraws_the_public_copy_of_the_wrong_figure(
    desk, place, answered, second_officer, officer
):
    wrong = answered.thread.get(kind="answer")
    with clock.travel(by=timedelta(minutes=1)):
        keep(place)
        copy = Copy("Apa itu kemiskinan ekstrem?", "Di bawah 1,9 dolar.")
        row = propose(place, answered, copy, officer_id=officer.pk, check_by=place.day)
        settle(place, row, read=row.mark, officer_id=second_officer.pk, publish=True)
        assert find(place.office, "kemiskinan ekstrem").hits
        form = html(desk.get(page(answered, f"mend/{wrong.pk}/")))
        assert "Jawaban publik dari percakapan ini ikut ditarik." in form
        press = found(r'name="press" value="([^"]+)"', form)
        for _ in range(2):  # a double press
            desk.post(
                page(answered, f"mend/{wrong.pk}/"), {"text": "Yang benar 2,15.", "press": press}
            )
    row.refresh_from_db()
    assert (row.state, row.reason) == ("withdrawn", "Angka di jawabannya diralat.")
    assert not find(place.office, "kemiskinan ekstrem").hits
    assert answered.thread.filter(kind="correction").count() == 1


def test_the_next_asker_of_the_same_place_is_told_that_it_was_answered(
    place, answered, second_officer, officer
):
    copy = Copy("Berapa upah buruh tani Kota Salatiga?", "Ada di tabel upah.")
    row = propose(place, answered, copy, officer_id=officer.pk, check_by=place.day)
    settle(place, row, read=row.mark, officer_id=second_officer.pk, publish=True)
    told = find(place.office, "upah buruh tani salatiga")
    assert told.match == Match.EXACT
    assert told.hits[0].item.title == copy.question


def test_what_waits_for_a_reader_is_never_pushed_off_the_list(
    place, answered, officer, monkeypatch
):
    monkeypatch.setattr(public_answers, "SHOWN", 1)
    copy = Copy("Apa?", "Ini.")
    waits = propose(place, answered, copy, officer_id=officer.pk, check_by=place.day)
    newer = ask(place, Asked("Apa itu?", may_publish=True))
    PublicAnswer.objects.create(
        consultation=newer, question="Apa itu?", answer="Itu.", state="published",
        proposed_by=officer, proposed_at=clock.now(),
    )  # fmt: skip
    assert public_answers.newest_first(place) == [waits]
