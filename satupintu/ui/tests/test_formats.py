"""Moments, dates, numbers and contacts read as the house writes them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from satupintu.ui import formats

EARLY = datetime(2026, 7, 29, 2, 5, tzinfo=UTC)


@pytest.mark.proves("LAW-6")
@pytest.mark.parametrize(
    ("zone", "shown"),
    [("WIB", "09.05"), ("WITA", "10.05"), ("WIT", "11.05"), ("Asia/Jakarta", "09.05")],
)
def test_the_clock_shows_the_hour_of_the_office(zone, shown):
    assert formats.clock(EARLY, zone) == shown


@pytest.mark.proves("LAW-6")
def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="without a zone"):
        formats.clock(EARLY.replace(tzinfo=None), "WIB")


def test_without_an_office_zone_no_hour_is_guessed():
    with pytest.raises(ValueError, match="office's zone"):
        formats.clock(EARLY)
    with timezone.override("Asia/Jayapura"):
        assert (formats.clock(EARLY), formats.zone_word()) == ("11.05", "WIT")


def test_the_day_is_the_day_of_the_office():
    late = datetime(2026, 7, 28, 16, 30, tzinfo=UTC)
    assert formats.long_date(late, "WIB") == "Selasa, 28 Juli 2026"
    assert formats.long_date(late, "WIT") == "Rabu, 29 Juli 2026"
    assert formats.long_date(date(2026, 5, 1)) == "Jumat, 1 Mei 2026"


def test_dates_and_numbers_follow_the_language_but_the_clock_does_not():
    with translation.override("en"):
        assert formats.long_date(EARLY, "WIB") == "Wednesday, 29 July 2026"
        assert formats.number(1234567.5) == "1,234,567.5"
        assert formats.clock(EARLY, "WIB") == "09.05"
    assert formats.number(1234567.5) == "1.234.567,5"
    assert formats.number(86.43, 1) == "86,4"


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=59), "baru saja"),
        (timedelta(minutes=6, seconds=50), "6 menit lalu"),
        (timedelta(minutes=59, seconds=59), "59 menit lalu"),
        (timedelta(hours=23, minutes=59), "23 jam lalu"),
        (timedelta(days=2, hours=1), "2 hari lalu"),
    ],
)
def test_ago_counts_whole_units_only(passed, said):
    assert formats.ago(EARLY - passed, EARLY) == said


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("siti.r@students.undip.ac.id", "si***@students.undip.ac.id"),
        ("ab@x.id", "a***@x.id"),
        ("", ""),
        ("no address", ""),
    ],
)
def test_an_address_is_recognised_but_not_readable(address, shown):
    assert formats.masked_email(address) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("+6281567701212", "08**-****-12"),
        ("0815 6770 1212", "08**-****-12"),
        ("+60123456789", "+60**-****-89"),
        ("", ""),
    ],
)
def test_a_phone_number_keeps_its_first_and_last_digits_only(phone, shown):
    assert formats.masked_phone(phone) == shown
