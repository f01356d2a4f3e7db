"""Its asker follows a question that is handed over meanwhile, with all that was written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.moving import hand_over
from satupintu.consultations.actions.talking import say
from satupintu.consultations.pages import question as page_of
from satupintu.consultations.tests.cases import fresh, html
from satupintu.consultations.tests.portal import code_in_the_last_letter, found, the_case
from satupintu.files.models import StoredFile
from satupintu.files.tests.test_uploading import sent_whole
from satupintu.outbox.models import Parcel

CSV = b"tahun,jumlah\n2024,1\n2025,2\n"


@pytest.fixture
def case(proved):
    return the_case()


@pytest.fixture
def handed(case, place, other_office, officer):
    """Called in the middle of what the asker does."""

    def now() -> None:
        hand_over(place, fresh(case), other_office, officer_id=officer.pk, reason="Data di sana.")

    return now


def at(case, name: str = "question", office: str = "3300") -> str:
    return reverse(name, args=[office, case.number])


def told(case) -> list[str]:
    return list(case.thread.filter(author="user").values_list("text", flat=True))


def test_a_message_with_a_file_sent_a_moment_too_late_arrives_at_the_other_office(
    proved, case, handed, other_office
):
    key = sent_whole(proved, case.office)["file"]
    handed()
    posted = {"text": "Ini tabelnya.", "attached_kept": key, "press": "say:1"}

    def form():  # a browser sends its file with each try
        return posted | {"attached": SimpleUploadedFile("b.csv", CSV, "text/csv")}

    first = proved.post(at(case, "question-say"), form())
    assert (first.status_code, first["Location"]) == (307, at(case, "question-say", "8200"))
    answer = proved.post(first["Location"], form(), follow=True)
    assert answer.redirect_chain[0][0].startswith(at(case, office="8200"))
    assert told(case)[-1] == "Ini tabelnya."
    files = StoredFile.objects.filter(owner=case.subject)
    assert [(file.office_id, file.message) for file in files] == [
        (other_office.pk, fresh(case).messages)
    ] * 2
    assert "a.csv" in answer.content.decode()


def test_handed_over_between_reading_and_writing_is_no_loss_either(
    proved, case, handed, monkeypatch
):
    first: list[None] = []

    def after_the_hand_over(*given, **more):
        if not first:
            first.append(handed())
        return say(*given, **more)

    monkeypatch.setattr(page_of, "say", after_the_hand_over)
    key = sent_whole(proved, case.office)["file"]
    posted = {"text": "Ini tabelnya.", "attached_kept": key, "press": "say:1"}
    answer = proved.post(at(case, "question-say"), posted, follow=True)
    assert answer.status_code == 200
    assert told(case).count("Ini tabelnya.") == 1
    assert StoredFile.objects.get().owner == case.subject


def test_an_upload_begun_before_the_hand_over_goes_on_after_it(proved, case, handed):
    handed()
    key = sent_whole(proved, case.office)["file"]  # the page's address for pieces is still the old
    posted = {"text": "", "attached_kept": key, "press": "say:1"}
    proved.post(at(case, "question-say"), posted, follow=True)
    assert StoredFile.objects.get().owner == case.subject


def test_the_address_of_before_shows_its_asker_the_page_of_now_and_nobody_else(
    proved, case, handed, other_office
):
    handed()
    page = html(proved.get(at(case)))
    assert at(case, "question-say", "8200") in page
    assert f"/live/8200/k/{case.token}" in page
    assert other_office.name in page
    assert "/questions/?number=" in Client().get(at(case))["Location"]


def test_an_open_page_hears_of_the_hand_over_and_where_to_go_on(proved, case, handed):
    after = {"after": "2026-07-24T00:00+00:00"}
    before = html(proved.get(at(case, "question-since"), after))
    handed()
    since = html(proved.get(at(case, "question-since"), after))
    assert "Diteruskan ke BPS Provinsi Maluku Utara" in since
    assert f'<a data-gone-on href="{at(case, office="8200")}">Lanjutkan di halaman' in since
    assert "Lanjutkan di halaman" not in before
    assert "Lanjutkan di halaman" not in html(proved.get(at(case, "question-since", "8200"), after))


def test_number_and_address_find_it_from_the_office_that_was_asked(case, handed):
    handed()
    stranger = Client()
    known = {"number": case.number, "email": case.email}
    stranger.post(reverse("questions", args=["3300"]), known)
    track = reverse("question-track", args=["3300"])
    answer = stranger.post(track, {"code": code_in_the_last_letter()})
    assert answer["Location"] == at(case, office="8200")
    assert stranger.get(answer["Location"]).status_code == 200


def test_the_link_of_a_letter_of_before_opens_it_there(place, other_office, officer, settings):
    settings.PUBLIC_ADDRESS = "http://testserver"
    case = ask(place, Asked("Berapa penduduk?", email="siti@example.org"))
    browser = Client()
    browser.post(reverse("questions", args=["3300"]), {"number": case.number, "email": case.email})
    link = found(r"(/o/3300/questions/link/\S+)", Parcel.objects.latest("pk").text)
    hand_over(place, case, other_office, officer_id=officer.pk, reason="Data di sana.")
    answer = browser.post(link)
    assert answer["Location"] == at(case, "question-sent", "8200")
