"""Under a flood of unproved questions sending costs a puzzle, or a code; else nobody sees one."""

from itertools import count

import pytest
from django.test import Client
from django.urls import reverse

from satupintu.catalogue.models import SearchLog
from satupintu.consultations import puzzle
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.models import Consultation
from satupintu.consultations.tests.portal import check, code_in_the_last_letter, found
from satupintu.offices.actions.decisions import decide
from satupintu.offices.published import forget
from satupintu.outbox.models import Parcel
from satupintu.rules import clock
from satupintu.rules.puzzle import solves


@pytest.fixture(autouse=True)
def easy(monkeypatch):
    monkeypatch.setattr(puzzle, "BITS", 6)


@pytest.fixture
def flood(place, administrator):
    """The office has set two an hour, and three wait."""
    decide(place.office, "puzzle_after", 2, valid_from=place.day, by=administrator.pk)
    forget()
    for n in range(3):
        ask(place, Asked(f"Pertanyaan {n}", email=f"a{n}@example.org"))


def solution(given, bits=6):
    return next(str(n) for n in count() if solves(given, str(n), bits))


def press_and_puzzle(client, checked):
    page = client.get(checked).content.decode()
    given = found(r'name="puzzle" value="([^"]+)"', page)
    return {"press": found(r'name="press" value="([^"]+)"', page), "puzzle": given}


def sent(address):
    return Consultation.objects.filter(number__isnull=False, email=address).exists()


SITI = "siti@example.org"


def test_normally_nobody_sees_a_puzzle(place, client):
    assert "data-puzzle" not in client.get(check(client)).content.decode()


def test_in_a_flood_the_solved_puzzle_sends_the_question(flood, client):
    checked = check(client)
    told = press_and_puzzle(client, checked)
    told["solution"] = solution(told["puzzle"])
    assert client.post(f"{checked}send/", told).status_code == 302
    assert sent(SITI)


@pytest.mark.parametrize("what", ["none", "wrong", "forged", "another's", "late"])
def test_what_is_not_solved_is_not_sent_and_the_words_stay(flood, client, what):
    checked = check(client)
    told = press_and_puzzle(client, checked)
    told["solution"] = solution(told["puzzle"])
    if what == "none":
        told = {"press": told["press"]}
    elif what == "wrong":
        told["solution"] = next(str(n) for n in count() if not solves(told["puzzle"], str(n), 6))
    elif what == "forged":
        told["puzzle"] = told["puzzle"].replace(".", ".9", 1)
        told["solution"] = solution(told["puzzle"])
    elif what == "another's":
        other = Client()
        theirs = press_and_puzzle(other, check(other, email="lain@example.org"))["puzzle"]
        told |= {"puzzle": theirs, "solution": solution(theirs)}
    with clock.travel(by=31 * 60 if what == "late" else 1):
        answer = client.post(f"{checked}send/", told)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Belum terkirim; tulisan Anda tersimpan." in page
    assert "Berapa jumlah penduduk Kabupaten Demak" in page
    assert not sent(SITI)


def test_without_a_script_a_code_to_the_address_releases_the_question(flood, client):
    checked = check(client)
    release = f"{checked}release/"
    client.post(release, {"again": "1"})
    assert Parcel.objects.latest("pk").address == SITI
    assert not sent(SITI)
    assert client.post(release, {"code": "000000"}).status_code == 400
    answer = client.post(release, {"code": code_in_the_last_letter()}, follow=True)
    assert "Pertanyaan terkirim." in answer.content.decode()
    case = Consultation.objects.get(email=SITI)
    assert case.email_confirmed_at is not None
    assert case.number
    assert SearchLog.objects.get(pk=case.trail["search"]).asked


def test_when_the_flood_is_over_the_puzzle_is_gone(flood, client):
    checked = check(client)
    assert "data-puzzle" in client.get(checked).content.decode()
    with clock.travel(by=61 * 60):
        assert "data-puzzle" not in client.get(checked).content.decode()


def test_proved_questions_and_those_of_officers_are_no_flood(flood, place, client):
    Consultation.objects.update(email_confirmed_at=clock.now())
    assert not puzzle.flooded(place)


def test_a_strangers_draft_cannot_be_released(flood, client):
    checked = check(client)
    Client().post(f"{checked}release/", {"again": "1"})
    assert not Parcel.objects.filter(kind="code").exists()
    assert reverse("ask", args=["3300"]) in Client().get(f"{checked}release/")["Location"]
