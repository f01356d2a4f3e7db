"""The voice: spelled, complete, short, and the office's recordings first."""

import wave
from pathlib import Path

import pytest

from satupintu.ui import voice

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def seconds(names: list[str]) -> float:
    total = voice.GAP_MS / 1000 * (len(names) - 1)
    for name in names:
        with wave.open(str(voice.clip(name))) as file:
            total += file.getnframes() / file.getframerate()
    return total


@pytest.mark.proves("DSP-6")
def test_a_call_is_spelled_never_read_as_a_number():
    names = voice.sentence("A-017", "Meja 2")
    assert names == ["nomor-antrean", "a", "0", "1", "7", "jeda", "silakan-menuju", "meja", "2"]
    assert voice.words(names) == "Nomor antrean, A, nol, satu, tujuh. Silakan menuju, meja, dua."


@pytest.mark.proves("DSP-6")
def test_the_third_call_says_that_it_is_the_last():
    assert voice.sentence("P-003", "Meja depan", final=True) == [
        "panggilan-terakhir", "p", "0", "0", "3", "jeda", "silakan-menuju", "meja-depan",
    ]  # fmt: skip


@pytest.mark.proves("DSP-5")
def test_every_letter_and_every_number_can_be_said_without_installing_anything():
    for letter in LETTERS:
        assert voice.missing(voice.sentence(f"{letter}-000", "Meja 1")) == []
    for number in range(1000):
        names = voice.spelled(f"A-{number:03d}")
        assert names == ["a", *f"{number:03d}"]
        assert voice.missing(names) == []


@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("Meja 2", ["meja", "2"]),
        ("Meja 10", ["meja", "10"]),
        ("Meja 12", ["meja", "2", "belas"]),
        ("Ruang 21", ["ruang", "2", "puluh", "1"]),
        ("Meja depan", ["meja-depan"]),
        ("Perpustakaan", ["perpustakaan"]),
        ("Ruang B", ["ruang", "b"]),
    ],
)
def test_places_are_said_as_people_say_them(place, names):
    assert voice.place_names(place) == names
    assert voice.missing(names) == []


@pytest.mark.proves("DSP-5")
def test_a_call_is_short_enough_to_be_said_twice():
    for place in ("Meja 2", "Meja depan", "Meja 20", "Perpustakaan"):
        for final in (False, True):
            assert 3 < seconds(voice.sentence("P-999", place, final)) <= 7
    assert seconds(["chime"]) < 1


def test_the_clips_are_small_even_and_without_silence():
    files = sorted(voice.OWN.glob("*.wav"))
    assert sum(file.stat().st_size for file in files) <= 1_500_000
    for file in files:
        with wave.open(str(file)) as opened:
            shape = (opened.getnchannels(), opened.getsampwidth(), opened.getframerate())
            frames = memoryview(opened.readframes(opened.getnframes())).cast("h")
        assert shape == (1, 2, 16_000), file.name
        if file.stem == "jeda":
            continue
        strength = (sum(v * v for v in frames) / len(frames)) ** 0.5 / 32767
        assert 0.09 < strength < 0.15, file.name
        assert any(abs(v) > 390 for v in frames[:800]), f"{file.name} begins with silence"
        assert 0.2 < len(frames) / 16_000 < 1.6, file.name


@pytest.mark.proves("DSP-5")
def test_the_recording_of_the_office_comes_before_ours(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    folder = voice.bank("3300")
    folder.mkdir(parents=True)
    (folder / "a.mp3").write_bytes(b"recorded")
    (folder / "gedung.ogg").write_bytes(b"recorded")
    assert voice.clip("a", "3300") == folder / "a.mp3"
    assert voice.clip("b", "3300") == voice.OWN / "b.wav"
    assert voice.clip("a", "8200") == voice.OWN / "a.wav"
    assert voice.missing(voice.sentence("A-017", "Gedung B"), "3300") == []


def test_a_place_that_nobody_recorded_ends_the_call_after_the_number():
    names = voice.sentence("A-017", "Gedung B")
    assert voice.missing(names) == ["gedung"]
    assert voice.playable(names) == ["nomor-antrean", "a", "0", "1", "7"]


@pytest.mark.parametrize("name", ["../a", "a/b", "", ".", "A"])
def test_a_clip_name_never_leaves_its_folder(name):
    assert voice.clip(name) is None


@pytest.mark.parametrize("office", ["../3300", "", "a/b"])
def test_an_office_code_never_leaves_the_voice_folder(office):
    with pytest.raises(ValueError, match="one folder"):
        voice.bank(office)


def test_the_system_voice_speaks_the_spelled_call_or_says_it_is_not_there(
    monkeypatch, tmp_path: Path
):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert voice.espeak(["a"]) is None
    program = tmp_path / "espeak-ng"
    program.write_text('#!/bin/sh\nfor last; do :; done\nprintf "RIFF%s" "$last"\n')
    program.chmod(0o755)
    assert voice.espeak(voice.spelled("P-003")) == b"RIFFP, nol, nol, tiga."
