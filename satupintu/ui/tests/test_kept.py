"""What is written once: never for other words, another language or a moment too long."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import translation

from satupintu.ui.kept import Frame, Lasting, hole, kept

NOW = datetime(2026, 7, 24, 2, tzinfo=UTC)


def test_the_same_words_are_written_once_in_each_language():
    written = []

    @kept(10)
    def write(word: str) -> str:
        written.append(word)
        return f"{translation.get_language()} {word}"

    assert [write("a"), write("a"), write("b")] == ["id a", "id a", "id b"]
    with translation.override("en"):
        assert write("a") == "en a"
    assert written == ["a", "b", "a"]


def test_a_row_is_no_word():
    @kept(10)
    def write(row: Session) -> str:
        return str(row.pk)

    with pytest.raises(TypeError):
        write(Session(pk="a"))


def test_what_lasts_is_found_from_its_moment_until_its_end():
    rows: Lasting[str] = Lasting(10)
    rows.keep("a", "sisa 1 menit", NOW, NOW + timedelta(minutes=1))
    assert rows.find("a", NOW) == "sisa 1 menit"
    assert rows.find("a", NOW + timedelta(minutes=1)) is None
    assert rows.find("a", NOW - timedelta(seconds=1)) is None  # a clock may be set back
    assert rows.find("b", NOW) is None


def test_no_more_is_kept_than_was_said():
    rows: Lasting[int] = Lasting(3)
    for n in range(10):
        rows.keep(n, n, NOW, NOW + timedelta(minutes=1))
    assert sum(rows.find(n, NOW) is not None for n in range(10)) <= 3


def test_a_frame_is_filled_anew_each_time():
    around = Frame(f"<p>{hole('a')}</p><p>{hole('b')}</p>{hole('a')}")
    assert around.filled(a="1", b="2") == "<p>1</p><p>2</p>1"
    assert around.filled(a="3", b="") == "<p>3</p><p></p>3"
    with pytest.raises(KeyError):
        around.filled(a="1")
