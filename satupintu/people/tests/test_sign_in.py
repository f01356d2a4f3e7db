"""Officers sign in; who guesses waits, and learns nothing by guessing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from conftest import FRIDAY_MORNING, PASSWORD
from satupintu.journal.models import Entry
from satupintu.people.actions.sign_in import forget_strangers
from satupintu.people.models import Officer
from satupintu.rules import clock


@pytest.fixture(autouse=True)
def no_strangers():
    forget_strangers()


def try_to(client: Client, name: str, password: str, **more):
    return client.post("/sign-in/", {"username": name, "password": password, **more})


def problem(answer) -> str:
    return str(answer.context["form"].errors.as_text())


def test_an_officer_signs_in_and_arrives_where_they_wanted_to_go(client, officer):
    answer = try_to(client, "Dewi ", PASSWORD, next="/o/3300/settings/")
    assert (answer.status_code, answer["Location"]) == (302, "/o/3300/settings/")
    assert client.session["_auth_user_id"] == str(officer.pk)
    officer.refresh_from_db()
    assert abs(officer.last_login - FRIDAY_MORNING) < timedelta(seconds=30)


def test_who_is_in_already_goes_on_to_the_work_that_was_asked_for(signed_in, officer):
    client = signed_in(officer)
    for asked, there in (
        ("", "/o/3300/desks/"),
        ("?next=/o/3300/inbox/", "/o/3300/inbox/"),
        ("?next=https://elsewhere.example/", "/o/3300/desks/"),
        ("?next=/sign-in/?next=/sign-in/", "/o/3300/desks/"),
    ):
        assert client.get(f"/sign-in/{asked}")["Location"] == there
    client.post("/sign-out/")
    assert client.get("/sign-in/").status_code == 200


def test_another_officer_takes_over_a_form_that_was_open_before(signed_in, officer, second_officer):
    client = signed_in(officer)
    try_to(client, "budi", PASSWORD)
    assert client.session["_auth_user_id"] == str(second_officer.pk)


def test_the_session_begins_under_a_new_key(client, officer):
    client.get("/sign-in/")
    client.session["seen"] = 1
    client.session.save()
    before = client.session.session_key
    try_to(client, "dewi", PASSWORD)
    assert client.session.session_key != before


def test_a_session_whose_time_is_over_opens_nothing(signed_in, officer):
    client = signed_in(officer)
    assert client.get("/o/3300/desks/").status_code == 200
    Session.objects.update(expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    assert client.get("/o/3300/desks/")["Location"].startswith("/sign-in/")


@pytest.mark.parametrize(
    "way", ["https://elsewhere.example/", "//elsewhere.example", "javascript:"]
)
def test_the_way_back_never_leads_elsewhere(client, officer, way):
    assert "elsewhere" not in try_to(client, "dewi", PASSWORD, next=way)["Location"]
    assert "javascript" not in try_to(client, "dewi", PASSWORD, next=way)["Location"]


@pytest.mark.parametrize("way", ["settings", "2026", "²", "o/3300/settings/"])
def test_a_way_back_that_is_no_address_leads_to_the_officers_own_screen(client, officer, way):
    assert try_to(client, "dewi", PASSWORD, next=way)["Location"] == "/o/3300/desks/"
    assert client.post("/language/", {"language": "en", "next": way})["Location"] == "/"


def test_empty_answers_are_told_in_plain_words_and_the_name_is_kept(client, office):
    answer = try_to(client, "dewi", "")
    assert answer.status_code == 400
    assert "Masukkan kata sandi." in answer.text
    assert 'value="dewi"' in answer.text
    assert "<title>Kesalahan:" in answer.text


def test_five_failures_lock_and_the_right_password_does_not_help_until_the_wait_is_over(
    client, officer
):
    for _ in range(5):
        answer = try_to(client, "dewi", "salah")
    assert "tidak cocok" in problem(answer)
    assert "09.15 WIB" in problem(try_to(client, "dewi", PASSWORD))
    with clock.travel(by=timedelta(minutes=16)):
        assert try_to(client, "dewi", PASSWORD).status_code == 302
    assert (
        Entry.objects.filter(event="officer.locked", subject=f"officer:{officer.pk}").count() == 1
    )


def test_each_lock_lasts_twice_as_long_as_the_one_before(client, officer):
    told = []
    for later in (timedelta(0), timedelta(hours=1), timedelta(hours=3)):
        with clock.travel(to=FRIDAY_MORNING + later):
            for _ in range(5):
                try_to(client, "dewi", "salah")
            told.append(problem(try_to(client, "dewi", PASSWORD)))
    assert "09.15 WIB" in told[0]
    assert "10.30 WIB" in told[1]
    assert "13.00 WIB" in told[2]


def test_a_name_that_nobody_has_is_answered_like_one_that_somebody_has(client, officer):
    told = {
        name: [problem(try_to(client, name, "salah")) for _ in range(7)]
        for name in ("dewi", "siti")
    }
    assert told["dewi"] == told["siti"]
    assert "ditutup sementara" in told["siti"][-1]


def test_an_address_that_tries_too_often_is_told_to_wait(client, office):
    answers = [try_to(client, f"nama{n}", "salah") for n in range(61)]
    assert "tidak cocok" in problem(answers[59])
    assert "Terlalu banyak percobaan dari jaringan ini" in problem(answers[60])


def test_an_officer_who_has_left_cannot_sign_in(client, officer):
    Officer.objects.filter(pk=officer.pk).update(is_active=False)
    assert "tidak cocok" in problem(try_to(client, "dewi", PASSWORD))


def test_signing_out_takes_a_press_and_ends_the_session(signed_in, officer):
    client = signed_in(officer)
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert "_auth_user_id" not in client.session


def test_the_language_chosen_is_kept_on_the_device_and_with_the_officer(signed_in, officer):
    client = signed_in(officer)
    answer = client.post("/language/", {"language": "en", "next": "/sign-in/"})
    assert (answer["Location"], answer.cookies["bahasa"].value) == ("/sign-in/", "en")
    officer.refresh_from_db()
    assert officer.language == "en"
    assert "bahasa" not in Client().post("/language/", {"language": "xx"}).cookies
