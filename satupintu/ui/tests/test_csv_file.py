"""A table as a file."""

import csv

import pytest

from satupintu.ui.csv_file import csv_response


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@x", "\n=1+1", "\uff1d1+1"])
def test_a_spreadsheet_takes_no_word_for_a_formula(text):
    assert lines([text]) == [["kata"], [f"'{text}"]]


def test_a_number_stays_a_number_and_nothing_stays_empty():
    assert lines([-1], [None], ["Padi"]) == [["kata"], ["-1"], [""], ["Padi"]]


def test_the_file_bears_its_name_and_the_sign_of_its_letters():
    answer = csv_response("angka-3300", ["kata"], [])
    assert answer["Content-Disposition"] == 'attachment; filename="angka-3300.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")


def lines(*rows):
    text = csv_response("berkas", ["kata"], rows).content.decode("utf-8-sig")
    return list(csv.reader(text.splitlines(keepends=True)))
