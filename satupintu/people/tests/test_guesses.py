"""Who knows only a name keeps nobody out, and nobody guesses a password in the long run."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client

from conftest import FRIDAY_MORNING, PASSWORD, SignIn
from satupintu.journal.models import Entry
from satupintu.people import guesses
from satupintu.people.actions.sign_in import Locked, failed, forget_strangers, refuse_locked
from satupintu.people.guesses import Attempt
from satupintu.people.models import Officer
from satupintu.rules import clock

HERE, THERE = "192.0.2.1", "198.51.100.7"


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    forget_strangers()
    yield
    forget_strangers()


def try_from(address: str, password: str, name: str = "dewi", client: Client | None = None) -> int:
    """The status of an attempt: 302 is in."""
    told = {"username": name, "password": password}
    return (client or Client()).post("/sign-in/", told, REMOTE_ADDR=address).status_code


def test_who_guesses_elsewhere_does_not_keep_the_officer_out(officer: Officer) -> None:
    for _ in range(7):
        assert try_from(THERE, "salah") == 400
    assert try_from(THERE, PASSWORD) == 400
    assert try_from(HERE, PASSWORD) == 302


def test_behind_one_address_the_browser_in_which_one_was_before_stays_open(
    officer: Officer, second_officer: Officer
) -> None:
    mine = Client()
    assert try_from(HERE, PASSWORD, client=mine) == 302
    assert try_from(HERE, PASSWORD, name="budi", client=mine) == 302  # a machine of two officers
    mine.post("/sign-out/")
    for _ in range(6):
        try_from(HERE, "salah")
    for n in range(20):
        failed(officer, Attempt("dewi", f"203.0.113.{n}"))
    officer.refresh_from_db()
    assert officer.locked_until
    assert try_from(HERE, PASSWORD) == 400
    assert try_from(HERE, PASSWORD, client=mine) == 302


def test_a_known_browser_is_closed_too_when_somebody_guesses_in_it(officer: Officer) -> None:
    mine = Client()
    try_from(HERE, PASSWORD, client=mine)
    mine.post("/sign-out/")
    for _ in range(5):
        try_from(HERE, "salah", client=mine)
    assert try_from(HERE, PASSWORD, client=mine) == 400
    with clock.travel(by=timedelta(minutes=16)):
        assert try_from(HERE, PASSWORD, client=mine) == 302


@pytest.mark.parametrize("cookie", ["", "x", "eyJ9:x:y", None])
def test_a_forged_mark_makes_no_browser_known(officer: Officer, cookie: str | None) -> None:
    mine = Client()
    try_from(HERE, PASSWORD, client=mine)
    stolen = mine.cookies[guesses.COOKIE].value
    other = Client()
    other.cookies[guesses.COOKIE] = stolen[:-2] + "xx" if cookie is None else cookie
    for _ in range(5):
        try_from(THERE, "salah")
    assert try_from(THERE, PASSWORD, client=other) == 400


def test_a_thousand_addresses_look_at_a_hundred_passwords_in_a_day_at_most(
    officer: Officer,
) -> None:
    first = _looked_at(officer, FRIDAY_MORNING, "203.0.113")
    second = _looked_at(officer, FRIDAY_MORNING + timedelta(days=1), "198.51.100")
    assert 20 < first <= 180
    assert second <= 25


def _looked_at(officer: Officer, begins: datetime, network: str) -> int:
    """How many passwords are looked at in a day, each from another address."""
    looked, now = 0, begins
    while now < begins + timedelta(days=1):
        with clock.travel(to=now):
            officer.refresh_from_db()
            tried = Attempt("dewi", f"{network}.{looked}")
            try:
                refuse_locked(officer, tried)
            except Locked as locked:
                now = locked.until + timedelta(seconds=1)
                continue
            failed(officer, tried)
            looked += 1
    return looked


def test_the_slow_looks_survive_a_restart(officer: Officer) -> None:
    for n in range(20):
        failed(officer, Attempt("dewi", f"203.0.113.{n}"))
    guesses.forget()  # as a restart does
    officer.refresh_from_db()
    with pytest.raises(Locked):
        refuse_locked(officer, Attempt("dewi", "203.0.113.99"))


def test_a_name_that_nobody_has_is_slowed_down_alike(officer: Officer) -> None:
    for owner, name in ((officer, "dewi"), (None, "siti")):
        for n in range(20):
            failed(owner, Attempt(name, f"203.0.113.{n}"))
        if owner:
            owner.refresh_from_db()
        with pytest.raises(Locked) as slow:
            refuse_locked(owner, Attempt(name, "203.0.113.99"))
        assert abs(slow.value.until - clock.now() - timedelta(minutes=1)) < timedelta(seconds=5)


def test_the_journal_tells_of_guessing_a_few_times_an_hour(officer: Officer) -> None:
    for n in range(100):
        failed(officer, Attempt("dewi", f"203.0.113.{n // 5}"))
    assert Entry.objects.filter(event="officer.locked").count() == 4


@pytest.mark.proves("ADM-4")
def test_an_administrator_of_the_office_opens_the_name_again(
    officer: Officer, administrator: Officer, supervisor: Officer, other_officer: Officer,
    signed_in: SignIn,
) -> None:  # fmt: skip
    for _ in range(6):
        try_from(HERE, "salah")
    assert try_from(HERE, PASSWORD) == 400
    door = f"/o/3300/settings/officers/{officer.pk}/"

    assert signed_in(supervisor).post(f"{door}open/").status_code == 403
    assert signed_in(other_officer).post(f"{door}open/").status_code == 404
    admin = signed_in(administrator)
    assert "5 kali sejak terakhir masuk." in admin.get(door).text
    assert admin.post(f"{door}open/").status_code == 302

    assert "kali sejak terakhir masuk" not in admin.get(door).text
    assert try_from(HERE, PASSWORD) == 302
    assert Entry.objects.filter(event="officer.opened", subject=f"officer:{officer.pk}").exists()


def test_noise_makes_nobody_forget_who_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "REMEMBERED", 50)
    tried = Attempt("dewi", HERE)
    for _ in range(5):
        guesses.count(tried)
    for n in range(300):
        guesses.count(Attempt(f"nama{n}", THERE))
    assert guesses.closed_until(tried)
    assert len(guesses._failures) <= 51
