"""One draft for one journey of asking: going back loses nothing; floods and limits are told."""

from datetime import timedelta
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from satupintu.consultations.models import Consultation
from satupintu.consultations.pages import ask
from satupintu.consultations.tests.portal import (
    ASKED,
    check,
    code_in_the_last_letter,
    found,
    send,
    the_case,
)
from satupintu.files.models import StoredFile
from satupintu.offices.models import Office
from satupintu.outbox.models import Parcel
from satupintu.people.actions import codes
from satupintu.people.models import AccountCode
from satupintu.ui import formats


def form_of(client, query=""):
    page = client.get(reverse("ask", args=["3300"]) + query).content.decode()
    return page, found(r'name="draft" value="([^"]+)"', page)


def test_going_back_from_the_check_page_keeps_words_and_files_in_one_draft(place, client):
    _, journey = form_of(client)
    picture = SimpleUploadedFile("tabel.csv", b"tahun;jumlah\n2024;1200\n", "text/csv")
    check(client, draft=journey, attached=picture)
    page, again = form_of(client)
    assert "Berapa jumlah penduduk Kabupaten Demak" in page
    assert "tabel.csv" in page
    assert again == journey
    checked = check(client, draft=again, question="Berapa penduduk Kudus?")
    draft = Consultation.objects.get()
    assert draft.question == "Berapa penduduk Kudus?"
    assert "tabel.csv" in client.get(checked).content.decode()


def test_the_search_that_led_here_stays_in_sight_while_the_form_is_mended(place, client):
    page, _ = form_of(client, "?q=harga+gabah")
    assert "“harga gabah”" in page
    trail = unescape(found(r'name="trail" value="([^"]+)"', page))
    refused = client.post(reverse("ask", args=["3300"]), ASKED | {"trail": trail, "name": ""})
    assert refused.status_code == 400
    assert "“harga gabah”" in refused.content.decode()
    checked = check(client, trail=trail)
    again = client.get(reverse("ask", args=["3300"]), {"draft": checked.split("/")[-2]})
    assert "“harga gabah”" in again.content.decode()


def test_a_question_without_a_search_quotes_none_when_it_is_mended(place, client):
    checked = check(client)
    again = client.get(reverse("ask", args=["3300"]), {"draft": checked.split("/")[-2]})
    assert "Dibawa dari pencarian" not in again.content.decode()


def test_a_refused_file_is_told_again_where_everything_is_looked_over(place, client):
    _, journey = form_of(client)
    empty = SimpleUploadedFile("tabel.csv", b"")
    sound = SimpleUploadedFile("baik.csv", b"tahun;jumlah\n2024;1200\n", "text/csv")
    given = ASKED | {"draft": journey, "attached": [empty, sound]}
    refused = client.post(reverse("ask", args=["3300"]), given)
    assert refused.status_code == 400
    kept = found(r'name="attached_kept" value="([^"]+)"', refused.content.decode())
    page = client.get(check(client, draft=journey, attached_kept=kept)).content.decode()
    assert "baik.csv" in page
    assert "Tidak ikut terkirim.</b> tabel.csv kosong. Pilih berkas yang ada isinya." in page
    same_name = SimpleUploadedFile("tabel.csv", b"tahun;jumlah\n2024;1200\n", "text/csv")
    mended = client.get(check(client, draft=journey, attached=same_name)).content.decode()
    assert "Tidak ikut terkirim" not in mended
    _, other = form_of(client, "?new=1")
    assert "Tidak ikut terkirim" not in client.get(check(client, draft=other)).content.decode()


def test_the_check_page_says_that_nothing_is_attached_and_which_file_was_thrown_away(place, client):
    _, journey = form_of(client)
    checked = check(client, draft=journey)
    assert "<dt>Lampiran</dt><dd>Tidak ada</dd>" in client.get(checked).content.decode()
    table = SimpleUploadedFile("tabel.csv", b"tahun;jumlah\n2024;1200\n", "text/csv")
    check(client, draft=journey, attached=table)
    StoredFile.objects.update(state="refused")
    page = client.get(checked).content.decode()
    assert "tabel.csv tidak disimpan karena berbahaya." in page


def test_a_page_from_memory_sent_again_is_the_same_draft(place, client):
    _, journey = form_of(client)
    assert check(client, draft=journey) == check(client, draft=journey)
    assert Consultation.objects.count() == 1


def test_another_search_or_a_new_beginning_is_another_draft(place, client):
    _, first = form_of(client)
    check(client, draft=first)
    assert form_of(client, "?q=kemiskinan")[1] != first
    page, new = form_of(client, "?new=1")
    assert new != first
    assert "Demak" not in page


def test_a_journey_of_somebody_else_is_not_continued(place, client):
    _, journey = form_of(client)
    check(client, draft=journey)
    check(Client(), draft=journey, question="Bukan punya saya")
    assert Consultation.objects.get(token=journey).question.startswith("Berapa jumlah")
    assert Consultation.objects.count() == 2


def test_a_flood_of_drafts_is_refused_and_the_words_stay(place, client, monkeypatch):
    monkeypatch.setattr(ask, "DRAFTS_PER_ADDRESS", 3)
    for _ in range(3):
        check(client)
    answer_ = client.post(reverse("ask", args=["3300"]), ASKED)
    page = answer_.content.decode()
    assert answer_.status_code == 429
    assert "Tunggu" in page
    assert "Berapa jumlah penduduk Kabupaten Demak" in page
    assert Consultation.objects.count() == 3


def test_a_new_code_is_said_to_be_on_its_way(place, client):
    send(client, check(client))
    address = reverse("question-prove", args=["3300", the_case().number])
    said = "Kode baru dikirim. Kode di surat sebelumnya tidak berlaku lagi."
    assert said not in client.get(address).content.decode()
    assert said in client.post(address, {"again": "1"}, follow=True).content.decode()
    assert said not in client.get(address).content.decode()


def test_a_mistyped_address_is_mended_and_its_code_opens_nothing_more(place, client):
    send(client, check(client))
    case = the_case()
    prove, mend = (reverse(f"question-{name}", args=["3300", case.number])
                   for name in ("prove", "address"))  # fmt: skip
    old = code_in_the_last_letter()
    page = client.post(mend, {"email": "Budi@Contoh.ID"}, follow=True).content.decode()
    assert "Kami mengirim kode ke budi@contoh.id" in page
    assert Parcel.objects.latest("pk").address == "budi@contoh.id"
    assert client.post(prove, {"code": old}).status_code == 400
    client.post(prove, {"code": code_in_the_last_letter()})
    told = the_case()
    assert (told.email, told.person.email) == ("budi@contoh.id", "budi@contoh.id")
    assert told.email_confirmed_at


def test_a_proved_address_is_not_changed_by_the_page_before(place, client):
    send(client, check(client))
    mend = reverse("question-address", args=["3300", the_case().number])
    email = the_case().email
    client.post(reverse("question-prove", args=["3300", the_case().number]),
                {"code": code_in_the_last_letter()})  # fmt: skip
    client.post(mend, {"email": "lain@contoh.id"})
    assert the_case().email == email


def test_an_address_that_is_none_is_told_where_it_was_typed(place, client):
    send(client, check(client))
    mend = reverse("question-address", args=["3300", the_case().number])
    refused = client.post(mend, {"email": "budi"})
    assert refused.status_code == 400
    assert "Tulis alamat e-mail seperti nama@contoh.id." in refused.content.decode()
    assert 'value="budi"' in refused.content.decode()


def test_who_asks_on_a_developers_machine_is_led_to_the_letter(place, client, office):
    send(client, check(client))
    address = reverse("question-prove", args=["3300", the_case().number])
    assert "Baca surat di konsol" not in client.get(address).content.decode()
    Office.objects.filter(pk=office.pk).update(example=True)
    assert "Baca surat di konsol" in client.get(address).content.decode()


def test_a_new_code_beyond_the_limit_says_when_the_next_is_possible(place, client):
    send(client, check(client))
    address = reverse("question-prove", args=["3300", the_case().number])
    for _ in range(codes.PER_HOUR):
        answer_ = client.post(address, {"again": "1"}, follow=True)
    page = answer_.content.decode()
    first = AccountCode.objects.earliest("created_at")
    free = first.created_at + timedelta(hours=1, seconds=59)  # the next whole minute
    assert f"Kode baru dapat dikirim lagi pukul {formats.clock(free, 'WIB')} WIB." in page
    assert Parcel.objects.filter(kind="code").count() == codes.PER_HOUR
