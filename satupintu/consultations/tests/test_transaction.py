"""From the question to the closing: the workflow, the clock and the conversation as actions."""

import pytest

from satupintu.consultations.actions.answering import answer, correct
from satupintu.consultations.actions.asking import Asked, ask, enter
from satupintu.consultations.actions.closing import close, reopen
from satupintu.consultations.actions.examining import ask_back, clear_and_complete
from satupintu.consultations.actions.step import Faster, Newer, Refused
from satupintu.consultations.actions.sweeping import keep
from satupintu.consultations.actions.talking import note, reply, say, take_back
from satupintu.consultations.models import Closing, Consultation, Door, Kind, Message
from satupintu.consultations.tests.cases import examined, fresh, round_of, wib
from satupintu.consultations.workflow import State
from satupintu.journal.models import Entry
from satupintu.offices.models import Choice
from satupintu.offices.published import forget, published
from satupintu.rules import clock
from satupintu.rules.workflow import NotAllowed


@pytest.mark.proves("STD-ONLINE-4")
def test_a_question_gets_the_next_number_of_the_offices_year(place, sent):
    second = ask(place, Asked("Kode KBLI usaha katering?"))
    assert (sent.number, second.number) == ("K-2026-3300-00001", "K-2026-3300-00002")
    assert sent.state == State.SENT
    assert [m.text for m in sent.thread.all()] == [sent.question]


@pytest.mark.proves("T66")
def test_the_same_press_sends_one_question(place):
    first = ask(place, Asked("Jumlah penduduk Demak?"), press="a press")
    again = ask(place, Asked("Jumlah penduduk Demak?"), press="a press")
    assert first.pk == again.pk
    assert Message.objects.count() == 1


@pytest.mark.proves("STD-ONLINE-TIME", "INB-4")
def test_the_clock_starts_at_the_recorded_act_and_says_until_when(place, sent, officer):
    examined(place, sent, officer)
    assert sent.state == State.COMPLETE
    assert place.local(sent.due_at) == wib(29, 15, 30)
    assert sent.next_at == sent.due_at
    assert "Rabu, 29 Juli 2026 pukul 15.30" in sent.thread.last().text


def test_without_every_requirement_it_is_not_complete(place, sent, officer):
    with pytest.raises(Refused):
        clear_and_complete(place, sent, officer_id=officer.pk, checklist=["clear", "email"])
    assert fresh(sent).state == State.SENT


@pytest.mark.proves("STD-ONLINE-TIME", "T61")
def test_asking_back_pauses_the_clock_until_the_user_replies(place, sent, officer):
    examined(place, sent, officer)
    with clock.travel(to=wib(27, 10)):
        ask_back(place, sent, "Tahun berapa?", "tahun awal data", officer_id=officer.pk)
        assert fresh(sent).state == State.PAUSED
        assert fresh(sent).next_at is None
    with clock.travel(to=wib(29, 9)):
        say(place, fresh(sent), "Mulai 2016.")
        case = fresh(sent)
    assert case.state == State.COMPLETE
    # Monday and Tuesday closed paused, so Wednesday to Friday are the three days.
    assert place.local(case.due_at) == wib(31, 16)


@pytest.mark.proves("STD-ONLINE-6", "T64")
def test_only_the_recorded_answer_stops_the_clock(place, sent, officer):
    examined(place, sent, officer)
    reply(place, sent, "Sedang kami siapkan.", officer_id=officer.pk)
    note(place, sent, "Cek publikasi cetak.", officer_id=officer.pk)
    assert round_of(sent).answered_at is None
    answer(place, sent, "Data terlampir.", officer_id=officer.pk)
    assert round_of(sent).within_standard is True
    assert fresh(sent).state == State.ANSWERED


def test_an_answer_after_the_due_moment_is_not_within_the_standard(place, sent, officer):
    examined(place, sent, officer)
    with clock.travel(to=wib(30, 8)):
        answer(place, sent, "Maaf terlambat.", officer_id=officer.pk)
    assert round_of(sent).within_standard is False


@pytest.mark.proves("STD-ONLINE-6", "T62")
def test_a_further_question_is_examined_anew_with_a_clock_of_its_own(place, sent, officer):
    examined(place, sent, officer)
    answer(place, sent, "Ini datanya.", officer_id=officer.pk)
    say(place, fresh(sent), "Bagaimana dengan Kota Surakarta?")
    case = fresh(sent)
    assert (case.state, case.rounds, case.due_at) == (State.SENT, 2, None)


def test_thanks_opens_nothing(place, sent, officer):
    examined(place, sent, officer)
    answer(place, sent, "Ini datanya.", officer_id=officer.pk)
    say(place, fresh(sent), "Terima kasih banyak, Bu.")
    close(place, fresh(sent), Closing.DONE, officer_id=officer.pk)
    say(place, fresh(sent), "Baik, terima kasih")
    assert fresh(sent).state == State.CLOSED


@pytest.mark.proves("PRT-14")
def test_one_tap_reopens_under_the_same_number_for_thirty_days(place, sent, officer):
    examined(place, sent, officer)
    answer(place, sent, "Ini datanya.", officer_id=officer.pk)
    close(place, fresh(sent), Closing.DONE, officer_id=officer.pk)
    with clock.travel(to=wib(30, 9, month=8)), pytest.raises(Refused):
        reopen(place, fresh(sent))
    reopen(place, fresh(sent))
    assert fresh(sent).number == sent.number
    assert fresh(sent).state == State.SENT


@pytest.mark.proves("INB-8", "T65")
def test_an_officer_learns_that_the_user_wrote_meanwhile(place, sent, officer):
    examined(place, sent, officer)
    seen = fresh(sent).messages
    say(place, fresh(sent), "Tambahan: mulai 2016 saja.")
    with pytest.raises(Newer):
        answer(place, fresh(sent), "Ini datanya.", officer_id=officer.pk, seen=seen)
    assert fresh(sent).state == State.COMPLETE


@pytest.mark.proves("T65")
def test_of_two_officers_who_answer_at_once_one_learns_who_was_first(
    place, sent, officer, second_officer
):
    examined(place, sent, officer)
    stale = fresh(sent)
    answer(place, sent, "Jawaban pertama.", officer_id=officer.pk)
    with pytest.raises(Faster):
        answer(place, stale, "Jawaban kedua.", officer_id=second_officer.pk)
    assert sent.thread.filter(kind="answer").count() == 1


@pytest.mark.proves("INB-7")
def test_an_answer_taken_back_in_time_was_never_given(place, sent, officer):
    examined(place, sent, officer)
    due = sent.due_at
    message = answer(place, sent, "Salah kirim.", officer_id=officer.pk)
    take_back(place, message, officer_id=officer.pk)
    case = fresh(sent)
    assert (case.state, case.due_at, round_of(case).answered_at) == ("complete", due, None)
    assert not case.thread.filter(kind="answer", shown_at__isnull=False).exists()


def test_what_the_user_has_seen_cannot_be_taken_back(place, sent, officer):
    message = reply(place, sent, "Kami lihat dahulu.", officer_id=officer.pk)
    with clock.travel(to=wib(24, 9, 1)):
        keep(place)
        with pytest.raises(Refused):
            take_back(place, message, officer_id=officer.pk)


def test_a_second_question_back_taken_back_leaves_the_first_waiting(place, sent, officer):
    examined(place, sent, officer)
    ask_back(place, sent, "Tahun berapa?", "tahun", officer_id=officer.pk)
    second = ask_back(place, fresh(sent), "Wilayah?", "wilayah", officer_id=officer.pk)
    take_back(place, second, officer_id=officer.pk)
    assert fresh(sent).state == State.PAUSED
    assert [p.end for p in round_of(sent).pauses.all()] == [None]


@pytest.mark.proves("STD-ONLINE-TIME", "T62")
def test_unexamined_by_the_close_of_the_next_working_day_the_clock_starts_itself(place, sent):
    with clock.travel(to=wib(28, 8)):
        later = published("3300")
        keep(later)
    case = fresh(sent)
    round_ = round_of(case)
    assert case.state == State.COMPLETE
    assert round_.by_itself
    assert place.local(round_.complete_at) == wib(27, 15, 30)
    assert place.local(case.due_at) == wib(30, 15, 30)


@pytest.mark.proves("STD-ONLINE-7")
def test_never_closed_for_silence_while_the_office_owes_an_answer(place, sent, officer):
    examined(place, sent, officer)
    with clock.travel(to=wib(20, 9, month=8)), pytest.raises(Refused):
        close(place, fresh(sent), Closing.NO_RESPONSE, officer_id=officer.pk)


@pytest.mark.proves("STD-ONLINE-7", "PRT-14")
def test_silence_is_closed_only_after_the_reminders(place, sent, officer):
    ask_back(place, sent, "Tahun berapa?", "tahun", officer_id=officer.pk)
    with clock.travel(to=wib(28, 9)):
        keep(published("3300"))
        keep(published("3300"))
    with clock.travel(to=wib(30, 9)):
        keep(published("3300"))
        with pytest.raises(Refused):
            close(place, fresh(sent), Closing.NO_RESPONSE, officer_id=officer.pk)
    with clock.travel(to=wib(31, 9)):
        close(place, fresh(sent), Closing.NO_RESPONSE, officer_id=officer.pk)
    assert [r.nth for r in sent.reminders.order_by("nth")] == [2, 4]
    assert fresh(sent).closing == Closing.NO_RESPONSE
    said = [m.text for m in sent.thread.filter(kind=Kind.LINE).order_by("n")]
    assert "Kami masih menunggu balasan Anda: tahun." in said
    assert (
        "Kami masih menunggu balasan Anda: tahun. Kami tutup besok bila belum ada balasan. "
        "Anda selalu bisa membukanya lagi."
    ) in said


@pytest.mark.proves("STD-ONLINE-7", "PRT-14")
def test_after_a_standstill_a_silent_user_is_still_warned_a_working_day_before(
    place, sent, officer
):
    ask_back(place, sent, "Tahun berapa?", "tahun", officer_id=officer.pk)
    Choice.objects.create(
        office=place.office, name="close_by_itself", value=True, valid_from=place.day
    )
    forget()
    with clock.travel(to=wib(31, 9)):  # a Friday, the fifth working day; the service stood still
        keep(published("3300"))
        assert fresh(sent).state == State.ASKED
        warned = sent.thread.filter(kind=Kind.LINE).latest("n").text
        assert "Kami tutup pada Senin, 3 Agustus 2026 bila belum ada balasan." in warned
        with pytest.raises(Refused, match="not_warned"):
            close(place, fresh(sent), Closing.NO_RESPONSE, officer_id=officer.pk)
    with clock.travel(to=wib(3, 9, month=8)):
        keep(published("3300"))
    assert fresh(sent).closing == Closing.NO_RESPONSE


@pytest.mark.proves("STD-ONLINE-6")
def test_a_wrong_figure_is_marked_and_corrected(place, sent, officer):
    examined(place, sent, officer)
    wrong = answer(place, sent, "Inflasi 2,1 persen.", officer_id=officer.pk)
    with clock.travel(to=wib(24, 9, 1)):
        keep(place)
    wrong.refresh_from_db()
    fixed = correct(place, wrong, "Yang benar 1,2 persen.", officer_id=officer.pk)
    wrong.refresh_from_db()
    assert wrong.wrong_since is not None
    assert fixed.corrects == wrong
    assert fresh(sent).state == State.ANSWERED


def test_an_officer_enters_what_came_by_letter_with_its_door_and_moment(place, officer):
    case = enter(place, Asked("Mohon data padi.", name="Dinas Pertanian"), door=Door.LETTER,
                 arrived_at=wib(23, 14), officer_id=officer.pk)  # fmt: skip
    assert (case.door, case.arrived_at) == (Door.LETTER, wib(23, 14))
    assert examined(place, case, officer).state == State.COMPLETE


def test_a_draft_takes_no_messages(place):
    draft = Consultation(office=place.office, token="x", created_at=clock.now())
    draft.save()
    with pytest.raises(NotAllowed):
        say(place, draft, "Halo?")


def test_the_journal_holds_no_word_of_what_was_said(place, sent, officer):
    examined(place, sent, officer)
    answer(place, sent, "Inflasi 2,1 persen.", officer_id=officer.pk)
    written = " ".join(str(e.facts) + e.subject for e in Entry.objects.all())
    for secret in ("Siti", "siti@", "inflasi", "Inflasi", "skripsi"):
        assert secret not in written


@pytest.mark.proves("T62")
def test_examined_while_the_user_was_asked_waits_for_nobody(place, sent, officer):
    ask_back(place, sent, "Tahun berapa?", "tahun", officer_id=officer.pk)
    examined(place, fresh(sent), officer)
    assert fresh(sent).state == State.COMPLETE
    assert place.local(fresh(sent).due_at) == wib(29, 15, 30)
    assert not round_of(sent).pauses.filter(end=None).exists()
