"""Hours, seasons, holidays and single days: the effect first, from a day on, never the past."""

from datetime import date, timedelta

import pytest

from conftest import FRIDAY_MORNING
from satupintu.journal.models import Entry
from satupintu.offices.actions import hours as act
from satupintu.offices.actions.dates import PastDay
from satupintu.offices.actions.founding import found_office
from satupintu.offices.actions.holidays import NotOurs
from satupintu.offices.models import (
    Holiday,
    HolidayYear,
    HoursVersion,
    Level,
    Office,
    Season,
    SpecialDay,
)
from satupintu.offices.published import forget, published, read
from satupintu.rules import clock
from satupintu.rules.working_time import WorkingCalendar
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.tests.numbers import take

TODAY = FRIDAY_MORNING.date()
NEXT_FRIDAY = TODAY + timedelta(days=7)


def hours(room_or_day="24-07-2026", friday=(("08.00", "11.30"), ("13.30", "16.30")), **more):
    answers = {"valid_from": room_or_day, **more}
    for day in range(4):
        answers[f"day_{day}_opens"], answers[f"day_{day}_closes"] = ["08.00", "13"], ["12", "15:30"]
    answers["day_4_opens"] = [opens for opens, _ in friday]
    answers["day_4_closes"] = [closes for _, closes in friday]
    return answers


def closes(seen_on: date, day: date) -> str:
    """When the office closes on a day, as known on another day."""
    closing = as_of(seen_on).closing(day)
    return f"{closing:%H.%M}" if closing else "tutup"


def effect_then_save(client, room, answers):
    """The effect's lines, and the answer to saving what was seen."""
    shown = client.post(f"/o/3300/settings/{room}", answers)
    assert shown.status_code == 200, shown.context["form"].errors
    seen = {"seen": shown.context["fingerprint"]}
    return shown.context["effect"], client.post(f"/o/3300/settings/{room}", {**answers, **seen})


def as_of(day: date) -> WorkingCalendar:
    forget()
    moment = FRIDAY_MORNING + (day - TODAY)
    return read(Office.objects.get(code="3300"), moment).calendar


@pytest.mark.proves("ADM-1", "ADM-2")
def test_the_effect_of_new_friday_hours_is_shown_and_nothing_is_saved_yet(
    signed_in, administrator, office
):
    client = signed_in(administrator)
    answer = client.post("/o/3300/settings/hours/", hours("31-07-2026"))
    told = " ".join(answer.context["effect"])
    assert (
        "Jumat, 31 Juli 2026: 08.00–11.30 dan 13.00–16.00 menjadi 08.00–11.30 dan 13.30–16.30"
        in told
    )
    assert "0 nomor menunggu sekarang: 0 tenggat mundur, 0 maju." in told
    assert "berubah Jumat, 31 Juli 2026 pukul 00.00" in told
    assert 'role="status"' in answer.text
    assert HoursVersion.objects.filter(office=office).count() == 1


@pytest.mark.proves("ADM-1", "LAW-7")
def test_saved_hours_begin_on_their_day_and_leave_the_days_before_alone(
    signed_in, administrator, office
):
    _lines, answer = effect_then_save(signed_in(administrator), "hours/", hours("31-07-2026"))
    assert answer.status_code == 302
    assert (closes(TODAY, TODAY), closes(TODAY, NEXT_FRIDAY)) == ("16.00", "16.30")
    entry = Entry.objects.get(event="office.hours_set")
    assert (entry.actor, entry.facts) == (
        f"officer:{administrator.pk}",
        {"valid_from": "2026-07-31"},
    )


@pytest.mark.proves("ADM-1")
def test_changing_an_answer_after_the_effect_shows_the_new_effect_instead_of_saving(
    signed_in, administrator, office
):
    client = signed_in(administrator)
    seen = client.post("/o/3300/settings/hours/", hours()).context["fingerprint"]
    answer = client.post("/o/3300/settings/hours/", {**hours("31-07-2026"), "seen": seen})
    assert answer.context["effect"]
    assert HoursVersion.objects.filter(office=office).count() == 1


@pytest.mark.proves("ADM-1")
def test_the_clock_of_somebody_who_waits_is_in_the_effect(
    signed_in, administrator, office, officer
):
    """Breaks stop the clock: whoever waits at 09.00 is due later when a break begins at 09.05."""
    place = published(office.code)
    open_desk(place, place.desks[0], officer_id=officer.pk)
    take(place)
    friday = [("08.00", "09.05"), ("09.20", "16.00")]
    answer = signed_in(administrator).post("/o/3300/settings/hours/", hours(friday=friday))
    assert "1 nomor menunggu sekarang: 1 tenggat mundur, 0 maju." in answer.context["effect"]


@pytest.mark.proves("LAW-7")
def test_hours_cannot_begin_on_a_day_that_is_over(signed_in, administrator, office):
    _lines, answer = effect_then_save(signed_in(administrator), "hours/", hours("23-07-2026"))
    assert answer.status_code == 400
    assert "Pilih Jumat, 24 Juli 2026 atau sesudahnya" in answer.text
    with pytest.raises(PastDay):
        act.set_hours(office, {"0": [["08:00", "12:00"]]}, valid_from=date(2026, 7, 1), by=1)


@pytest.mark.parametrize(
    ("friday", "words"),
    [
        ([("08.00", "07.00")], "Jam tutup 07.00 harus sesudah jam buka 08.00."),
        ([("08.00", "12.00"), ("11.00", "16.00")], "Dua bagian bertumpuk di pukul 11.00."),
        ([("pagi", "12.00")], "Tulis jam seperti 08.00"),
        ([("08.00", "")], "Tulis jam seperti 08.00"),
        ([("25.00", "26.00")], "Tulis jam seperti 08.00"),
    ],
)
@pytest.mark.proves("ADM-2", "ADM-10")
def test_what_is_wrong_with_hours_is_told_beside_the_day_and_kept(
    signed_in, administrator, friday, words
):
    answer = signed_in(administrator).post("/o/3300/settings/hours/", hours(friday=friday))
    assert answer.status_code == 400
    assert answer.text.count(words) == 2  # in the summary and beside the day
    assert 'href="#id_day_4"' in answer.text
    assert f'value="{friday[0][0]}"' in answer.text
    assert "<title>Kesalahan:" in answer.text


@pytest.mark.proves("ADM-2")
def test_a_day_takes_as_many_parts_as_it_has(signed_in, administrator, office):
    client = signed_in(administrator)
    more = client.post("/o/3300/settings/hours/", {**hours(), "more": "day_4"})
    assert more.text.count('name="day_4_opens"') == 3
    friday = [("08.00", "10.00"), ("10.15", "11.30"), ("13.00", "16.00")]
    _lines, answer = effect_then_save(client, "hours/", hours(friday=friday))
    assert answer.status_code == 302
    assert len(as_of(TODAY).hours_on(TODAY)) == 3


def test_planned_hours_are_taken_back_and_those_in_force_are_not(signed_in, administrator, office):
    client = signed_in(administrator)
    effect_then_save(client, "hours/", hours("31-07-2026"))
    in_force, planned = HoursVersion.objects.filter(office=office).order_by("valid_from")
    for version in (in_force, planned):
        client.post(f"/o/3300/settings/hours/{version.pk}/withdraw/")
    assert list(HoursVersion.objects.filter(office=office)) == [in_force]


@pytest.mark.proves("ADM-2")
def test_a_season_has_its_own_week_and_two_seasons_do_not_meet(signed_in, administrator, office):
    client = signed_in(administrator)
    ramadan = {**hours(), "name": "Ramadan 1448 H", "first": "03-08-2026", "last": "28-08-2026"}
    lines, answer = effect_then_save(client, "hours/season/", ramadan)
    assert answer.status_code == 302
    assert "Jumat, 7 Agustus 2026" in " ".join(lines)
    assert closes(TODAY, date(2026, 8, 7)) == "16.30"
    second = {**ramadan, "name": "Lain", "first": "28-08-2026", "last": "30-08-2026"}
    _lines, answer = effect_then_save(client, "hours/season/", second)
    assert "Bertumpuk dengan Ramadan 1448 H" in answer.text


def test_a_running_season_ends_and_a_past_one_stays(office, administrator):
    week = {"0": [["08:00", "12:00"]]}
    running = act.plan_season(office, "R", TODAY, NEXT_FRIDAY, week, by=administrator.pk)
    with clock.travel(by=timedelta(days=3)):
        act.end_season(running, by=administrator.pk)
        assert Season.objects.get().last == TODAY + timedelta(days=2)
    with clock.travel(by=timedelta(days=30)), pytest.raises(PastDay):
        act.end_season(Season.objects.get(), by=administrator.pk)


@pytest.mark.proves("ADM-2")
def test_a_local_closing_and_a_special_opening(signed_in, administrator, office):
    client = signed_in(administrator)
    closing = {"day": "27-07-2026", "reason": "Hari jadi", "hours_opens": "", "hours_closes": ""}
    lines, answer = effect_then_save(client, "holidays/", closing)
    assert "Senin, 27 Juli 2026: 08.00–12.00 dan 13.00–15.30 menjadi tutup." in lines
    assert answer.status_code == 302
    opening = {"day": "17-08-2026", "reason": "Pameran", "hours_opens": "09", "hours_closes": "12"}
    effect_then_save(client, "holidays/", opening)
    assert as_of(TODAY).hours_on(date(2026, 7, 27)) == ()
    assert len(as_of(TODAY).hours_on(date(2026, 8, 17))) == 1
    year = client.get("/o/3300/settings/holidays/2026/").text
    assert "tutup setempat: Hari jadi" in year
    assert "kantor tetap buka: Pameran" in year
    special = SpecialDay.objects.get(reason="Hari jadi")
    client.post(f"/o/3300/settings/holidays/days/{special.pk}/remove/")
    assert SpecialDay.objects.count() == 1


@pytest.mark.proves("ADM-2", "LAW-14")
def test_a_year_is_loaded_from_a_decree_and_not_without_one(signed_in, administrator, office):
    client = signed_in(administrator)
    page = client.get("/o/3300/settings/holidays/2028/")
    assert "Tahun ini belum dimuat" in page.text
    assert not HolidayYear.objects.filter(year=2028).exists()
    days = "2028-01-01; libur nasional; Tahun Baru\n17-08-2028; libur nasional; Kemerdekaan"
    without = client.post("/o/3300/settings/holidays/2028/", {"decree": "", "days": days})
    assert "Tanpa SKB, tahun tidak dimuat." in without.text
    told = {"decree": "SKB 1/2027", "days": days}
    lines, answer = effect_then_save(client, "holidays/2028/", told)
    assert "2 hari libur di tahun 2028." in lines
    assert answer.status_code == 302
    assert {row.decree for row in Holiday.objects.filter(day__year=2028)} == {"SKB 1/2027"}


def test_where_the_centre_is_it_alone_changes_a_year_that_is_loaded(
    signed_in, administrator, office
):
    found_office(code="0000", name="BPS Pusat", zone="WIB", level=Level.HEADQUARTERS)
    client = signed_in(administrator)
    told = {"decree": "SKB 1/2027", "days": "2028-01-01; libur nasional; Tahun Baru"}
    assert effect_then_save(client, "holidays/2028/", told)[1].status_code == 302  # for all
    page = client.get("/o/3300/settings/holidays/2028/").text
    assert "perubahannya dimuat oleh BPS Pusat" in page
    assert 'name="decree"' not in page
    client.post("/o/3300/settings/holidays/2028/", told | {"decree": "SKB sendiri", "seen": "x"})
    with pytest.raises(NotOurs):
        act.load_holidays(office, 2028, "SKB sendiri", [], by=administrator.pk)
    assert HolidayYear.objects.get(year=2028).decree == "SKB 1/2027"
    assert Holiday.objects.filter(day__year=2028).count() == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("besok", "belum berisi tanggal; jenis; nama"),
        ("2028-02-30; libur nasional; X", "tidak ada di kalender"),
        ("2027-01-01; libur nasional; X", "bukan di tahun 2028"),
        ("2028-01-01; pesta; X", "bukan jenis yang dikenal"),
    ],
)
def test_lines_that_are_no_holiday_are_told(signed_in, administrator, line, words):
    told = {"decree": "SKB 1/2027", "days": line}
    answer = signed_in(administrator).post("/o/3300/settings/holidays/2028/", told)
    assert answer.status_code == 400
    assert words in answer.text


@pytest.mark.proves("LAW-7")
def test_an_amended_decree_changes_no_day_that_is_over(signed_in, administrator, office):
    before = set(Holiday.objects.filter(day__lt=TODAY).values_list("day", flat=True))
    told = {"decree": "SKB perubahan", "days": "2026-12-24; cuti bersama; Natal"}
    lines, _answer = effect_then_save(signed_in(administrator), "holidays/2026/", told)
    assert any("Tidak lagi libur" in line and "Desember 2026" in line for line in lines)
    assert set(Holiday.objects.filter(day__lt=TODAY).values_list("day", flat=True)) == before
    after = Holiday.objects.filter(day__gte=TODAY).values_list("day", flat=True)
    assert list(after) == [date(2026, 12, 24)]


@pytest.mark.proves("ADM-2")
def test_a_file_is_read_into_the_form_to_be_looked_at_first(signed_in, administrator, tmp_path):
    file = tmp_path / "skb.csv"
    file.write_text("2028-01-01;libur nasional;Tahun Baru\n", encoding="utf-8")
    with file.open("rb") as opened:
        told = {"decree": "SKB 1/2027", "days": "", "file": opened}
        answer = signed_in(administrator).post("/o/3300/settings/holidays/2028/", told)
    assert "2028-01-01;libur nasional;Tahun Baru" in answer.text
    assert not HolidayYear.objects.filter(year=2028).exists()
