"""The conversation as its officer works on it: every act by its form, refusals keep the text."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from satupintu.catalogue.models import Item
from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.sweeping import keep
from satupintu.consultations.actions.talking import note, reply, say
from satupintu.consultations.models import Kind
from satupintu.consultations.pages import inbox_show
from satupintu.consultations.pages.inbox_words import Chip
from satupintu.consultations.tests.cases import examined, fresh, html, kinds_of, ticks, wib
from satupintu.consultations.workflow import State
from satupintu.offices.published import published
from satupintu.rules import clock


@pytest.fixture
def page(sent) -> str:
    return f"/o/3300/inbox/{sent.pk}/"


@pytest.mark.proves("INB-1")
def test_list_conversation_and_context_stand_beside_each_other(desk, page, sent):
    shown = html(desk.get(page))
    for part in ('class="in-list ', 'class="in-main"', 'class="in-side"'):
        assert part in shown
    assert str(sent.number) in shown
    assert sent.question in shown


@pytest.mark.proves("INB-4")
def test_clear_and_complete_starts_the_clock_by_one_press(desk, page, place, sent):
    desk.post(f"{page}examine/", {"check": ticks(place, sent), "kinds": ["data"]})
    case = fresh(sent)
    assert (case.state, case.about_data) == (State.COMPLETE, True)
    assert place.local(case.due_at) == wib(29, 15, 30)


def test_with_a_requirement_unticked_the_page_says_what_is_missing(desk, page, sent):
    answered = desk.post(f"{page}examine/", {"check": ["clear"]})
    assert answered.status_code == 409
    assert "Centang setiap syarat" in html(answered)
    assert fresh(sent).state == State.SENT


def test_answering_before_examining_names_the_requirements(desk, page, sent):
    refused = desk.post(f"{page}write/", {"do": "answer", "text": "Inflasi 2,1."})
    assert refused.status_code == 409
    assert "Centang setiap syarat" in html(refused)


@pytest.mark.parametrize("act", ["examine", "write"])
def test_what_was_ticked_stays_ticked_while_something_is_missing(desk, page, place, sent, act):
    first, *others = ticks(place, sent)
    posted = {"check": [first], "kinds": ["metadata"], "do": "answer", "text": "Inflasi 2,1."}
    refused = html(desk.post(f"{page}{act}/", posted))
    on = re.findall(r'name="(?:check|kinds)" value="(\w+)" checked', refused)
    assert on == [first, "metadata"] * 2  # in the form of its own, and in that of the answer
    assert others
    assert re.findall(r'name="(?:check|kinds)" value="(\w+)" checked', html(desk.get(page))) == []


@pytest.mark.proves("INB-5")
def test_the_due_moment_explains_itself(desk, page, place, sent, officer):
    examined(place, sent, officer)
    shown = html(desk.get(page))
    assert "Tenggat Rabu, 29 Juli 2026 pukul 15.30 WIB" in shown
    assert "Sabtu, 25 Juli 2026 dilewati: akhir pekan." in shown
    assert "Senin, 27 Juli 2026 adalah hari kerja ke-1 dari 3." in shown


@pytest.mark.proves("INB-4")
def test_asking_back_pauses_with_a_reason_the_user_sees(desk, page, place, sent, officer):
    examined(place, sent, officer)
    desk.post(f"{page}write/", {"do": "ask", "text": "Tahun berapa?", "reason": "tahun awal"})
    assert fresh(sent).state == State.PAUSED
    assert "Yang ditunggu: tahun awal" in html(desk.get(page))


def test_asking_back_without_a_reason_keeps_what_was_typed(desk, page, place, sent, officer):
    examined(place, sent, officer)
    answered = desk.post(f"{page}write/", {"do": "ask", "text": "Tahun berapa persisnya?"})
    assert answered.status_code == 409
    assert "Tahun berapa persisnya?" in html(answered)
    assert fresh(sent).state == State.COMPLETE


@pytest.mark.proves("INB-7", "T64")
def test_reply_and_note_look_and_read_differently(desk, page, sent):
    desk.post(f"{page}write/", {"do": "note", "text": "Cek publikasi cetak."})
    desk.post(f"{page}write/", {"do": "reply", "text": "Kami lihat dahulu."})
    shown = html(desk.get(page))
    assert "Kirim ke Siti (Web)" in shown
    assert "Simpan catatan internal" in shown
    assert "hanya petugas" in shown
    assert kinds_of(sent) == [Kind.QUESTION, Kind.NOTE, Kind.REPLY]


@pytest.mark.proves("INB-7")
def test_what_was_sent_is_taken_back_and_its_words_are_kept(desk, page, sent):
    desk.post(f"{page}write/", {"do": "reply", "text": "Salah orang."})
    message = sent.thread.get(kind=Kind.REPLY)
    assert "Urungkan" in html(desk.get(page))
    desk.post(f"{page}undo/", {"message": message.pk})
    message.refresh_from_db()
    assert message.undone_at is not None
    assert ">Salah orang.</textarea>" in html(desk.get(page))


@pytest.mark.proves("INB-7")
def test_a_question_back_that_is_taken_back_keeps_its_reason_until_it_is_sent(desk, page, sent):
    told = {"do": "ask", "text": "Tahun berapa?", "reason": "Tahunnya belum ada"}
    desk.post(f"{page}write/", told)
    desk.post(f"{page}undo/", {"message": sent.thread.get(kind=Kind.ASK).pk})
    again = html(desk.get(page))
    assert ">Tahun berapa?</textarea>" in again
    assert 'value="ask" checked' in again
    assert 'value="Tahunnya belum ada"' in again
    assert 'value="Tahunnya belum ada"' in html(desk.get(page))
    desk.post(f"{page}write/", {"do": "note", "text": "Ditanya lewat telepon."})
    assert 'value="Tahunnya belum ada"' not in html(desk.get(page))


@pytest.mark.proves("INB-8")
def test_who_answers_second_is_told_who_was_first_and_keeps_the_words(
    desk, page, place, sent, officer, second_officer
):
    examined(place, sent, officer)
    seen = fresh(sent).messages
    answer(place, fresh(sent), "Dari Budi.", officer_id=second_officer.pk)
    told = {"do": "answer", "text": "Dari saya.", "seen": seen}
    refused = desk.post(f"{page}write/", told)
    assert refused.status_code == 409
    assert f"{second_officer.name} baru saja menulis kepada pengguna." in html(refused)
    assert ">Dari saya.</textarea>" in html(refused)
    assert 'value="reply" checked' in html(refused)  # an answer is not possible any more


def test_after_the_seconds_it_cannot_be_taken_back(desk, page, sent, officer):
    desk.post(f"{page}write/", {"do": "reply", "text": "Sudah terkirim."})
    message = sent.thread.get(kind=Kind.REPLY)
    with clock.travel(to=wib(24, 9, 1)):
        keep(published("3300"))
        answered = desk.post(f"{page}undo/", {"message": message.pk})
    assert answered.status_code == 409
    assert "sudah lewat" in html(answered)


def test_the_answer_examines_and_stops_the_clock_in_one_press(desk, page, place, sent):
    desk.post(f"{page}write/", {"do": "answer", "text": "Ini datanya.", "kinds": ["data"],
                                "check": ticks(place, sent)})  # fmt: skip
    assert fresh(sent).state == State.ANSWERED
    assert fresh(sent).clock_rounds.get().within_standard is True


def test_an_answer_to_what_was_not_examined_is_refused_and_kept(desk, page, sent):
    answered = desk.post(f"{page}write/", {"do": "answer", "text": "Ini datanya."})
    assert answered.status_code == 409
    assert "Ini datanya." in html(answered)


@pytest.mark.proves("T66")
def test_other_words_with_the_press_of_an_earlier_message_are_written_too(desk, page, sent):
    for text in ("Cek Podes.", "Cek Podes 2024."):
        desk.post(f"{page}write/", {"do": "note", "text": text, "press": "one press"})
    said = sent.thread.filter(kind="note").order_by("n").values_list("text", flat=True)
    assert list(said) == ["Cek Podes.", "Cek Podes 2024."]


@pytest.mark.proves("T66")
def test_the_same_note_with_another_file_is_written_too(desk, page, sent):
    for data in (b"a,b\n1,2\n", b"a,b\n1,2\n", b"a,b\n3,4\n"):
        file = SimpleUploadedFile("tabel.csv", data, "text/csv")
        desk.post(f"{page}write/", {"do": "note", "text": "Ini.", "press": "1", "attached": file})
    assert sent.thread.filter(kind="note").count() == 2


@pytest.mark.proves("T66")
def test_the_same_press_writes_once(desk, page, place, sent, officer):
    examined(place, sent, officer)
    posted = {"do": "answer", "text": "Ini datanya.", "press": "one press"}
    for _ in range(2):
        assert desk.post(f"{page}write/", posted).status_code == 302
    assert kinds_of(sent).count(Kind.ANSWER) == 1


@pytest.mark.proves("INB-8")
def test_a_newer_message_is_shown_before_the_answer_goes_over_it(desk, page, place, sent, officer):
    examined(place, sent, officer)
    seen = fresh(sent).messages
    say(place, fresh(sent), "Tambahan: mulai 2016 saja.")
    posted = {"do": "answer", "text": "Ini semuanya.", "seen": seen}
    answered = desk.post(f"{page}write/", posted)
    assert answered.status_code == 409
    shown = html(answered)
    assert "Ada pesan baru" in shown
    assert "Tambahan: mulai 2016 saja." in shown
    assert "Ini semuanya." in shown
    desk.post(f"{page}write/", posted | {"anyway": "1"})
    assert fresh(sent).state == State.ANSWERED


@pytest.mark.proves("INB-8", "T65")
def test_a_reply_does_not_cross_a_colleagues(desk, page, place, sent, second_officer):
    posted = {"do": "reply", "text": "Kami tidak punya.", "seen": fresh(sent).messages}
    note(place, sent, "Hanya untuk kita.", officer_id=second_officer.pk)
    assert desk.post(f"{page}write/", posted).status_code == 302, "a note is no reply"
    reply(place, fresh(sent), "Sedang kami cari.", officer_id=second_officer.pk)
    refused = desk.post(f"{page}write/", posted | {"text": "Sabar, ya."})
    assert refused.status_code == 409
    shown = html(refused)
    assert "Budi Santoso baru saja menulis kepada pengguna." in shown
    assert "Sabar, ya." in shown
    assert "Sabar, ya." in html(desk.get(page))  # kept, for whoever looks elsewhere first
    desk.post(f"{page}write/", posted | {"text": "Sabar, ya.", "anyway": "1"})
    assert kinds_of(sent).count(Kind.REPLY) == 3


@pytest.mark.proves("INB-8")
def test_colleagues_see_who_reads_and_who_writes(desk, page, second_officer, signed_in):
    other = signed_in(second_officer)
    other.get(page)
    assert "Budi Santoso sedang membaca" in html(desk.get(page))
    other.post(f"{page}here/", {"writing": "1", "n": "1"})
    assert "Budi Santoso sedang menulis" in html(desk.get(f"{page}since/?n=1"))


@pytest.mark.proves("T67")
def test_an_open_page_catches_up_without_gap_or_double(desk, page, place, sent, officer):
    first = html(desk.get(f"{page}since/?n=1&state=sent"))
    assert "<article" not in first
    say(place, sent, "Satu lagi.")
    reply(place, sent, "Baik.", officer_id=officer.pk)
    since = html(desk.get(f"{page}since/?n=1&state=sent"))
    assert (since.count('data-n="2"'), since.count('data-n="3"')) == (1, 1)
    assert "Ada pesan baru dari Siti" in since
    examined(place, sent, officer)
    assert "Keadaan berubah" in html(desk.get(f"{page}since/?n=3&state=sent"))


def test_what_is_being_written_is_kept_for_its_officer_alone(desk, page, second_officer, signed_in):
    desk.post(f"{page}here/", {"text": "Setengah kalimat", "mode": "answer", "n": "1"})
    assert "Setengah kalimat" in html(desk.get(page))
    assert "Setengah kalimat" not in html(signed_in(second_officer).get(page))


@pytest.mark.proves("INB-9")
def test_an_unfilled_part_keeps_a_message_from_being_sent(desk, page, sent):
    answered = desk.post(f"{page}write/", {"do": "reply", "text": "Data tahun {tahun} ada."})
    assert answered.status_code == 409
    assert "kurung kurawal" in html(answered)
    assert kinds_of(sent) == [Kind.QUESTION]


@pytest.mark.proves("INB-9")
def test_catalogue_items_are_cited_only_as_the_catalogue_has_them(desk, page, sent):
    Item.objects.create(kind="data", type="table", source="starter", ident="t1", title="Inflasi",
                        source_name="BPS", changed_at=clock.now())  # fmt: skip
    desk.post(f"{page}write/", {"do": "reply", "text": "Lihat ini.", "cite": ["t1", "made up"]})
    cites = sent.thread.get(kind=Kind.REPLY).cites
    assert [(cite["ident"], cite["title"]) for cite in cites] == [("t1", "Inflasi")]


@pytest.mark.proves("INB-9")
def test_a_colleague_named_in_a_note_is_offered_the_case(desk, page, second_officer, sent):
    answered = desk.post(f"{page}write/", {"do": "note", "text": "@Budi Santoso, bisa?"})
    assert f"give={second_officer.pk}" in answered.url
    assert "Berikan kepada Budi Santoso" in html(desk.get(answered.url))


def test_a_channel_with_a_window_has_its_place_beside_the_clock(desk, page, monkeypatch):
    window = Chip("warn", "wa", "Jendela WhatsApp sisa 3 jam")
    monkeypatch.setattr(inbox_show, "channel_clocks", [lambda place, case, now: window])
    assert "Jendela WhatsApp sisa 3 jam" in html(desk.get(page))


@pytest.mark.proves("T68")
def test_a_conversation_costs_the_same_for_few_and_for_many_messages(
    desk, page, place, sent, officer, django_assert_max_num_queries
):
    desk.get(page)
    for count in (1, 40):
        for n in range(count):
            reply(place, sent, f"Pesan {n}.", officer_id=officer.pk)
        desk.get(page)
        with django_assert_max_num_queries(32):
            desk.get(page)


def test_the_officer_reads_what_else_the_asker_has_told(desk, place):
    told = Asked("Harga cabai?", name="Siti", phone="+6281234567890", contact_by="phone",
                 use="1", region="Kabupaten Temanggung", years="2014")  # fmt: skip
    shown = html(desk.get(f"/o/3300/inbox/{ask(place, told).pk}/"))
    assert "Kabupaten Temanggung, 2014" in shown
    assert "Tugas sekolah atau kuliah" in shown
    assert "Minta dihubungi lewat telepon" in shown
    assert "+6281234567890" in shown


def test_a_number_that_was_left_only_in_case_stays_masked(desk, place):
    told = Asked("Harga cabai?", name="Siti", phone="+6281234567890")
    assert "81234567890" not in html(desk.get(f"/o/3300/inbox/{ask(place, told).pk}/"))


@pytest.mark.proves("INB-7")
def test_the_enter_key_in_the_composer_sends_what_the_chosen_kind_says(
    desk, page, place, sent, officer
):
    examined(place, sent, officer)
    composer = html(desk.get(page)).split("data-composer")[1].split("</form>")[0]
    first = composer.split("<button")[1].split(">")[0]
    assert first == ' name="do" value="" hidden'  # what a browser presses for Enter
    typed = {"do": "", "mode": "ask", "text": "Tahun berapa?", "reason": "tahun awal"}
    desk.post(f"{page}write/", typed)
    assert fresh(sent).state == State.PAUSED
