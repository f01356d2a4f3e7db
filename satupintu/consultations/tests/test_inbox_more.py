"""Canned answers, several rows at once, merging, handing over."""

import re
from datetime import date

import pytest

from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.closing import close
from satupintu.consultations.actions.examining import ask_back
from satupintu.consultations.actions.sweeping import keep
from satupintu.consultations.actions.talking import show_due
from satupintu.consultations.models import (
    CannedAnswer,
    Closing,
    Consultation,
    Handover,
    Kind,
)
from satupintu.consultations.queries.message_search import search
from satupintu.consultations.tests.cases import examined, fresh, html, round_of, wib
from satupintu.consultations.workflow import State
from satupintu.offices.models import Office
from satupintu.offices.published import published
from satupintu.people.models import Person
from satupintu.rules import clock

INBOX = "/o/3300/inbox/"


@pytest.fixture
def asker(place):
    return Person.objects.create(
        office=place.office, name="Siti Rahmawati", name_key="siti rahmawati",
        email="siti@example.org", email_verified_at=clock.now(), created_at=clock.now(),
    )  # fmt: skip


def page(case: Consultation, act: str = "") -> str:
    return f"{INBOX}{case.pk}/{act}"


# --- canned answers ------------------------------------------------------------------------------

WRITTEN = {"shortcut": "inflasi", "title": "Inflasi", "text": "Data {tahun} ada di sini.",
           "topic": "Inflasi", "check_by": "2027-01-01"}  # fmt: skip


@pytest.mark.proves("INB-9")
def test_a_text_that_is_to_be_looked_over_yesterday_is_not_kept(desk, sent):
    refused = desk.post(f"{INBOX}canned/", WRITTEN | {"check_by": "2026-07-23"})
    assert "Tanggal ini sudah lewat." in html(refused)
    assert WRITTEN["text"] in html(refused)
    desk.post(f"{INBOX}canned/", WRITTEN | {"check_by": "2026-07-24"})
    assert CannedAnswer.objects.count() == 1


@pytest.mark.proves("INB-9")
def test_a_canned_answer_is_written_used_counted_and_looked_over(desk, sent, officer):
    desk.post(f"{INBOX}canned/", WRITTEN)
    row = CannedAnswer.objects.get()
    assert (row.checked_on, row.by) == (date(2026, 7, 24), officer)
    shown = html(desk.get(page(sent)))
    assert "::inflasi" in shown
    assert "dicek 24 Juli 2026" in shown
    desk.post(page(sent, "write/"), {"do": "reply", "text": "Data 2025 ada.", "canned": row.pk})
    row.refresh_from_db()
    assert row.uses == 1
    with clock.travel(to=wib(4, 9, month=1).replace(year=2027)):
        assert "sudah waktunya" in html(desk.get(f"{INBOX}canned/"))


def test_one_shortcut_stands_for_one_text(desk):
    desk.post(f"{INBOX}canned/", WRITTEN)
    answered = desk.post(f"{INBOX}canned/", WRITTEN | {"title": "Lain"})
    assert answered.status_code == 409
    assert "sudah dipakai" in html(answered)
    row = CannedAnswer.objects.get()
    desk.post(f"{INBOX}canned/{row.pk}/", {"retire": "1"})
    desk.post(f"{INBOX}canned/", WRITTEN)
    assert CannedAnswer.objects.filter(retired_at=None).count() == 1


def test_another_offices_text_cannot_be_changed(desk, other_office):
    row = CannedAnswer.objects.create(
        office=other_office, shortcut="x", title="x", text="x", checked_on=date(2026, 7, 1),
        check_by=date(2026, 8, 1),
    )  # fmt: skip
    assert desk.post(f"{INBOX}canned/{row.pk}/", WRITTEN).status_code == 404


def test_the_catalogue_is_searched_beside_the_conversation(desk):
    assert desk.post(f"{INBOX}catalogue/", {"q": ""}).status_code == 200
    assert "Tidak ada di katalog" in html(desk.post(f"{INBOX}catalogue/", {"q": "zzzqqq"}))
    likely = desk.post(f"{INBOX}catalogue/", {"q": "zzzqqq", "likely": "1"})
    assert html(likely).strip() == ""  # nobody asked for it: nothing rather than a poor guess


# --- several at once -----------------------------------------------------------------------------


@pytest.mark.proves("INB-10")
def test_each_ticked_row_is_done_by_itself_and_says_what_came_of_it(
    desk, place, sent, officer, second_officer
):
    given = ask(place, Asked("Jumlah desa?"))
    examined(place, given, officer)
    answer(place, given, "Ini.", officer_id=officer.pk)
    posted = {"act": "close", "pk": [sent.pk, given.pk, 999999, "x"]}
    result = html(desk.post(f"{INBOX}bulk/", posted, follow=True))
    assert "1 dari 2 berhasil" in result
    assert "masih menunggu jawaban kantor" in result
    assert (fresh(sent).state, fresh(given).closing) == (State.SENT, Closing.DONE)
    desk.post(f"{INBOX}bulk/", {"act": "assign", "to": second_officer.pk, "pk": [sent.pk]})
    desk.post(f"{INBOX}bulk/", {"act": "label", "label": "skripsi", "pk": [sent.pk]})
    assert (fresh(sent).officer, fresh(sent).labels) == (second_officer, ["skripsi"])


def test_the_enter_key_in_the_label_gives_nothing_to_anybody(desk, sent):
    form = html(desk.get(INBOX)).split('id="massal"')[1].split("</form>")[0]
    buttons = re.findall(r'<button[^>]* value="(\w+)"', form)
    assert buttons[0] == "label"  # what a browser presses for Enter
    assert '<select class="input" id="m-rekan" name="to"><option value="">' in form


@pytest.mark.proves("INB-10")
def test_what_lacks_for_all_ticked_rows_is_said_once_and_asked_for_there(
    desk, place, sent, second_officer
):
    other = ask(place, Asked("Jumlah desa?"))
    posted = {"act": "assign", "to": "", "pk": [sent.pk, other.pk]}
    refused = html(desk.post(f"{INBOX}bulk/", posted))
    assert refused.count("Pilih rekannya dulu.") == 1
    assert "Rekan untuk 2 percakapan" in refused
    assert fresh(sent).officer is None
    again = posted | {"to": second_officer.pk, "pk": f"{sent.pk},{other.pk}"}
    done = desk.post(f"{INBOX}bulk/", again, follow=True)
    assert "2 dari 2 berhasil" in html(done)
    assert fresh(other).officer == second_officer


@pytest.mark.proves("INB-10", "T65")
def test_of_several_the_one_that_a_colleague_closed_meanwhile_says_just_that(
    desk, place, sent, officer
):
    examined(place, sent, officer)
    answer(place, sent, "Ini.", officer_id=officer.pk)
    close(place, fresh(sent), Closing.DONE, officer_id=officer.pk)
    told = html(desk.post(f"{INBOX}bulk/", {"act": "close", "pk": [sent.pk]}, follow=True))
    assert "baru saja berubah: Ditutup" in told
    assert "belum cukup" not in told


@pytest.mark.proves("INB-10")
def test_what_came_of_it_can_be_come_back_to_and_offers_no_more_than_can_still_be(
    desk, place, sent, officer
):
    given = ask(place, Asked("Jumlah desa?"))
    examined(place, given, officer)
    answer(place, given, "Ini.", officer_id=officer.pk)
    posted = {"act": "close", "pk": [sent.pk, given.pk]}
    assert desk.post(f"{INBOX}bulk/?view=answered", posted).url == f"{INBOX}bulk/?view=answered"
    assert "1 percakapan ditutup." in html(desk.get(f"{INBOX}bulk/"))
    with clock.travel(by=60):
        show_due(place)
        later = html(desk.get(f"{INBOX}bulk/"))
    assert "1 dari 2 berhasil" in later
    assert "Urungkan" not in later


@pytest.mark.proves("INB-10")
def test_several_that_were_closed_at_once_are_taken_back_at_once(desk, place, sent, officer):
    cases = [sent, ask(place, Asked("Jumlah desa?"))]
    for case in cases:
        examined(place, case, officer)
        answer(place, case, "Ini.", officer_id=officer.pk)
    closed = html(
        desk.post(f"{INBOX}bulk/", {"act": "close", "pk": [each.pk for each in cases]}, follow=True)
    )
    assert "2 percakapan ditutup." in closed
    found = re.search(r'name="pk" value="([\d,]+)"', closed)
    assert found
    undone = html(desk.post(f"{INBOX}bulk/", {"act": "undo_close", "pk": found[1]}, follow=True))
    assert "2 dari 2 berhasil" in undone
    assert "Urungkan" not in undone
    assert {fresh(each).state for each in cases} == {State.ANSWERED}


def test_what_is_prepared_for_closing_is_closed_for_silence(desk, place, sent, officer):
    ask_back(place, sent, "Tahun?", "tahun", officer_id=officer.pk)
    for day in (28, 30):
        with clock.travel(to=wib(day, 9)):
            keep(published("3300"))
    with clock.travel(to=wib(31, 9)):
        ready = html(desk.get(f"{INBOX}?view=ready"))
        assert f"Pilih {sent.number}" in ready
        desk.post(f"{INBOX}bulk/", {"act": "close", "pk": [sent.pk]})
    assert fresh(sent).closing == Closing.NO_RESPONSE


# --- merging -------------------------------------------------------------------------------------


@pytest.mark.proves("INB-11")
def test_two_of_one_proved_person_become_one(desk, place, sent, officer, asker):
    second = ask(place, Asked("Juga data upah.", name="Siti Rahmawati"), person=asker)
    assert "Tidak ada percakapan terbuka lain" in html(desk.get(page(second, "merge/")))
    Consultation.objects.filter(pk=sent.pk).update(person=asker, email_confirmed_at=clock.now())
    Consultation.objects.filter(pk=second.pk).update(email_confirmed_at=clock.now())
    examined(place, fresh(second), officer)
    assert "Gabungkan?" in html(desk.get(page(second)))
    desk.post(page(second, "merge/"), {"into": sent.pk})
    gone = fresh(second)
    assert (gone.state, gone.closing, gone.merged_into_id) == ("closed", "merged", sent.pk)
    assert desk.get(page(second)).url == page(sent)
    shown = html(desk.get(page(sent)))
    assert "Juga data upah." in shown
    assert f"dari {second.number}" in shown
    for number in (sent.number, second.number):
        assert sent in [hit.case for hit in search(place, str(number)).hits]


@pytest.mark.proves("INB-11")
def test_strangers_are_never_merged(desk, place, sent, asker):
    other = ask(place, Asked("Data padi?", name="Siti Rahmawati"), person=asker)
    refused = desk.post(page(other, "merge/"), {"into": sent.pk})
    assert refused.status_code == 409
    assert html(refused).count("Kesalahan:") == 1
    assert fresh(other).merged_into is None


# --- to another office ---------------------------------------------------------------------------


@pytest.fixture
def elsewhere(other_office):
    Office.objects.filter(pk=other_office.pk).update(serving=True)
    return other_office


@pytest.mark.proves("T62", "INB-12")
def test_the_promise_goes_with_it_to_another_office(
    desk, place, sent, officer, elsewhere, other_officer, signed_in
):
    examined(place, sent, officer)
    due = fresh(sent).due_at
    desk.get(page(sent))
    posted = {
        "to": "8200",
        "reason": "Datanya milik Maluku Utara.",
        "promise": "keep",
        "press": "p",
    }
    for _ in range(2):
        assert desk.post(page(sent, "move/"), posted).status_code == 302
    case = fresh(sent)
    assert (case.office, case.number, case.officer_id) == (elsewhere, sent.number, None)
    assert due is not None
    assert case.due_at is not None
    assert case.due_at <= due
    assert Handover.objects.count() == 1
    assert "Diserahkan ke BPS Provinsi Maluku Utara" in html(desk.get(page(sent)))
    late = desk.post(page(sent, "write/"), {"do": "reply", "text": "Sudah saya tulis."})
    assert late.status_code == 409
    for words in ("Diserahkan ke BPS Provinsi Maluku Utara", "belum terkirim", "Sudah saya tulis."):
        assert words in html(late)
    assert desk.post(page(sent, "here/"), {"text": "x"}).status_code == 409
    for part in (desk.get(page(sent, "since/")), desk.post(page(sent, "here/"))):
        assert part.status_code == 200
        assert "Diserahkan ke BPS Provinsi Maluku Utara" in html(part)
        assert "<html" not in html(part)
    assert case.thread.filter(kind=Kind.REPLY).count() == 0
    theirs = signed_in(other_officer)
    shown = html(theirs.get(f"/o/8200/inbox/{sent.pk}/"))
    assert "Datanya milik Maluku Utara." in shown
    assert "sedang membaca" not in shown
    assert search(published("8200"), "inflasi").hits[0].case == case
    assert search(place, "inflasi").hits == []


@pytest.mark.proves("T62")
def test_a_promise_changes_only_with_a_reason_that_the_user_reads(
    desk, place, sent, officer, elsewhere
):
    examined(place, sent, officer)
    posted = {"to": "8200", "promise": "change", "promised": "2026-08-03"}
    refused = desk.post(page(sent, "move/"), posted | {"reason": ""})
    assert refused.status_code == 409
    assert 'value="2026-08-03"' in html(refused)
    desk.post(page(sent, "move/"), posted | {"reason": "Perlu arsip cetak."})
    case = fresh(sent)
    assert place.local(case.due_at) == wib(3, 15, 30, month=8)
    assert round_of(case).promise_reason == "Perlu arsip cetak."
    line = case.thread.order_by("n")[case.messages - 1].text
    assert "Perlu arsip cetak." in line
    assert "berubah menjadi Senin, 3 Agustus 2026" in line


def test_it_is_not_handed_over_to_nowhere(desk, sent, elsewhere):
    for to in ("", "3300", "9999"):
        posted = {"to": to, "reason": "Bukan di sini."}
        assert desk.post(page(sent, "move/"), posted).status_code == 409
    assert fresh(sent).office_id == sent.office_id
