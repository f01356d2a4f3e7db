"""Earlier guest books: columns are guessed, identity numbers dropped, twice adds nothing."""

from argparse import Namespace
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest
from django.apps import apps

from satupintu.journal.models import Entry
from satupintu.operations.command import Trouble
from satupintu.operations.commands import import_guestbook
from satupintu.operations.guest_book_columns import EarlierVisit, Refused, guess, read_row
from satupintu.people.models import Person
from satupintu.walkin.actions.retention import forget_guests

TODAY = date(2026, 7, 24)
HEADER = (
    "No", "Tanggal", "Jam", "Nama Pengunjung", "NIK", "No. HP", "E-mail", "Asal Instansi",
    "Jenis Kelamin (L/P)", "Pendidikan", "Pekerjaan", "Keperluan",
)  # fmt: skip
SITI = (
    1, date(2024, 3, 5), time(9, 15), "Siti Rahmawati", 3374016203900002, "0812-3456-7890",
    "siti@contoh.id", "Undip", "P", "S1", "Mahasiswa", "Data inflasi 2019-2023",
)  # fmt: skip
RUDI = (
    2, "6 Maret 2024", None, "Rudi Hermawan", None, 81390001111, None, "PT Maju", "L", "SMA",
    "Karyawan swasta", "KTP 3374016203900002, minta kode KBLI",
)  # fmt: skip
NOBODY = (3, "07/03/2024", None, None, None, None, None, None, None, None, None, "Tanya")
WHEN = (4, "kapan-kapan", None, "Maya Puspita", *[None] * 8)
LATER = (5, date(2030, 1, 1), None, "Joko Susilo", *[None] * 8)


@pytest.fixture
def file(tmp_path) -> Path:
    return written(tmp_path / "buku.xlsx", SITI, RUDI, NOBODY, WHEN, LATER)


def written(path: Path, *rows) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [("BUKU TAMU PST 2024",), (), HEADER, *rows]:
        sheet.append(row)
    book.save(path)
    return path


def imported(file: Path, **changes) -> int:
    options = {"office": "3300", "dry_run": False, "map": None, "sheet": None, "refused": None,
               "older_too": True}  # fmt: skip
    return import_guestbook.command(Namespace(file=file, **{**options, **changes}))


def all_entries():
    # By name: tables of the hall are imported by nobody else.
    return list(apps.get_model("walkin", "GuestBookEntry").objects.order_by("day", "pk"))


def test_columns_are_found_by_their_usual_names():
    assert {field: HEADER[place] for field, place in guess(HEADER).items()} == {
        "day": "Tanggal", "time": "Jam", "name": "Nama Pengunjung", "phone": "No. HP",
        "email": "E-mail", "institution": "Asal Instansi", "sex": "Jenis Kelamin (L/P)",
        "education": "Pendidikan", "occupation": "Pekerjaan", "purpose": "Keperluan",
    }  # fmt: skip


def test_a_row_is_read_into_the_codes_of_the_survey():
    assert read_row(SITI, guess(HEADER), TODAY) == EarlierVisit(
        date(2024, 3, 5), time(9, 15), "Siti Rahmawati", "siti@contoh.id", "+6281234567890",
        "Undip", sex="2", education="3", occupation="1", purpose="Data inflasi 2019-2023",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written_as", "means"),
    [("24/07/2025", 24), ("24-7-2025", 24), ("2025-07-24 08:10", 24), ("3 Juli 2025", 3)],
)
def test_dates_are_read_as_indonesians_write_them(written_as, means):
    visit = read_row((written_as, "Siti Aminah"), {"day": 0, "name": 1}, TODAY)
    assert visit.day == date(2025, 7, means)


@pytest.mark.parametrize("wrong", ["31/02/2025", "besok", "", None, "01/01/1900"])
def test_a_day_that_cannot_be_is_refused(wrong):
    with pytest.raises(Refused, match="date"):
        read_row((wrong, "Siti Aminah"), {"day": 0, "name": 1}, TODAY)


@pytest.mark.parametrize("wrong", ["124/07/2025", "24/07/20255", "2025-07-245"])
def test_a_day_with_a_digit_too_many_is_no_day_with_one_digit_less(wrong):
    with pytest.raises(Refused, match="date"):
        read_row((wrong, "Siti Aminah"), {"day": 0, "name": 1}, TODAY)


def heads(written_as) -> int:
    columns = {"day": 0, "name": 1, "head_count": 2}
    return read_row(("24/07/2025", "SMA 3", written_as), columns, TODAY).head_count


@pytest.mark.parametrize(
    ("written_as", "means"),
    [
        (None, 1), ("", 1), (" - ", 1), (3, 3), (3.0, 3), ("3", 3), ("3 orang", 3),
        ("30 Siswa", 30), ("3 (tiga) orang", 3), ("3(tiga)", 3), ("12 org.", 12),
    ],
)  # fmt: skip
def test_a_head_count_is_read_as_people_write_it(written_as, means):
    assert heads(written_as) == means


@pytest.mark.parametrize(
    "wrong",
    ["-3", -3, "3-4", date(2026, 4, 3), 2.5, "2,5", 0, "0", "banyak", "1000", "L 2 P 3", "3+4"],
)
def test_a_head_count_that_can_be_read_two_ways_is_refused(wrong):
    with pytest.raises(Refused, match="head count"):
        heads(wrong)


@pytest.mark.usefixtures("office")
def test_good_rows_come_in_marked_as_imported(file):
    assert imported(file) == 0
    siti, rudi = all_entries()
    assert (siti.imported, siti.ticket, siti.day) == (True, None, date(2024, 3, 5))
    assert siti.signed_at.isoformat() == "2024-03-05T02:15:00+00:00"
    assert (siti.person.name, siti.person.email) == ("Siti Rahmawati", "siti@contoh.id")
    assert siti.person.imported
    assert (rudi.person.phone, rudi.person.sex) == ("+6281390001111", "1")


@pytest.mark.usefixtures("office")
def test_identity_numbers_are_nowhere_afterwards(file):
    imported(file)
    kept = [*Person.objects.values_list(), *(vars(entry) for entry in all_entries())]
    assert "3374016203900002" not in str(kept)
    assert "minta kode KBLI" in str(kept)


@pytest.mark.usefixtures("office")
def test_refused_rows_are_told_with_number_and_reason_and_nothing_else(file):
    imported(file)
    told = file.with_suffix(".refused.csv").read_text().splitlines()
    assert told == [
        "row,reason",
        "6,no name",
        "7,the date cannot be read; write it like 24/07/2025",
        "8,the date is in the future",
    ]


@pytest.mark.usefixtures("office")
def test_the_same_file_twice_adds_nothing(file, capsys):
    imported(file)
    before = list(Person.objects.values_list()), len(all_entries())
    imported(file)
    assert (list(Person.objects.values_list()), len(all_entries())) == before
    assert "0 visits added (0 new persons), 2 were there already" in capsys.readouterr().out


@pytest.mark.usefixtures("office")
def test_two_visits_of_a_day_stay_two_and_somebody_without_contact_too(tmp_path):
    bare = (6, "06/03/2024", None, "Lia Anggraini", *[None] * 8)
    file = written(tmp_path / "twins.xlsx", SITI, SITI, bare, bare)
    for _ in range(2):
        imported(file)
    assert len(all_entries()) == 4


@pytest.mark.usefixtures("office")
def test_who_is_known_by_email_or_telephone_is_not_written_down_anew(file, tmp_path):
    imported(file)
    again = (9, "08/04/2025", None, "Siti R.", None, None, "SITI@contoh.id", *[None] * 5)
    phone = (9, "09/04/2025", None, "Pak Rudi", None, "+62 813 9000 1111", *[None] * 6)
    imported(written(tmp_path / "2025.xlsx", again, phone))
    assert Person.objects.count() == 2
    assert len(all_entries()) == 4


@pytest.mark.usefixtures("office")
def test_a_dry_run_tells_the_same_and_writes_nothing(file, capsys):
    imported(file, dry_run=True)
    told = capsys.readouterr().out
    assert "2 visits would be added (2 new persons)" in told
    assert "NIK" in told
    assert "dropped: identity numbers are never kept" in told
    assert not Person.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("office")
def test_a_mapping_names_columns_that_cannot_be_guessed(tmp_path):
    book = openpyxl.Workbook()
    for row in [("Kapan", "Siapa", "Apa"), ("24/07/2025", "Siti Aminah", "PDRB")]:
        book.worksheets[0].append(row)
    book.save(tmp_path / "odd.xlsx")
    with pytest.raises(Trouble, match="Name them with --map"):
        imported(tmp_path / "odd.xlsx")
    mapping = tmp_path / "map.json"
    mapping.write_text('{"day": "Kapan", "name": "Siapa", "purpose": "Apa"}')
    imported(tmp_path / "odd.xlsx", map=mapping)
    assert [(e.person.name, e.purpose_text) for e in all_entries()] == [("Siti Aminah", "PDRB")]


@pytest.mark.usefixtures("office")
def test_a_column_of_identity_numbers_cannot_be_mapped(file, tmp_path):
    mapping = tmp_path / "map.json"
    mapping.write_text('{"purpose": "NIK"}')
    with pytest.raises(Trouble, match="never kept"):
        imported(file, map=mapping)


@pytest.mark.usefixtures("office")
def test_the_journal_knows_of_an_import_without_any_name(file):
    imported(file)
    entry = Entry.objects.get(event="guest_book.imported")
    assert entry.facts == {"rows": 2}


def test_a_file_that_is_no_spreadsheet_is_refused_with_words(office, tmp_path):
    (tmp_path / "buku.xlsx").write_text("bukan lembar kerja")
    with pytest.raises(Trouble, match="cannot be read as XLSX"):
        imported(tmp_path / "buku.xlsx")


OLD = (6, date(2024, 6, 28), None, "Lama Sekali", None, "0812-9999-7890", *[None] * 6)
NEWER = (7, date(2024, 7, 1), None, "Masih Baru", None, "0812-9999-7891", *[None] * 6)


@pytest.mark.usefixtures("office")
def test_rows_whose_names_would_be_erased_tomorrow_need_agreement(tmp_path, capsys):
    file = written(tmp_path / "lama.xlsx", OLD, NEWER)
    with pytest.raises(Trouble, match="1 rows are older than 2024-07-01") as refused:
        imported(file, older_too=False)
    assert "--older-too" in str(refused.value)
    assert not Person.objects.exists()

    assert imported(file, dry_run=True, older_too=False) == 0
    assert "erases those of these rows" in capsys.readouterr().out
    assert imported(file, older_too=True) == 0
    assert Person.objects.count() == 2


@pytest.mark.usefixtures("office")
def test_a_row_erased_meanwhile_does_not_come_twice(tmp_path, place, capsys):
    file = written(tmp_path / "lama.xlsx", OLD, NEWER)
    imported(file, older_too=True)
    forget_guests(place)
    forget_guests(place)
    assert Person.objects.get().name == "Masih Baru"

    imported(file, older_too=True)
    assert "0 visits added" in capsys.readouterr().out
    assert Person.objects.get().name == "Masih Baru"
    assert len(all_entries()) == 2
