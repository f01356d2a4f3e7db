"""Steps on a conversation: given, laid aside, closed, corrected, entered; who may do nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from satupintu.catalogue.models import Item
from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.closing import close
from satupintu.consultations.actions.sweeping import keep
from satupintu.consultations.actions.talking import reply
from satupintu.consultations.models import Closing, Consultation, DataNeed, Door, Kind, Message
from satupintu.consultations.tests.cases import examined, fresh, html, kinds_of, wib
from satupintu.consultations.workflow import State
from satupintu.offices.published import published
from satupintu.outbox.actions import put
from satupintu.outbox.letters import Letter
from satupintu.outbox.models import Parcel
from satupintu.people.models import Person
from satupintu.rules import clock


@pytest.fixture
def page(sent) -> str:
    return f"/o/3300/inbox/{sent.pk}/"


def test_it_is_taken_given_and_put_back(desk, page, sent, officer, second_officer):
    desk.post(f"{page}assign/", {"to": officer.pk, "was": ""})
    assert fresh(sent).officer_id == officer.pk
    stale = desk.post(f"{page}assign/", {"to": second_officer.pk, "was": ""})
    assert stale.status_code == 409
    desk.post(f"{page}assign/", {"to": second_officer.pk, "was": officer.pk})
    assert fresh(sent).officer_id == second_officer.pk
    desk.post(f"{page}assign/", {"to": "", "was": second_officer.pk})
    assert fresh(sent).officer_id is None


def test_it_is_given_to_officers_of_this_office_only(desk, page, sent, other_officer):
    assert desk.post(f"{page}assign/", {"to": other_officer.pk}).status_code == 409
    assert fresh(sent).officer_id is None


def test_labels_and_topic_are_written(desk, page, sent):
    desk.post(f"{page}label/", {"labels": 'skripsi, "inflasi"', "topic": "Inflasi"})
    case = fresh(sent)
    assert (case.labels, case.topic) == (["inflasi", "skripsi"], "Inflasi")


def test_what_came_in_another_way_lets_the_clock_go_on(desk, page, place, sent, officer):
    examined(place, sent, officer)
    desk.post(f"{page}write/", {"do": "ask", "text": "Tahun?", "reason": "tahun"})
    assert desk.post(f"{page}resume/", {"how": ""}).status_code == 409
    desk.post(f"{page}resume/", {"how": "lewat telepon"})
    assert fresh(sent).state == State.COMPLETE


@pytest.mark.proves("INB-13")
def test_closing_starts_from_a_summary_that_is_already_written(desk, page, place, sent, officer):
    Item.objects.create(kind="data", type="table", source="starter", ident="t1", title="Inflasi",
                        source_name="BPS", link="https://example.go.id/t1",
                        changed_at=clock.now())  # fmt: skip
    examined(place, sent, officer)
    said = "Inflasi:\n- Mei 2,1."
    desk.post(f"{page}write/", {"do": "answer", "text": said, "cite": ["t1"]})
    form = html(desk.get(f"{page}close/"))
    for words in (sent.question, f"Jawaban: {said}", "BPS (2026), Inflasi. https://"):
        assert words in form
    desk.post(f"{page}close/", {"reason": "done", "summary": "Selesai."})
    assert (fresh(sent).state, fresh(sent).closing_note) == (State.CLOSED, "Selesai.")
    assert "Urungkan" in html(desk.get(page))
    again = desk.post(f"{page}undo-close/", follow=True)
    assert f"{sent.number} terbuka lagi seperti semula." in html(again)
    assert fresh(sent).state == State.ANSWERED
    with clock.travel(by=60):
        keep(place)
    said = sent.thread.filter(shown_at__isnull=False, undone_at=None)
    assert not said.filter(text__startswith="Percakapan ditutup").exists()


@pytest.mark.proves("INB-13")
def test_closing_tells_topic_and_result_and_both_are_gone_with_what_is_taken_back(
    desk, page, place, sent, officer
):
    examined(place, sent, officer)
    answer(place, sent, "Belum ada.", officer_id=officer.pk)
    form = html(desk.get(f"{page}close/"))
    assert 'name="result" value="answered" checked' in form
    told = {"reason": "done", "summary": "x", "result": "not_available", "topic": "Inflasi"}
    desk.post(f"{page}close/", told)
    assert (fresh(sent).result, fresh(sent).topic) == ("not_available", "Inflasi")
    assert "Data tidak tersedia" in html(desk.get(page))
    desk.post(f"{page}undo-close/")
    assert fresh(sent).result == ""
    desk.post(f"{page}close/", {"reason": "done", "summary": "x", "result": "anything"})
    assert fresh(sent).result == "answered"
    desk.post(f"{page}reopen/")
    assert (fresh(sent).result, fresh(sent).state) == ("", State.SENT)


def test_a_refused_closing_leaves_the_topic_and_a_refused_topic_leaves_it_open(desk, page, sent):
    told = {"reason": "done", "summary": "x", "topic": "Inflasi"}
    assert desk.post(f"{page}close/", told).status_code == 409
    assert fresh(sent).topic == ""
    refused = desk.post(f"{page}close/", told | {"reason": "withdrawn", "topic": "x" * 61})
    assert refused.status_code == 409
    assert "x" * 61 in html(refused)
    assert (fresh(sent).state, fresh(sent).closing, fresh(sent).topic) == (State.SENT, "", "")
    desk.post(f"{page}close/", told | {"reason": "withdrawn"})
    assert (fresh(sent).state, fresh(sent).topic) == (State.CLOSED, "Inflasi")


def test_it_is_never_closed_as_done_while_the_office_owes_an_answer(desk, page, sent):
    answered = desk.post(f"{page}close/", {"reason": "done", "summary": "Sudah ditulis."})
    assert answered.status_code == 409
    assert "masih menunggu jawaban kantor" in html(answered)
    assert "Sudah ditulis." in html(answered)
    assert desk.post(f"{page}close/", {"summary": "x"}).status_code == 409
    assert fresh(sent).state == State.SENT


def test_an_officer_opens_it_again(desk, page, place, sent, officer):
    desk.post(f"{page}close/", {"reason": "withdrawn", "summary": ""})
    desk.post(f"{page}reopen/")
    assert fresh(sent).state == State.SENT


def test_a_correction_goes_to_everybody_who_got_the_same_source(desk, page, place, sent, officer):
    Item.objects.create(kind="data", type="table", source="starter", ident="t1", title="Inflasi",
                        changed_at=clock.now())  # fmt: skip
    other = ask(place, Asked("Inflasi Jateng?", name="Budi"))
    for case, address in ((sent, page), (other, f"/o/3300/inbox/{other.pk}/")):
        examined(place, case, officer)
        desk.post(f"{address}write/", {"do": "answer", "text": "2,1 persen.", "cite": ["t1"]})
    with clock.travel(to=wib(24, 9, 1)):
        keep(published("3300"))
        wrong, theirs = (
            Message.objects.get(consultation=c, kind=Kind.ANSWER) for c in (sent, other)
        )
        assert str(other.number) in html(desk.get(f"{page}mend/{wrong.pk}/"))
        empty = desk.post(f"{page}mend/{wrong.pk}/", {"text": "", "also": [theirs.pk]})
        assert empty.status_code == 409
        told = {"text": "1,2 persen.", "also": [theirs.pk], "press": "one press of the form"}
        for _ in range(2):  # a double click
            desk.post(f"{page}mend/{wrong.pk}/", told)
    for case in (sent, other):
        assert kinds_of(case).count(Kind.CORRECTION) == 1
        assert case.thread.get(kind=Kind.ANSWER).wrong_since is not None


TWO_NEEDS = {
    "need_what": ["Inflasi", "Upah", ""], "need_region": ["Kota Semarang", "", ""],
    "need_year_from": ["2016", "", ""], "need_year_to": ["2026", "", ""],
    "need_level": ["kabupaten", "galaksi", ""], "need_period": ["bulanan", "", ""],
    "need_obtained": ["1", "", ""], "need_source": ["", "", ""], "need_quality": ["9", "", ""],
}  # fmt: skip


def test_data_needs_are_one_row_for_each_datum(desk, page, sent):
    assert desk.get(f"{page}needs/").status_code == 200
    desk.post(f"{page}needs/", TWO_NEEDS)
    first, second = DataNeed.objects.filter(consultation=sent).order_by("id")
    assert (first.what, first.year_from, first.level) == ("Inflasi", 2016, "kabupaten")
    assert (first.obtained, first.quality) == ("1", 9)
    assert (second.what, second.year_from, second.level, second.quality) == ("Upah", None, "", None)
    assert 'value="2016"' in html(desk.get(f"{page}needs/"))


def test_a_row_that_is_unclear_is_named_and_nothing_typed_is_lost(desk, page, sent):
    desk.post(f"{page}needs/", TWO_NEEDS)
    odd = {
        "need_what": ["", "Upah"], "need_region": ["Demak", "Kota Tegal"],
        "need_year_from": ["", "dua ribu"], "need_quality": ["", "99"],
    }  # fmt: skip
    answered = desk.post(f"{page}needs/", odd)
    said = html(answered)
    assert answered.status_code == 422
    assert "Tulis data yang dicari pada baris 1." in said
    assert "Tulis tahun dengan empat angka pada baris 2, misalnya 2024." in said
    assert "Tulis mutu dengan angka 1 sampai 10 pada baris 2." in said
    assert all(f'value="{typed}"' in said for typed in ("Demak", "Kota Tegal", "dua ribu", "99"))
    assert DataNeed.objects.filter(consultation=sent).count() == 2


def test_a_question_by_telephone_is_entered_with_its_moment(desk, place):
    answered = desk.post("/o/3300/inbox/new/", {
        "door": "phone", "arrived_at": "2026-07-24T08:30", "question": "Berapa penduduk Demak?",
        "name": "Agus", "phone": "0812-3456-7890", "kinds": ["data"], "press": "p1",
    })  # fmt: skip
    case = Consultation.objects.get()
    assert answered.url == f"/o/3300/inbox/{case.pk}/"
    assert (case.door, place.local(case.arrived_at), case.phone) == (
        Door.PHONE, wib(24, 8, 30), "+6281234567890",
    )  # fmt: skip
    assert "tidak punya e-mail" in html(desk.get(answered.url))


def test_a_bad_entry_keeps_what_was_typed(desk):
    answered = desk.post("/o/3300/inbox/new/", {
        "door": "phone", "arrived_at": "2026-07-24T23:30", "question": "Berapa?", "phone": "12",
    })  # fmt: skip
    assert answered.status_code == 409
    for said in (
        "Waktu ini belum lewat", "Tulis nomor telepon seperti 0812-3456-7890.", "Berapa?",
    ):  # fmt: skip
        assert said in html(answered)
    assert "Tulis apa yang ditanyakan." in html(desk.post("/o/3300/inbox/new/", {"door": "phone"}))
    assert not Consultation.objects.exists()


def test_opening_it_is_reading_it(desk, page, sent):
    desk.get(page)
    assert fresh(sent).office_read == 1


@pytest.mark.parametrize(
    "act",
    ["write", "undo", "examine", "resume", "assign", "postpone", "label", "close", "needs",
     "reopen", "undo-close", "here", "merge", "move", "publish"],
)  # fmt: skip
def test_another_offices_officer_can_do_nothing_to_it(page, sent, other_officer, signed_in, act):
    before = fresh(sent)
    assert signed_in(other_officer).post(f"{page}{act}/", {"text": "x"}).status_code == 404
    assert fresh(sent).state == before.state


def test_an_own_office_knows_no_other_offices_case(
    place, other_office, other_officer, sent, signed_in
):
    address = f"/o/8200/inbox/{sent.pk}/"
    assert signed_in(other_officer).get(address).status_code == 404
    assert (
        signed_in(other_officer).post(f"{address}write/", {"do": "note", "text": "x"}).status_code
        == 404
    )


@pytest.mark.proves("T68")
def test_a_long_conversation_shows_its_newest_part(place, desk, page, sent, officer):
    for n in range(90):
        reply(place, sent, f"Pesan {n}.", officer_id=officer.pk)
    shown = html(desk.get(page))
    assert "Pesan yang lebih lama" in shown
    assert ">Pesan 89.<" in shown
    assert ">Pesan 3.<" not in shown
    assert ">Pesan 3.<" in html(desk.get(f"{page}?before=12"))


def test_a_file_that_cannot_be_taken_keeps_the_text(desk, page, sent):
    wrong = SimpleUploadedFile("a.exe", b"MZ" + b"0" * 100)
    posted = {"do": "reply", "text": "Terlampir.", "attached": wrong}
    answered = desk.post(f"{page}write/", posted)
    assert answered.status_code == 409
    assert "Terlampir." in html(answered)
    assert kinds_of(sent) == [Kind.QUESTION]


def test_a_file_goes_with_the_reply(desk, page, sent):
    table = SimpleUploadedFile("tabel.csv", b"tahun,nilai\n2025,2.1\n", "text/csv")
    desk.post(f"{page}write/", {"do": "reply", "text": "Terlampir.", "attached": table})
    assert "tabel.csv" in html(desk.get(page))


@pytest.mark.proves("INB-15")
def test_a_letter_that_did_not_arrive_stands_in_todays_list(desk, page, place, sent):
    put(place.office.pk, Letter(to="siti@example.org", subject="Jawaban", text="…", kind="answer",
                                about=sent.subject), key="letter 1")  # fmt: skip
    Parcel.objects.update(state="dead", cause="refused")
    listed = html(desk.get("/o/3300/inbox/"))
    assert "Surat tidak sampai" in listed
    assert "si***@example.org" in listed
    shown = html(desk.get(page))
    assert "Surat ke si***@example.org tidak terkirim." in shown
    assert "siti@example.org" not in listed + shown
    Parcel.objects.update(cause="too_late")  # a code that nobody used: not an officer's affair
    assert "Surat tidak sampai" not in html(desk.get("/o/3300/inbox/"))
    assert "tidak terkirim" not in html(desk.get(page))


def test_an_askers_history_is_shown_only_when_the_address_is_proved(desk, page, place, sent):
    person = Person.objects.create(office=place.office, name="Siti", created_at=clock.now())
    earlier = ask(place, Asked("Pernah bertanya?"), person=person)
    Consultation.objects.update(person=person)
    assert str(earlier.number) not in html(desk.get(f"{page}")).split('class="in-side"')[1]
    Consultation.objects.update(email_confirmed_at=clock.now())
    assert str(earlier.number) in html(desk.get(page)).split('class="in-side"')[1]


@pytest.mark.proves("T65")
@pytest.mark.parametrize(
    ("form", "posted"),
    [("move", {"to": "8200", "reason": "Datanya di sana."}), ("complain", {"consent": "1"}),
     ("publish", {"question": "Apa?", "answer": "Ini."})],
)  # fmt: skip
def test_a_form_for_what_has_gone_on_leads_to_how_it_stands(desk, place, sent, form, posted):
    close(place, sent, Closing.WITHDRAWN, by_user=True)
    page = f"/o/3300/inbox/{sent.pk}/"
    for shown in (desk.get(f"{page}{form}/"), desk.post(f"{page}{form}/", posted)):
        assert (shown.status_code, shown["Location"]) == (302, page)
    assert "Keadaan berubah: " in html(desk.get(page))
