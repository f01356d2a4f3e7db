"""What strangers, officers and robots try on the pages of those who ask."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from conftest import PASSWORD
from satupintu.consultations.actions.sweeping import keep
from satupintu.consultations.actions.talking import reply
from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.questions import TrackForm
from satupintu.consultations.tests.portal import check, code_in_the_last_letter, send, the_case
from satupintu.files.accepted import PER_MESSAGE, PER_OWNER
from satupintu.files.queries import by_message
from satupintu.outbox.models import Parcel
from satupintu.rules import clock

OFFICE = "/o/3300/"
TRAILS = (
    "null", "5", "[" * 3900, '{"chips": 5}', '{"viewed": null}', '{"query": "a\\ud800b\\u0000c"}',
    '{"query": "x", "search": "99999999999999999999:abc"}',
)  # fmt: skip
LARGE = "9" * 24


def of(name, case):
    return reverse(name, args=["3300", case.number])


def few(n):
    return [SimpleUploadedFile(f"{i}.csv", b"a,b\n1,2\n", "text/csv") for i in range(n)]


@pytest.mark.parametrize("trail", TRAILS)
def test_a_trail_that_nobody_walked_does_no_harm(place, client, trail):
    checked = check(client, trail=trail)
    assert client.get(checked).status_code == 200
    send(client, checked)
    assert client.get(of("question", the_case())).status_code == 200


@pytest.mark.parametrize(
    "after",
    ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "²"],
)
def test_a_moment_beyond_all_calendars_is_refused(proved, after):
    assert proved.get(of("question-since", the_case()), {"after": after}).status_code == 400


def test_a_press_of_another_form_sends_the_question_all_the_same(proved):
    press = "say:1"
    proved.post(of("question-say", the_case()), {"text": "halo", "press": press})
    assert proved.post(f"{check(proved)}send/", {"press": press}).status_code == 302
    assert Consultation.objects.filter(number__isnull=False).count() == 2


@pytest.mark.proves("T66")
def test_other_words_with_the_press_of_an_earlier_message_are_another_message(proved):
    """The line broke before the answer came: what was mended meanwhile is not lost."""
    case = the_case()
    for text in ("Mulai 2016", "Mulai 2016", "Mulai 2015, bukan 2016"):
        proved.post(of("question-say", case), {"text": text, "press": "satu"})
    said = list(case.thread.order_by("n").values_list("text", flat=True))
    assert said[-2:] == ["Mulai 2016", "Mulai 2015, bukan 2016"]
    assert said.count("Mulai 2016") == 1


@pytest.mark.proves("T66")
def test_the_same_words_with_another_file_are_another_message(proved):
    """The back button brings the form with its press: the second file is not dropped."""
    case, rows = the_case(), (b"a,b\n1,2\n", b"a,b\n1,2\n", b"a,b\n3,4\n")
    for data in rows:
        file = SimpleUploadedFile("tabel.csv", data, "text/csv")
        proved.post(of("question-say", case), {"text": "Ini.", "press": "1", "attached": [file]})
    assert case.thread.filter(text="Ini.").count() == 2
    assert list(by_message(case.subject)) == [2, 3]


@pytest.mark.proves("T66")
def test_a_double_click_with_a_file_that_came_before_it_is_one_message(proved):
    """The first half has taken the file; the second names it, and says no word either."""
    case = the_case()
    file = {"name": "tabel.csv", "size": 8}
    key = proved.post(f"{OFFICE}upload/", file).json()["key"]
    piece = SimpleUploadedFile("piece", b"a,b\n1,2\n")
    kept = proved.post(f"{OFFICE}upload/{key}/", {"offset": 0, "piece": piece}).json()["file"]
    for _ in range(2):
        said = {"text": "", "press": "1", "attached_kept": [kept]}
        assert proved.post(of("question-say", case), said).status_code == 302
    assert (case.thread.count(), list(by_message(case.subject))) == (2, [2])


@pytest.mark.parametrize(
    "path",
    ["ask/likely/?q=a%00+b", "search/?q=a%00b", "ask/?q=a&draft=%00", "ask/%00/", "questions/%00/",
     "questions/link/%00/", "inbox/search/?q=a%00b", f"inbox/{LARGE}/", f"search/{LARGE}/",
     "search/?q='\":*()%26|!&years=99999999999-1", f"search/?q=a&page={LARGE}",
     f"inbox/news/?but={LARGE}", "inbox/news/?since=0001-01-01T00:00:00%2B14:00",
     f"inbox/news/?but={LARGE * 200}", "search/?q=AND+OR+NOT+NEAR(a+b)"],
)  # fmt: skip
def test_addresses_that_nobody_typed_break_no_page(proved, officer, signed_in, path):
    for client in (proved, signed_in(officer)):
        assert client.get(OFFICE + path).status_code < 500


def test_text_with_a_nul_is_refused_before_any_database_meets_it(proved):
    case = the_case()
    for name, given in (("question-draft", {"text": "a\0b"}), ("question-take", {"slot": "\0"}),
                        ("question-say", {"text": "a", "press": "\0"})):  # fmt: skip
        assert proved.post(of(name, case), given).status_code == 400


def test_too_many_files_are_told_in_words_and_nothing_typed_is_lost(place, client):
    token = ""
    for _ in range(PER_OWNER // PER_MESSAGE):
        token = check(client, attached=few(PER_MESSAGE), draft=token).rstrip("/").rsplit("/", 1)[1]
    given = {"question": "Masih ini?", "name": "Siti", "email": "siti@example.org", "draft": token}
    answer = client.post(f"{OFFICE}ask/", {**given, "attached": few(PER_OWNER % PER_MESSAGE + 1)})
    assert answer.status_code == 400
    assert f"Paling banyak {PER_MESSAGE} berkas sekali kirim" in answer.content.decode()
    assert "Masih ini?" in answer.content.decode()


@pytest.mark.parametrize("typed", ["x", "000000", "12 34 56"])
def test_guessing_tells_nobody_whether_a_question_exists(proved, typed):
    """The same words for a number that is not there, a wrong address, and the right one."""
    told = []
    for number, email in (("K-2026-3300-09999", "siti@example.org"),
                          ("K-2026-3300-00001", "orang@example.org"),
                          ("K-2026-3300-00001", "siti@example.org")):  # fmt: skip
        stranger = Client()
        stranger.post(f"{OFFICE}questions/", {"number": number, "email": email})
        pages = [stranger.post(f"{OFFICE}questions/track/", {"code": typed}) for _ in range(6)]
        told.append([page.context["problem"] for page in pages])
    assert told[0] == told[1] == told[2]


def test_an_officer_at_the_same_browser_is_not_the_asker(proved, officer):
    proved.post("/sign-in/", {"username": officer.username, "password": PASSWORD})
    assert "_auth_user_id" in proved.session
    assert proved.get(of("question", the_case())).status_code == 302


def test_two_windows_send_one_draft_once(place, client, monkeypatch):
    """The second has read the draft before the first sent it."""
    checked = check(client)
    draft = Consultation.objects.get()
    send(client, checked)
    monkeypatch.setattr("satupintu.consultations.pages.ask_check.own_draft", lambda *given: draft)
    assert "/sent/" in client.post(f"{checked}send/", {"press": "ask:2"})["Location"]
    assert Consultation.objects.filter(number__isnull=False).count() == 1


def test_a_letter_to_an_address_not_yet_proved_says_nothing_that_a_stranger_wrote(
    place, client, officer
):
    send(client, check(client, name="Hadiah di jahat.example"))
    reply(place, the_case(), "Terima kasih.", officer_id=officer.pk)
    with clock.travel(to=clock.now() + timedelta(minutes=1)):
        keep(place)
    assert Parcel.objects.count() == 2
    assert not Parcel.objects.filter(text__contains="jahat").exists()


def test_who_asked_under_anothers_address_reads_nothing_once_its_owner_has_proved_it(asked):
    stranger, owner = asked, Client()
    case = the_case()
    address = reverse("question", args=["3300", case.number])
    assert stranger.get(address).status_code == 200
    given = {"number": case.number, "email": case.email}
    track = owner.post(reverse("questions", args=["3300"]), given)["Location"]
    owner.post(track, {"code": code_in_the_last_letter()})
    assert owner.get(address).status_code == 200
    assert stranger.get(address).status_code == 302
    mine = stranger.get(reverse("questions", args=["3300"])).content.decode()
    assert case.title not in mine


@pytest.mark.proves("PRT-16")
@pytest.mark.parametrize(
    "typed",
    ["K-2026-3300-00009", " k 2026 3300 9", "K2026330000009", "2026/3300/9", "K-2O26-33OO-OOOO9"],
)
def test_a_number_is_understood_as_people_copy_it(typed):
    form = TrackForm({"number": typed, "email": "wulan@contoh.id"})
    assert form.is_valid()
    assert form.cleaned_data["number"] == "K-2026-3300-00009"


@pytest.mark.parametrize("typed", ["9", "A-017", "K-2026-3300", "K-2026-3300-1234567"])
def test_half_a_number_is_said_instead_of_promising_a_letter(typed):
    form = TrackForm({"number": typed, "email": "wulan@contoh.id"})
    said = "Nomor ini belum lengkap. Tulis seperti K-2026-3300-00417."
    assert form.errors["number"] == [said]


@pytest.mark.proves("PRT-16")
def test_who_follows_a_question_by_its_number_comes_to_the_conversation(proved):
    case, elsewhere = the_case(), Client()
    with clock.travel(by=timedelta(minutes=20)):
        given = {"number": case.number, "email": case.email}
        track = elsewhere.post(reverse("questions", args=["3300"]), given)["Location"]
        came_in = elsewhere.post(track, {"code": code_in_the_last_letter()})
    assert came_in["Location"] == of("question", case)
