"""The voice of the display, and the display as a machine of the office."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from satupintu.offices.actions.founding import found_office
from satupintu.offices.models import Desk, Office
from satupintu.offices.published import Published, forget, published
from satupintu.people.actions.devices import ask, join
from satupintu.people.devices import COOKIE
from satupintu.people.models import Device, Officer
from satupintu.rules import clock
from satupintu.ui import voice
from satupintu.walkin.models import Alert
from satupintu.walkin.pages.voice_clips import how_to_speak
from satupintu.walkin.queries.snapshot import snapshot
from satupintu.walkin.tests.displays import URL, Screen, at, call, decide, page

pytestmark = pytest.mark.django_db
QUERIES = 7


# --- voice -------------------------------------------------------------------------------------


@pytest.mark.proves("DSP-5", "DSP-6")
def test_the_display_gets_everything_it_needs_to_say_any_call_of_today(place: Published) -> None:
    speech = how_to_speak(place)
    for code, desk in (("A-017", 1), ("P-903", 3), ("M-256", 2)):
        names = voice.sentence(code, place.desks[desk - 1].name)
        made = [
            *speech["first"],
            *voice.spelled(code),
            *speech["then"],
            *speech["places"][str(desk)],
        ]
        assert made == names
        assert all(speech["clips"][name] for name in names)
    assert speech["gap"] == 120
    assert speech["twice"] is True


@pytest.mark.proves("DSP-5")
def test_the_recording_of_the_office_comes_before_our_own_clip(
    screen: Screen, place: Published, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    assert how_to_speak(place)["clips"]["a"].startswith("/static/")
    (tmp_path / "voice" / "3300").mkdir(parents=True)
    (tmp_path / "voice" / "3300" / "a.mp3").write_bytes(b"recorded by Dewi")

    address = how_to_speak(place)["clips"]["a"]
    answer = screen[0].get(address)
    assert (answer.content, answer["Content-Type"]) == (b"recorded by Dewi", "audio/mpeg")


@pytest.mark.proves("DSP-5")
def test_a_place_nobody_recorded_is_said_by_the_machine_or_left_out(
    screen: Screen, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    Desk.objects.filter(office=office, number=2).update(name="Loket Khusus")
    forget()
    spoken = how_to_speak(published(office.code))
    if voice.espeak(["loket"]):
        assert spoken["places"]["2"] == ["loket", "khusus"]
        assert screen[0].get(spoken["clips"]["loket"]).content[:4] == b"RIFF"
    monkeypatch.setenv("PATH", "")

    silent = how_to_speak(published(office.code))
    assert "2" not in silent["places"]
    assert "1" in silent["places"]
    assert screen[0].get("/o/3300/display/voice/loket/").status_code == 404


def test_no_other_words_are_made_than_those_of_a_call(screen: Screen) -> None:
    assert screen[0].get("/o/3300/display/voice/apa-saja/").status_code == 404


@pytest.mark.proves("DSP-10")
def test_loudness_and_silence_follow_the_hours_that_the_office_chose(office: Office) -> None:
    decide(office, "mute_windows", ["11.45-12.15"])
    place = decide(office, "volume_windows", ["08.00-10.00 40"])
    speech = how_to_speak(place)

    assert speech["mute"] == [["11.45", "12.15", 100]]
    assert speech["volume"] == [["08.00", "10.00", 40]]


# --- the machine -------------------------------------------------------------------------------


@pytest.mark.proves("DSP-10")
def test_staff_are_told_when_nobody_hears_the_display_until_it_is_heard(screen: Screen) -> None:
    browser, device = screen
    for sound, waiting in (("blocked", 1), ("blocked", 1), ("ok", 0), ("muted", 0)):
        assert browser.post(URL + "condition/", {"sound": sound}).status_code == 204
        device.refresh_from_db()
        assert device.condition["sound"] == sound
        found = Alert.objects.filter(kind=Alert.Kind.SOUND, device=device, answered_at=None)
        assert found.count() == waiting
    assert browser.post(URL + "condition/", {"sound": "loud"}).status_code == 400


def test_a_preview_tells_nothing_of_its_sound(
    office: Office, officer: Officer, signed_in: Any
) -> None:
    browser = signed_in(officer)

    assert 'class="display preview"' in page(browser)
    assert browser.post(URL + "condition/", {"sound": "blocked"}).status_code == 204
    assert not Alert.objects.exists()


def test_strangers_are_asked_to_join_and_other_offices_find_nothing(
    client: Client, other_officer: Officer, signed_in: Any
) -> None:
    assert client.get(URL)["Location"] == "/o/3300/join/display/"
    assert signed_in(other_officer).get(URL).status_code == 404


def test_a_kiosk_is_no_display(office: Office, officer: Officer) -> None:
    asked, secret = ask(office, Device.Kind.KIOSK)
    join(office, asked.join_code, "Mesin 1", by=officer)
    browser = Client()
    browser.cookies[COOKIE] = secret

    assert browser.get(URL).status_code == 302


def test_the_board_asks_the_database_as_often_for_one_call_as_for_three(
    screen: Screen, place: Published, officer: Officer, django_assert_num_queries: Any
) -> None:
    call(place, officer)
    for more in (0, 2):
        for desk in range(more):
            call(place, officer, desk=desk + 1)
        page(screen[0])  # reads what the process keeps for two seconds
        with django_assert_num_queries(QUERIES):
            page(screen[0])


def test_a_year_without_its_decree_leaves_hours_out_and_shows_the_calls(
    screen: Screen, place: Published, officer: Officer
) -> None:
    with clock.travel(to=datetime(2031, 7, 24, 9, tzinfo=clock.ZONES["WIB"])):
        call(published("3300"), officer)
        shown = page(screen[0])
    assert "A-001" in shown
    assert "Buka 0" not in shown


def test_an_open_display_knows_when_it_must_be_loaded_anew(office: Office) -> None:
    before = snapshot(office)["display"]["page"]
    decide(office, "mute_windows", ["11.45-12.15"])
    after = snapshot(office)["display"]["page"]
    with clock.travel(to=at(9) + timedelta(days=3)):
        assert len({before, after, snapshot(office)["display"]["page"]}) == 3


def test_an_office_in_another_zone_reads_its_own_clock(office: Office) -> None:
    place = published(found_office(code="8200", name="BPS Maluku Utara", zone="WIT").code)

    assert snapshot(place.office)["display"]["line"][2][0] == "Buka 08.00–16.00"
