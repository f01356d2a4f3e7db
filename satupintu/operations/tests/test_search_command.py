"""`satupintu search` as the person at the keyboard meets it."""

import io
import json
import os
import subprocess
import sys

import pytest

from satupintu.catalogue.tests.shelf import fill
from satupintu.operations.command import main


@pytest.fixture
def shelf(office):
    fill()
    return office


def test_json_gives_ids_as_imported_best_first(shelf, capsys):
    assert main(["search", "produksi", "jagung", "jateng", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0] == {
        "id": "t:2",
        "kind": "data",
        "title": "Produksi Jagung Menurut Kabupaten/Kota di Jawa Tengah",
        "score": rows[0]["score"],
    }
    scores = [row["score"] for row in rows]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)


def test_a_file_of_queries_gives_one_list_a_line(shelf, tmp_path, capsys):
    file = tmp_path / "pertanyaan.txt"
    file.write_text("produksi jagung\n\nzxqwv\nkbli 95291\n", encoding="utf-8")
    assert main(["search", "--batch", str(file), "--limit", "1"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [len(line) for line in lines] == [1, 0, 0, 1]
    assert lines[3][0]["id"] == "kbli2020:95291"


def test_a_file_in_other_letters_still_gives_one_list_a_line(shelf, tmp_path, capsys):
    file = tmp_path / "pertanyaan.txt"
    file.write_bytes(b"\xef\xbb\xbfpanjang pantai\n\xb1\xff\npanjang \x93pantai\x94\n")
    assert main(["search", "--batch", str(file), "--limit", "1"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [[row["id"] for row in line] for line in lines] == [["t:7"], [], ["t:7"]]


def test_a_reader_that_has_enough_ends_it_without_a_word(tmp_path):
    program = "import sys; from satupintu.operations.command import main; sys.exit(main())"
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as nobody:
        ended = subprocess.run(
            [sys.executable, "-c", program, "catalogue", "import", "--mappings"],
            stdout=nobody, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (141, b"")


def test_queries_may_come_from_standard_input(shelf, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("panjang pantai\n"))
    assert main(["search", "--batch", "-"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["id"] == "t:7"


def test_for_people_it_says_how_well_it_fits(shelf, capsys):
    assert main(["search", "perpustakaan desa jateng"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("near: 1")
    assert "[region Jawa Tengah]" in told
    assert "? Maluku Utara (1)" in told


def test_nothing_found_is_an_exit_code_of_its_own(shelf, capsys):
    assert main(["search", "zxqwv"]) == 1
    assert capsys.readouterr().out == "none: 0\n"


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ([], "say what to look for"),
        (["a", "--batch", "x"], "say what to look for"),
        (["--batch", "tidak-ada.txt"], "cannot be read"),
        (["a", "--limit", "0"], "--limit"),
        (["a", "--office", "9999"], "there is no office 9999"),
    ],
)
def test_what_cannot_be_done_is_said(shelf, capsys, words, trouble):
    assert main(["search", *words]) == 1
    assert trouble in capsys.readouterr().err
