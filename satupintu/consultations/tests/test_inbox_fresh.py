"""Nothing old on an officer's page: rows are written once, and every act is another row."""

import pytest
from django.utils import translation

from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.assigning import assign, label
from satupintu.consultations.actions.examining import ask_back
from satupintu.consultations.actions.sweeping import follow_calendar
from satupintu.consultations.actions.talking import mark_read, reply, say, take_back
from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.inbox_show import to_name
from satupintu.consultations.tests.cases import examined, fresh, html, wib
from satupintu.offices.models import Office, SpecialDay
from satupintu.offices.published import forget, published
from satupintu.people.models import Assignment, Officer, Role
from satupintu.rules import clock

INBOX = "/o/3300/inbox/"


@pytest.fixture
def seen(officer, signed_in):
    """The list as the officer sees it now; it has been seen once before."""
    desk = signed_in(officer)

    def look(path: str = INBOX) -> str:
        desk.get(path)
        return html(desk.get(path))

    return look


@pytest.mark.proves("INB-2")
def test_a_colleagues_acts_are_seen_at_once(place, sent, officer, second_officer, seen):
    assert "Web · belum diambil" in seen()
    assign(place, sent, second_officer.pk, officer_id=second_officer.pk, was=None)
    assert f"Web · {second_officer.name}" in seen()
    assign(place, fresh(sent), officer.pk, officer_id=second_officer.pk, was=second_officer.pk)
    assert "Web · Anda" in seen()
    label(place, fresh(sent), ["skripsi"], officer_id=second_officer.pk)
    assert "Anda · skripsi" in seen()


def test_each_officer_reads_who_has_it_from_their_own_side(
    place, sent, officer, second_officer, client
):
    assign(place, sent, officer.pk, officer_id=officer.pk, was=None)
    for who, words in ((officer, "Web · Anda"), (second_officer, f"Web · {officer.name}")) * 2:
        client.force_login(who)
        page = html(client.get(INBOX))
        assert words in page
        assert who.name in page


def test_a_new_message_and_its_reading_are_seen_at_once(place, sent, seen):
    assert "Belum dibaca:" in seen()
    mark_read(sent, 1, by_user=False)
    assert "Belum dibaca:" not in seen()
    say(place, fresh(sent), "Saya tambahkan tahunnya: 2024.")
    assert "Belum dibaca:" in seen()


def test_each_step_is_another_row(place, sent, officer, seen):
    assert "menit kerja" in seen() or "jam kerja" in seen()
    ask_back(place, sent, "Tahun berapa?", "tahun", officer_id=officer.pk)
    assert "ditanya balik hari ini" in seen()
    say(place, fresh(sent), "2024.")
    examined(place, fresh(sent), officer)
    assert "Rabu 15.30" in seen()
    answer(place, fresh(sent), "Ini angkanya.", officer_id=officer.pk)
    assert "Semua terjawab." in seen()
    assert "dijawab" in seen(f"{INBOX}?view=answered")


def test_time_alone_changes_what_is_said(sent, seen):
    with clock.travel(to=wib(24, 9, 30)):
        assert "sisa 3 jam kerja" in seen()
    with clock.travel(to=wib(24, 15)):
        assert "Lewat tenggat" in seen()
    with clock.travel(to=wib(24, 9, 30)):  # and a clock that is set back
        assert "Lewat tenggat" not in seen()


@pytest.mark.proves("T60")
def test_another_calendar_is_another_row(place, sent, officer, seen):
    examined(place, sent, officer)
    assert "Rabu 15.30" in seen()
    SpecialDay.objects.create(
        office=place.office, day=wib(28, 0).date(), intervals=[], reason="Pemilu"
    )
    forget()
    follow_calendar(published("3300"))
    assert "Kamis 15.30" in seen()


def test_another_language_is_another_page(sent, officer, signed_in):
    desk = signed_in(officer)
    for code, words in (("id", "belum diambil"), ("en", "not taken"), ("id", "belum diambil")):
        desk.cookies["bahasa"] = code
        assert words in html(desk.get(INBOX))
    assert translation.get_language() == "id"


def test_another_office_sees_its_own(sent, other_office, other_officer, signed_in):
    signed_in(other_officer)
    desk = signed_in(other_officer)
    page = html(desk.get(f"/o/{other_office.code}/inbox/"))
    assert sent.title not in page
    assert other_office.name in page
    ask(published(other_office.code), Asked("Jumlah pasar?"))
    page = html(desk.get(f"/o/{other_office.code}/inbox/"))
    assert "Jumlah pasar?" in page
    assert f"/o/{other_office.code}/inbox/" in page


def test_the_frame_follows_names_roles_and_colleagues(place, sent, officer, seen):
    assert "Meja depan" not in seen()
    Officer.objects.filter(pk=officer.pk).update(name="Nama Baru")
    Office.objects.filter(pk=place.office.pk).update(name="Kantor Baru")
    Assignment.objects.create(
        officer=officer, office=place.office, role=Role.SUPERVISOR, since=place.day
    )
    forget()
    page = seen()
    assert "Nama Baru" in page
    assert "Kantor Baru" in page
    assert "Meja depan" in page
    assert "Petugas tidak masuk" in page


def test_the_token_of_one_session_is_never_another_ones(sent, officer, second_officer, client):
    found = set()
    for who in (officer, second_officer):
        client.cookies.clear()
        client.force_login(who)
        answer_ = client.get(INBOX)
        token = html(answer_).split('csrfmiddlewaretoken" value="')[1].split('"')[0]
        assert html(answer_).count(token) >= 4  # every form of the page has the same
        found.add(token)
    assert len(found) == 2


def test_what_was_taken_back_is_gone_from_the_conversation(place, sent, officer, seen):
    case = f"{INBOX}{sent.pk}/"
    message = reply(place, sent, "Sebentar, kami cari.", officer_id=officer.pk)
    assert "Sebentar, kami cari." in seen(case)
    assert "terkirim sebentar lagi" in seen(case)
    take_back(place, message, officer_id=officer.pk)
    assert "Sebentar, kami cari." not in seen(case)


@pytest.mark.parametrize("text", ["<script>x</script>", "[rows]", '"><b>'])
def test_nothing_that_somebody_wrote_becomes_a_part_of_the_page(place, officer, seen, text):
    ask(place, Asked(f"{text} berapa?", name=text))
    page = seen()
    assert "<script>x" not in page
    assert '"><b>' not in page.replace('"><b>', "", page.count('in-top"><b>'))
    assert text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in page


@pytest.mark.parametrize(
    ("name", "called"),
    [("Siti Rahmawati", "Siti"), ("Pak Joko", "Pak Joko"), ("dr. Andi Putra", "dr. Andi"),
     ("M. Rizal", "M. Rizal"), ("Ibu", "Ibu"), ("", "pengguna")],
)  # fmt: skip
def test_buttons_speak_of_the_user_by_name_not_by_title(name, called):
    assert to_name(Consultation(name=name)) == called
