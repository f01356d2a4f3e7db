"""The asker's pages: the question checked, sent, its address proved, followed and answered."""

import pytest
from django.test import Client
from django.urls import reverse

from satupintu.catalogue.models import SearchLog
from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.examining import ask_back
from satupintu.consultations.actions.sweeping import keep
from satupintu.consultations.models import Consultation
from satupintu.consultations.tests.cases import examined, wib
from satupintu.consultations.tests.portal import (
    ASKED,
    check,
    code_in_the_last_letter,
    found,
    send,
    the_case,
)
from satupintu.consultations.workflow import State
from satupintu.outbox.models import Parcel
from satupintu.people.actions import codes
from satupintu.people.models import Account
from satupintu.rules import clock


def test_the_check_before_sending_shows_every_answer(place, client):
    more = {"contact_by": "phone", "phone": "081234567890", "may_publish": "on"}
    checked = client.get(check(client, **more)).content.decode()
    assert "Kami menghubungi Anda lewat telepon." in checked
    assert "Terbit tanpa nama" in checked
    plain = client.get(check(client)).content.decode()
    assert "lewat telepon" not in plain
    assert "Terbit tanpa nama" not in plain


@pytest.mark.proves("PRT-7", "PRT-9", "STD-ONLINE-2", "STD-ONLINE-REQ")
def test_from_the_form_over_the_check_to_a_proved_address(place, client):
    checked = check(client)
    assert "Berapa jumlah penduduk" in client.get(checked).content.decode()
    prove = send(client, checked)["Location"]
    case = the_case()
    assert (case.number, case.state) == ("K-2026-3300-00001", State.SENT)
    assert "K-2026-3300-00001" in client.get(prove).content.decode()
    sent = client.post(prove, {"code": code_in_the_last_letter()})
    page = client.get(sent["Location"]).content.decode()
    assert 'Pertanyaan terkirim. Nomor <span class="whole">K-2026-3300-00001</span>.' in page
    assert "Diperiksa paling lambat Senin, 27 Juli 2026 pukul 15.30 WIB." in page
    case.refresh_from_db()
    assert case.email_confirmed_at is not None
    assert case.person.account == Account.objects.get(email="siti@example.org")


@pytest.mark.proves("T66")
def test_sending_twice_and_the_back_button_make_one_question(place, client):
    checked = check(client)
    page = client.get(checked).content.decode()
    press = found(r'name="press" value="([^"]+)"', page)
    for _ in range(3):
        client.post(f"{checked}send/", {"press": press})
    assert client.get(checked).status_code == 302
    assert Consultation.objects.filter(number__isnull=False).count() == 1


def test_question_and_letter_come_into_the_world_together_or_not_at_all(place, client, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError

    checked = check(client)
    with monkeypatch.context() as patched:
        patched.setattr(codes, "put", broken)
        with pytest.raises(RuntimeError):
            send(client, checked)
    assert not Consultation.objects.filter(number__isnull=False).exists()
    send(client, checked)
    assert the_case().number == "K-2026-3300-00001"
    assert Parcel.objects.get().about == the_case().subject


def test_a_question_is_kept_though_its_address_gets_no_more_codes(place, client, monkeypatch):
    monkeypatch.setattr(codes, "PER_HOUR", 0)
    send(client, check(client))
    assert the_case().state == State.SENT
    assert not Parcel.objects.exists()


def test_bad_input_says_how_to_mend_it_and_keeps_what_was_typed(place, client):
    given = ASKED | {"email": "bukan alamat", "question": ""}
    answer_ = client.post(reverse("ask", args=["3300"]), given)
    page = answer_.content.decode()
    assert answer_.status_code == 400
    assert "Tulis pertanyaan Anda, satu kalimat pun cukup." in page
    assert 'value="bukan alamat"' in page
    assert 'value="Siti Rahmawati"' in page


def test_the_draft_can_be_changed_without_losing_anything(place, client):
    checked = check(client)
    token = checked.rstrip("/").rsplit("/", 1)[1]
    page = client.get(reverse("ask", args=["3300"]) + f"?draft={token}").content.decode()
    assert "Berapa jumlah penduduk Kabupaten Demak" in page
    changed = check(client, question="Berapa penduduk Kudus?", draft=token)
    assert changed == checked
    assert Consultation.objects.get().question == "Berapa penduduk Kudus?"


def test_a_draft_opens_only_in_the_browser_that_wrote_it(place, client):
    checked = check(client)
    assert "jumlah penduduk" not in Client().get(checked, follow=True).content.decode()


@pytest.mark.proves("STD-ONLINE-4", "PRT-6")
def test_the_search_goes_along_with_the_question(place, client):
    page = client.get(reverse("ask", args=["3300"]) + "?q=penduduk+demak&chip=region:3321&item=x:1")
    text = page.content.decode()
    assert "“penduduk demak”" in text
    trail = found(r'name="trail" value="([^"]+)"', text).replace("&quot;", '"')
    check(client, trail=trail)
    kept = Consultation.objects.get().trail
    assert (kept["query"], kept["chips"], kept["viewed"]) == (
        "penduduk demak", ["region:3321"], ["x:1"],
    )  # fmt: skip


@pytest.mark.proves("STD-ONLINE-3")
def test_who_asks_without_searching_has_the_question_searched_first(place, client):
    check(client)
    trail = Consultation.objects.get().trail
    assert trail["by_itself"]
    assert SearchLog.objects.get().query == "berapa jumlah penduduk kabupaten demak tahun 2024"
    token = Consultation.objects.get().token
    check(client, draft=token, question="Kode KBLI katering?")
    assert Consultation.objects.get().trail["query"] == "kode kbli katering"


def test_a_question_whose_address_is_not_proved_is_kept_and_visible_to_the_office(asked):
    assert the_case().email_confirmed_at is None
    assert the_case().state == State.SENT


def test_a_wrong_code_opens_nothing(asked):
    page = asked.post(reverse("question-prove", args=["3300", the_case().number]), {"code": "1"})
    assert page.status_code == 400
    assert the_case().email_confirmed_at is None


def test_the_thread_opens_for_its_asker_only(proved, officer, signed_in):
    address = reverse("question", args=["3300", the_case().number])
    assert "jumlah penduduk" in proved.get(address).content.decode()
    stranger = Client().get(address, follow=True).content.decode()
    assert "jumlah penduduk" not in stranger
    assert the_case().number in stranger  # in the box that asks for number and address
    assert signed_in(officer).get(address).status_code == 302


@pytest.mark.proves("PRT-16")
def test_a_question_is_followed_by_number_and_address_with_a_code(proved):
    other = Client()
    asked_for = {"number": " k-2026-3300-00001", "email": "siti@example.org"}
    page = other.post(reverse("questions", args=["3300"]), asked_for)
    opened = other.post(page["Location"], {"code": code_in_the_last_letter()}, follow=True)
    assert opened.status_code == 200
    address = reverse("question", args=["3300", the_case().number])
    assert "jumlah penduduk" in other.get(address).content.decode()


@pytest.mark.proves("PRT-16", "T52")
def test_a_wrong_address_is_told_the_same_and_gets_no_letter(proved):
    letters = Parcel.objects.count()
    for given in ({"number": "K-2026-3300-00001", "email": "lain@example.org"},
                  {"number": "K-2026-3300-09999", "email": "siti@example.org"}):  # fmt: skip
        page = Client().post(reverse("questions", args=["3300"]), given, follow=True)
        assert "Bila nomor dan alamatnya cocok" in page.content.decode()
    assert Parcel.objects.count() == letters


@pytest.mark.proves("PRT-11", "INB-5")
def test_the_page_says_who_must_act_until_when_and_why(proved, place, officer):
    case = examined(place, the_case(), officer)
    address = reverse("question", args=["3300", case.number])
    page = proved.get(address).content.decode()
    assert "Dijawab paling lambat Rabu, 29 Juli 2026 pukul 15.30 WIB." in page
    assert "Kenapa tanggal itu?" in page
    ask_back(place, case, "Laki-laki dan perempuan?", "rincian jenis kelamin",
             officer_id=officer.pk)  # fmt: skip
    page = proved.get(address).content.decode()
    assert "Laki-laki dan perempuan?" not in page  # can still be taken back
    assert "Menunggu Anda" not in page
    with clock.travel(to=wib(24, 9, 1)):
        keep(place)
        page = proved.get(address).content.decode()
    assert "Menunggu Anda: rincian jenis kelamin" in page
    assert "Hitungan hari kerja dijeda sampai Anda membalas." in page
    assert "Laki-laki dan perempuan?" in page


def test_a_reply_is_written_once_and_goes_into_the_thread(proved, place, officer):
    case = examined(place, the_case(), officer)
    address = reverse("question-say", args=["3300", case.number])
    for _ in range(2):
        proved.post(address, {"text": "Tambahan: per kecamatan.", "press": "p1"})
    assert case.thread.filter(author="user").count() == 2


def test_nothing_typed_is_not_sent(proved):
    case = the_case()
    page = proved.post(reverse("question-say", args=["3300", case.number]), {"text": "  "})
    assert page.status_code == 400
    assert "Tulis balasan Anda" in page.content.decode()


@pytest.mark.proves("PRT-10")
def test_what_is_being_written_is_kept(proved):
    number = the_case().number
    proved.post(reverse("question-draft", args=["3300", number]), {"text": "Belum selesai"})
    assert (
        "Belum selesai" in proved.get(reverse("question", args=["3300", number])).content.decode()
    )


@pytest.mark.proves("T67")
def test_an_open_page_catches_up_from_where_it_stands(proved, place, officer):
    case = examined(place, the_case(), officer)
    page = proved.get(reverse("question", args=["3300", case.number])).content.decode()
    cursor = found(r'data-cursor="([^"]+)"', page)
    with clock.travel(to=wib(24, 9, 5)):
        answer(place, case, "Jumlahnya 1,2 juta jiwa.", officer_id=officer.pk)
    with clock.travel(to=wib(25, 9)):
        keep(place)
        more = proved.get(reverse("question-since", args=["3300", case.number]), {"after": cursor})
    assert "Jumlahnya 1,2 juta jiwa." in more.content.decode()
    assert "Sudah dijawab." in more.content.decode()
    assert 'data-n="hari-2026-07-25">Sabtu, 25 Juli 2026' in more.content.decode()


@pytest.mark.proves("PRT-18")
def test_outside_hours_the_form_says_so_first(place, client):
    with clock.travel(to=wib(25, 10)):
        page = client.get(reverse("ask", args=["3300"])).content.decode()
    before, _, _ = page.partition("<form")
    assert "Kami mulai memeriksa Senin, 27 Juli 2026 pukul 08.00 WIB." in page
    assert "Sekarang di luar jam layanan" in page.partition('id="id_question"')[0]
    assert before


def test_a_calendar_file_holds_the_promise_and_not_the_question(proved):
    file = proved.get(reverse("question-calendar", args=["3300", the_case().number]))
    assert file["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in file.content
    assert b"penduduk" not in file.content


@pytest.mark.proves("PRT-8")
def test_an_answer_found_alone_ends_the_journey_with_a_rating(place, client):
    checked = check(client)
    page = client.post(f"{checked}answered/", follow=True)
    assert "Seberapa mudah menemukannya?" in page.content.decode()
    assert not Consultation.objects.exists()
    assert client.post(reverse("ask-ease", args=["3300"]), {"ease": "4"}).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_my_questions_ask_the_same_number_of_questions(proved, rows, django_assert_num_queries):
    for _ in range(rows - 1):
        send(proved, check(proved))
    with django_assert_num_queries(4):
        assert proved.get(reverse("questions", args=["3300"])).status_code == 200


def test_the_minutes_are_a_sheet_of_paper(proved):
    page = proved.get(reverse("question-minutes", args=["3300", the_case().number]))
    assert "Konsultasi K-2026-3300-00001" in page.content.decode()
