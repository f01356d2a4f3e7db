"""Corrections, closing, roster and paper on the supervisor's pages: typed, refused, explained."""

from datetime import date
from typing import Any

import pytest

from satupintu.offices.published import Published, published
from satupintu.people.models import Officer
from satupintu.reports.tests.test_day import MINUTE, PAGE, serve, text_of
from satupintu.rules import clock
from satupintu.walkin.actions.duty import open_desk
from satupintu.walkin.actions.hall import keep
from satupintu.walkin.actions.paper import print_slips
from satupintu.walkin.queries.day import left_open, turns_today
from satupintu.walkin.queries.paper import printed
from satupintu.walkin.queries.roster import week_of
from satupintu.walkin.queries.turns import corrections_of
from satupintu.walkin.tests.numbers import take

pytestmark = pytest.mark.django_db
CLASS = {"head_count": "30", "group_name": "SMA 1"}
WIDE = {"day": "2026-07-24", "took": "9.02", "name": "Siti", **CLASS}


# --- corrections --------------------------------------------------------------------------------


def test_a_supervisor_sets_a_start_right_and_sees_both_values(
    place: Published, officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    open_desk(place, place.desks[0], officer_id=officer.pk)
    serve(place, officer, at=0, wait=13)
    [turn] = turns_today(place)
    client = signed_in(supervisor)
    with clock.offset(30 * MINUTE):
        form = {"called": "09.13", "started": "9:16", "ended": "09.18", "ending": "finished"}
        answer = client.post(f"{PAGE}turns/{turn.pk}/", {**form, "reason": ""})
        assert answer.status_code == 422
        assert "Tulis alasannya." in answer.content.decode()

        client.post(f"{PAGE}turns/{turn.pk}/", {**form, "reason": "Lupa menekan mulai"})
        text = text_of(client, f"{PAGE}turns/{turn.pk}/")

    assert "<td>Jam mulai dilayani</td><td>09.13</td><td>09.16</td>" in text
    assert [row.field for row in corrections_of(turn)] == [
        "started_at"
    ]  # 09.13 was left as it stood


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"started": "8.59"}, "Jam mulai lebih awal daripada jam dipanggil."),
        ({"ended": "12.00"}, "Jam yang ditulis belum terjadi."),
        ({"started": "pagi"}, "Tulis jam dengan angka, misalnya 09.05."),
        ({}, "Belum ada jam yang berbeda dari catatan."),
    ],
)
def test_a_time_that_cannot_be_is_explained_and_what_was_typed_stays(
    answers: dict[str, str], words: str, place: Published, officer: Officer, supervisor: Officer,
    signed_in: Any,
) -> None:  # fmt: skip
    open_desk(place, place.desks[0], officer_id=officer.pk)
    serve(place, officer, at=0)
    [turn] = turns_today(place)
    with clock.offset(30 * MINUTE):
        typed = {"called": "", "ending": "finished", "reason": "Lupa menekan", **answers}
        answer = signed_in(supervisor).post(f"{PAGE}turns/{turn.pk}/", typed)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert text.count(words) == 2 if answers.keys() & {"started"} else words in text
    assert 'value="Lupa menekan"' in text
    assert not corrections_of(turn)


def test_officers_see_and_correct_their_own_turns_only(
    place: Published,
    officer: Officer,
    second_officer: Officer,
    receptionist: Officer,
    signed_in: Any,
) -> None:
    open_desk(place, place.desks[0], officer_id=officer.pk)
    serve(place, officer, at=0)
    [turn] = turns_today(place)
    own, others = signed_in(officer), signed_in(second_officer)
    with clock.offset(30 * MINUTE):
        assert "Koreksi A-001" in text_of(own, f"{PAGE}turns/")
        assert own.get(f"{PAGE}turns/{turn.pk}/").status_code == 200
        assert "Koreksi A-001" not in text_of(others, f"{PAGE}turns/")
        assert others.get(f"{PAGE}turns/{turn.pk}/").status_code == 403
        assert signed_in(receptionist).get(f"{PAGE}turns/").status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.proves("LAW-8")
def test_the_list_of_turns_asks_the_same_however_many(
    rows: int, place: Published, officer: Officer, supervisor: Officer, signed_in: Any,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    open_desk(place, place.desks[0], officer_id=officer.pk)
    for number in range(rows):
        serve(place, officer, at=20 * number)
    client = signed_in(supervisor)
    with clock.offset(90 * MINUTE), django_assert_num_queries(4):
        client.get(f"{PAGE}turns/")


# --- closing ------------------------------------------------------------------------------------


@pytest.mark.proves("STD-WALKIN-8")
def test_a_day_is_closed_when_every_open_number_has_its_reason(
    place: Published, supervisor: Officer, signed_in: Any
) -> None:
    one, two = take(place), take(place)
    client = signed_in(supervisor)
    given = {f"reason-{one.pk}": "went_home", "remarks": "Hujan deras"}
    answer = client.post(f"{PAGE}close/", given)
    assert answer.status_code == 422
    assert answer.content.decode().count("Pilih alasan untuk A-002.") == 2
    assert "Hujan deras" in answer.content.decode()
    assert len(left_open(place.office.pk, place.day)) == 2

    long = {**given, f"reason-{two.pk}": "twice", "remarks": "Hujan " + "x" * 2000}
    refused = client.post(f"{PAGE}close/", long).content.decode()
    assert refused.count("Tulisan ini 2.006 huruf; paling banyak 2.000 huruf.") == 2
    assert long["remarks"] in refused
    assert len(left_open(place.office.pk, place.day)) == 2

    client.post(f"{PAGE}close/", {**given, f"reason-{two.pk}": "twice"})
    text = text_of(client)
    assert "2 nomor ditutup dengan alasan." in text
    assert "Hari ini sudah ditutup pukul 09.00 WIB." in text
    assert left_open(place.office.pk, place.day) == []

    client.post(f"{PAGE}reopen/")
    assert "Hari ini sudah ditutup" not in text_of(client)


@pytest.mark.proves("STD-WALKIN-8")
def test_a_forgotten_day_is_told_until_somebody_says_why(
    place: Published, supervisor: Officer, signed_in: Any
) -> None:
    take(place)
    with clock.offset(3 * 24 * 3600.0):
        keep(published("3300"))
        client = signed_in(supervisor)
        text = text_of(client)
        assert "Jumat, 24 Juli 2026 tidak ditutup." in text
        assert '1 nomor yang masih terbuka ditutup dengan alasan "tidak ditutup".' in text
        long = "Rapat " + "x" * 2000
        refused = client.post(f"{PAGE}remark/", {"remarks": long})
        assert refused.status_code == 422
        assert "Tulisan ini 2.006 huruf; paling banyak 2.000 huruf." in refused.content.decode()
        assert f'value="{long}"' in refused.content.decode()
        client.post(f"{PAGE}remark/", {"remarks": "Rapat sampai malam"})
        assert "tidak ditutup." not in text_of(client)


def test_a_forgotten_day_is_not_hidden_by_a_later_one_or_by_numbers_that_nobody_took(
    place: Published, supervisor: Officer, signed_in: Any
) -> None:
    take(place)
    with clock.offset(3 * 24 * 3600.0):
        keep(published("3300"))
        take(published("3300"))
    with clock.offset(4 * 24 * 3600.0):
        keep(published("3300"))
        library = place.service("library")
        assert library
        print_slips(published("3300"), library, day=date(2026, 7, 28), count=1)
    with clock.offset(13 * 24 * 3600.0):
        keep(published("3300"))
        client = signed_in(supervisor)
        for day in ("Senin, 27 Juli 2026", "Jumat, 24 Juli 2026"):
            assert f"{day} tidak ditutup." in text_of(client)
            client.post(f"{PAGE}remark/", {"remarks": "Listrik padam"})
        assert "tidak ditutup." not in text_of(client)


# --- roster -------------------------------------------------------------------------------------


def test_a_week_is_filled_in_and_copied(
    place: Published, officer: Officer, second_officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    client, desk = signed_in(supervisor), place.desks[0].id
    week = f"{PAGE}roster/?week=2026-07-27"
    client.post(week, {f"2026-07-27.{desk}": officer.pk, "2026-07-28.depan": second_officer.pk})
    client.post(f"{PAGE}roster/copy/?week=2026-08-03")

    planned = week_of(place, date(2026, 8, 3)).planned
    assert {(day.day, desk_id): shift.officer for (day, desk_id), shift in planned.items()} == {
        (3, desk): officer, (4, None): second_officer,
    }  # fmt: skip


def test_an_officer_at_two_desks_is_told_and_nothing_is_saved(
    place: Published, officer: Officer, other_officer: Officer, supervisor: Officer, signed_in: Any
) -> None:
    one, two, three = (desk.id for desk in place.desks[:3])
    typed = {f"2026-07-27.{desk}": officer.pk for desk in (one, two)}
    typed[f"2026-07-27.{three}"] = other_officer.pk  # of another office: not among those to choose
    answer = signed_in(supervisor).post(f"{PAGE}roster/?week=2026-07-27", typed)

    assert answer.status_code == 422
    assert (
        "Dewi Lestari dijadwalkan di dua meja pada Senin, 27 Juli 2026." in answer.content.decode()
    )
    assert week_of(place, date(2026, 7, 27)).planned == {}


# --- paper --------------------------------------------------------------------------------------


def test_slips_are_printed_and_a_visit_keyed_in(
    place: Published, officer: Officer, receptionist: Officer, signed_in: Any
) -> None:
    client = signed_in(receptionist)
    wanted = {"service": "consultation", "day": "2026-07-24", "count": "2"}
    sheet = client.post(f"{PAGE}paper/", wanted)
    assert "A-501" in text_of(client, sheet["Location"])

    visit = {
        **WIDE, "code": "a501", "desk": str(place.desks[0].number), "officer": officer.pk,
        "called": "09.05", "started": "0906", "finished": "09.20", "result": "answered",
        "about": ["data"],
    }  # fmt: skip
    with clock.offset(60 * MINUTE):
        answer = client.post(f"{PAGE}paper/visit/", visit)
        assert answer.status_code == 302
        assert "A-501 tersimpan, disalin dari kertas." in text_of(client, answer["Location"])
        assert [row["unused"] for row in printed(place)] == [1]
        again = client.post(f"{PAGE}paper/visit/", visit)
    assert again.status_code == 422
    assert "sudah disalin" in again.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"called": ""}, "Tulis jam dipanggil."),
        ({"code": "501"}, "Tulis nomor di karcis, misalnya A-501."),
        ({"name": "Siti 3374010101900001"}, "Jangan tulis NIK"),
        ({"started": "09.30"}, "Urutkan jamnya"),
        ({"code": "A-502"}, "bukan karcis kertas"),
    ],
)
def test_what_paper_cannot_say_is_explained(
    changes: dict[str, str], words: str, place: Published, officer: Officer, supervisor: Officer,
    signed_in: Any,
) -> None:  # fmt: skip
    client = signed_in(supervisor)
    client.post(f"{PAGE}paper/", {"service": "consultation", "day": "2026-07-24", "count": "1"})
    visit = {
        **WIDE, "code": "A-500", "desk": str(place.desks[0].number), "officer": officer.pk,
        "called": "09.05", "started": "09.06", "finished": "09.20", "result": "answered", **changes,
    }  # fmt: skip
    with clock.offset(60 * MINUTE):
        answer = client.post(f"{PAGE}paper/visit/", visit)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_slips_of_a_closed_day_or_more_than_the_reserve_holds_are_refused_in_words(
    place: Published, supervisor: Officer, signed_in: Any
) -> None:
    client = signed_in(supervisor)
    for day, count, words in (
        ("2026-07-24", "37", "dari 1 sampai 36"),
        ("2026-07-24", "banyak", "dari 1 sampai 36"),
        ("2026-07-25", "5", "Kantor tutup hari itu (Sabtu)."),
    ):
        wanted = {"service": "consultation", "day": day, "count": count}
        assert words in client.post(f"{PAGE}paper/", wanted).content.decode()
    assert printed(place) == []
