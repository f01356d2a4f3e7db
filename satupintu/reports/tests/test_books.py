"""The guest book of a period and the counts of each month: what may leave, and that it adds up."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest

from satupintu.journal.models import Entry
from satupintu.offices.models import Office, ServiceVersion
from satupintu.offices.published import Published, forget
from satupintu.people.actions.persons import Told
from satupintu.people.models import Officer
from satupintu.reports.measures import Measure
from satupintu.reports.tests.test_day import MINUTE, PAGE, serve, text_of
from satupintu.rules import clock
from satupintu.ui import pdf
from satupintu.ui.tests.test_pdf import read
from satupintu.ui.tests.test_pdf import words as words_of_file
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.front_door import pass_by
from satupintu.walkin.actions.guest_book import Written, sign
from satupintu.walkin.tests.numbers import take

pytestmark = pytest.mark.django_db
JULY = {"first": "2026-07-01", "last": "2026-07-31"}
SITI = Told(name="=Siti Rahmawati", email="siti@contoh.id", phone="+6281234567890")
CLASS = Written(purposes=("Inflasi",), group_name="SMA 1 Semarang", head_count=30)


def two_visits(place: Published, officer: Officer) -> None:
    """One person who was served, and a class of thirty that waits."""
    open_desk(place, place.desks[0], officer_id=officer.pk)
    ticket = serve(place, officer, at=0)
    sign(place, ticket, SITI, Written(purposes=("PDRB",)), officer_id=officer.pk)
    sign(place, take(place), Told(name="Bu Guru"), CLASS, officer_id=officer.pk)


def workbook(client: Any, **asked: str) -> Any:
    answer = client.post(f"{PAGE}guest-book/file/", {**JULY, **asked})
    assert answer.status_code == 200
    return openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))


@pytest.mark.proves("FO-15")
def test_the_printed_list_has_names_and_no_contacts(
    place: Published, officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    two_visits(place, officer)
    text = signed_in(supervisor).post(f"{PAGE}guest-book/print/", JULY).content.decode()

    assert "2 kunjungan, 31 pengunjung." in text
    assert "Siti Rahmawati" in text
    assert "SMA 1 Semarang" in text
    assert "siti@contoh.id" not in text
    assert "6281234567890" not in text


def test_contacts_leave_only_on_purpose_and_with_a_reason(
    place: Published, officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    two_visits(place, officer)
    client = signed_in(supervisor)
    answer = client.post(f"{PAGE}guest-book/file/", {**JULY, "contacts": "on"})
    assert answer.status_code == 422
    assert "Tulis untuk apa kontak pengunjung diperlukan." in answer.content.decode()

    sheet = client.post(
        f"{PAGE}guest-book/print/", {**JULY, "contacts": "on", "reason": "Undangan rilis"}
    ).content.decode()
    assert "siti@contoh.id" in sheet
    assert "Dengan kontak, untuk: Undangan rilis" in sheet


@pytest.mark.proves("LAW-11")
def test_each_export_is_written_down_without_anybodys_name(
    place: Published, officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    client = signed_in(supervisor)
    client.post(f"{PAGE}guest-book/print/", JULY)
    workbook(client, contacts="on", reason="Undangan untuk Siti")

    written = Entry.objects.filter(event="guest_book.exported").order_by("seq")
    assert [entry.facts for entry in written] == [
        {**JULY, "what": "print", "contacts": False}, {**JULY, "what": "xlsx", "contacts": True},
    ]  # fmt: skip
    assert {entry.actor for entry in written} == {f"officer:{supervisor.pk}"}


def test_the_workbook_explains_first_and_holds_one_table_of_real_dates(
    place: Published, officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    two_visits(place, officer)
    book = workbook(signed_in(supervisor))
    table = book["Buku tamu"]
    rows = list(table.iter_rows(values_only=True))
    header = list(rows[0])

    assert book.sheetnames == ["Baca dulu", "Buku tamu"]
    assert table.freeze_panes == "A2"
    assert header[0] == "Tanggal"
    assert "E-mail" not in header
    siti, group = (dict(zip(header, row, strict=True)) for row in rows[1:])
    assert siti["Tanggal"] == datetime(2026, 7, 24)  # noqa: DTZ001 - a cell has no zone
    assert siti["Mulai dilayani"].hour == 9  # the office's clock, not UTC
    assert siti["Nama"] == "=Siti Rahmawati"
    assert table.cell(2, header.index("Nama") + 1).data_type == "s"  # not a formula
    assert (group["Rombongan"], group["Pengunjung"]) == ("SMA 1 Semarang", 30)
    about = dict(book["Baca dulu"].iter_rows(values_only=True))
    assert about["Kunjungan"].startswith("2.")
    assert about["Pengunjung"].startswith("31.")


def test_the_guest_book_as_pdf_says_what_the_sheet_says_and_is_written_down(
    place: Published, officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    two_visits(place, officer)
    answer = signed_in(supervisor).post(f"{PAGE}guest-book/print/", {**JULY, "pdf": "1"})
    assert answer["Content-Type"] == "application/pdf"
    assert "buku-tamu-3300-20260701-20260731.pdf" in answer["Content-Disposition"]
    text = words_of_file(answer.content)
    assert "2 kunjungan, 31 pengunjung." in text
    assert "SMA 1 Semarang" in text
    assert "siti@contoh.id" not in text
    assert Entry.objects.get(event="guest_book.exported").facts["what"] == "pdf"


def test_without_a_drawing_the_sheet_itself_is_there_to_be_printed(
    supervisor: Officer, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_drawn", lambda paper: None)
    client = signed_in(supervisor)
    assert "data-print" in text_of(client, f"{PAGE}counts/pdf/")
    assert "data-print" in client.post(f"{PAGE}guest-book/print/", {**JULY, "pdf": "1"}).text


def test_the_months_as_pdf_are_those_of_the_table(
    place: Published, officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    two_visits(place, officer)
    client = signed_in(supervisor)
    file = client.get(f"{PAGE}counts/pdf/?year=2026")
    text = words_of_file(file.content)
    assert 'filename="angka-3300-2026.pdf"' in file["Content-Disposition"]
    assert "Angka bulanan 2026" in text
    assert "Kunjungan: Pengunjung 0 0 0 0 0 0 31" in text
    width, height = read(file.content).pages[0].mediabox[2:]
    assert width > height
    assert "Baris buku tamu. Rombongan dihitung satu." in text


def test_a_period_the_wrong_way_round_is_explained(supervisor: Officer, signed_in: Any) -> None:
    wrong = {"first": "2026-07-24", "last": "2026-07-01"}
    answer = signed_in(supervisor).post(f"{PAGE}guest-book/print/", wrong)
    assert answer.status_code == 422
    assert "sesudah tanggal awal" in answer.content.decode()


# --- counts --------------------------------------------------------------------------------


def counted(client: Any) -> dict[tuple[str, str], tuple[str, str]]:
    """July's numbers from the CSV: (group, measure) → value and base."""
    text = client.get(f"{PAGE}counts/file/").content.decode().removeprefix("\ufeff")
    return {
        (row["kelompok"], row["ukuran"]): (row["nilai"], row["dari"])
        for row in csv.DictReader(StringIO(text))
        if row["bulan"] == "2026-07"
    }


def test_no_name_of_a_service_becomes_a_formula_in_the_counts(
    office: Office, supervisor: Officer, signed_in: Any
) -> None:
    ServiceVersion.objects.filter(service__office=office).update(short_name="=cmd|'/C calc'!A0")
    forget()
    text = signed_in(supervisor).get(f"{PAGE}counts/file/").content.decode()
    assert "cmd|" in text
    assert not any(cell.startswith("=") for row in csv.reader(StringIO(text)) for cell in row)


def test_every_count_of_the_month_comes_from_the_rows(
    place: Published, officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    two_visits(place, officer)
    with clock.offset(40 * MINUTE):
        take(place, priority=True)
    serve(place, officer, at=41, wait=20)  # the class, which came first but is not privileged
    pass_by(place, "ppid", officer_id=officer.pk)
    with clock.offset(90 * MINUTE):
        found = counted(signed_in(supervisor))

    assert found["Kunjungan", "Kunjungan"] == ("2", "")
    assert found["Kunjungan", "Pengunjung"] == ("31", "")
    assert found["Kunjungan", "Nomor diambil"] == ("4", "")
    assert found["Kunjungan", "Didahulukan"] == ("1", "4")
    assert found["Cara mengambil nomor", "Mesin antrean"] == ("4", "4")
    assert found["Standar 10 menit", "Tepat, sesudah koreksi"] == ("1", "2")
    assert found["Standar 10 menit", "Tepat, sebelum koreksi"] == ("1", "2")
    assert found["Layanan", place.services[0].short_name] == ("2", "")
    assert found["Jenis informasi", "Data"] == ("2", "")
    assert found["Hasil", "Terjawab"] == ("2", "")
    assert found["Waktu tunggu, menit", "Nomor yang dipanggil (n)"] == ("2", "")
    assert found["Waktu tunggu, menit", "Median"][0] == "31"  # 1 and 61 minutes
    assert found["Bukan layanan PST", "PPID"] == ("1", "")
    assert found["Penilaian", "Penilaian masuk"] == ("0", "")


def test_the_table_says_the_base_and_the_meaning_of_each_number(
    place: Published, officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    two_visits(place, officer)
    with clock.offset(60 * MINUTE):
        text = text_of(signed_in(supervisor), f"{PAGE}counts/")
    assert "100 % (1 dari 1)" in text
    assert "Baris buku tamu. Rombongan dihitung satu." in text
    assert "Agustus" not in text


def test_before_and_after_corrections_are_counted_apart(
    place: Published, officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    open_desk(place, place.desks[0], officer_id=officer.pk)
    serve(place, officer, at=0, wait=13)
    client = signed_in(supervisor)
    with clock.offset(60 * MINUTE):
        turn = text_of(client, f"{PAGE}turns/").split("/day/turns/")[-1].split("/")[0]
        early = {"called": "09.02", "started": "09.03", "reason": "Lupa menekan"}
        client.post(f"{PAGE}turns/{turn}/", early)
        found = counted(client)
        assert found["Standar 10 menit", "Tepat, sesudah koreksi"] == ("1", "1")
        assert found["Standar 10 menit", "Tepat, sebelum koreksi"] == ("0", "1")
        for started in (
            "09.13",
            "09.04",
        ):  # late after all, and early again: what was pressed stays
            client.post(f"{PAGE}turns/{turn}/", early | {"started": started})
        assert counted(client) == found


def test_a_share_of_nothing_is_no_figure() -> None:
    none = Measure("", "", "", lambda _month: 0, lambda _month: 0)
    assert none.read((2026, 7)) == "–"


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.proves("LAW-8")
def test_the_counts_ask_the_same_however_many_visits(
    rows: int, place: Published, officer: Officer, supervisor: Officer, signed_in: Any,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    open_desk(place, place.desks[0], officer_id=officer.pk)
    for number in range(rows):
        ticket = serve(place, officer, at=20 * number, wait=1 + 6 * number)
        sign(place, ticket, Told(name="Siti"), CLASS, officer_id=officer.pk)
    client = signed_in(supervisor)
    with clock.offset(120 * MINUTE), django_assert_num_queries(14):
        client.get(f"{PAGE}counts/")


def test_a_year_before_this_office_had_visits_is_empty_and_not_a_fault(
    supervisor: Officer, signed_in: Any
) -> None:
    client = signed_in(supervisor)
    assert "Angka bulanan 2025" in text_of(client, f"{PAGE}counts/?year=2025")
    assert f"Angka bulanan {date(2026, 1, 1).year}" in text_of(client, f"{PAGE}counts/?year=3000")
