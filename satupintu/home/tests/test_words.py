"""English pages show the standard in English, and what an office wrote itself marked as it is."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from satupintu.home import words
from satupintu.home.words import all_said, said
from satupintu.offices.explained import sentences
from satupintu.offices.models import Office, StandardVersion
from satupintu.offices.published import published
from satupintu.offices.starting_standard import VISIT_STEPS
from satupintu.people import language
from satupintu.rules import clock
from satupintu.rules.walkin_clock import walkin_due

OWN = "Bawalah <surat> tugas"


@pytest.fixture
def in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue that knows one sentence."""
    known = {VISIT_STEPS[1]: "Wait for your number."}
    monkeypatch.setattr(words, "gettext", lambda text: known.get(text, text))
    with translation.override("en"):
        yield


def test_in_the_source_language_words_stay_as_they_are() -> None:
    with translation.override("id"):
        assert all_said({"a": [OWN, ""], "n": 3}) == {"a": [OWN, ""], "n": 3}


@pytest.mark.usefixtures("in_english")
def test_known_sentences_are_translated_and_others_marked_as_indonesian() -> None:
    told = all_said([VISIT_STEPS[1], {"code": "identity", "text": OWN, "on": True}, ""])

    assert told[0] == "Wait for your number."
    assert told[1]["text"] == '<span lang="id">Bawalah &lt;surat&gt; tugas</span>'
    assert (told[1]["code"], told[1]["on"], told[2]) == ("identity", True, "")
    assert said("") == ""


@pytest.mark.proves("PUB-2")
@pytest.mark.django_db
def test_an_english_reader_sees_the_office_words_marked(client: Client, office: Office) -> None:
    row = StandardVersion.objects.get(service__office=office, service__code="consultation")
    content: dict[str, Any] = row.content
    row.content = {**content, "produk": [OWN]}
    row.save()
    client.cookies[language.COOKIE] = "en"
    page = client.get("/o/3300/standard/consultation/").text
    assert '<li><span lang="id">Bawalah &lt;surat&gt; tugas</span></li>' in page
    assert 'data-read lang="id"' not in page


@pytest.mark.django_db
def test_the_explanation_of_a_clock_follows_the_page(office: Office) -> None:
    place = published(office.code)
    found = walkin_due(place.calendar, finished=None, arrived=clock.now(), limit_minutes=10)
    with translation.override("id"):
        assert "Harus mulai dilayani paling lambat pukul 09.10." in sentences(found.steps)
