"""A code beside the password: set up once, asked for, recovered from paper."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from conftest import FRIDAY_MORNING, PASSWORD
from satupintu.journal.models import Entry
from satupintu.people.access import may_follow
from satupintu.people.actions import accounts, second_factor
from satupintu.people.models import OneTimeCode
from satupintu.rules import clock

NEW = "tiga ekor kucing hitam"


def code_now(device, steps: int = 0) -> str:
    """The application's code; the library forbids one twice, so tests take neighbours."""
    return f"{totp(device.bin_key, t0=-steps * 30):06d}"


@pytest.fixture
def enrolled(administrator, friday_morning):
    """An administrator with an authenticator; `recovery` are the codes on paper."""
    device = second_factor.begin(administrator)
    recovery = second_factor.confirm(administrator, code_now(device, -1))
    device.refresh_from_db()
    administrator.device, administrator.recovery = device, recovery
    return administrator


def sign_in(name="admin", **more) -> Any:
    client: Any = Client()
    client.answer = client.post("/sign-in/", {"username": name, "password": PASSWORD, **more})
    return client


def a_while_passes() -> None:
    """The library's own clock cannot be travelled: its last failure is a minute ago."""
    TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(minutes=1))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_password_alone_does_not_open_an_account_with_a_second_factor(enrolled):
    client = sign_in(next="/o/3300/settings/")
    assert client.answer["Location"] == "/second-factor/?next=%2Fo%2F3300%2Fsettings%2F"
    assert not is_in(client)
    answer = client.post(client.answer["Location"], {"code": code_now(enrolled.device)})
    assert answer["Location"] == "/o/3300/settings/"
    assert is_in(client)


def test_a_wrong_code_is_told_and_counts_like_a_wrong_password(enrolled):
    client = sign_in()
    for _ in range(5):
        a_while_passes()
        answer = client.post("/second-factor/", {"code": "000000"})
    assert "Kode tidak cocok" in answer.text
    assert "ditutup sementara" in client.post("/second-factor/", {"code": "1"}).text
    assert not is_in(client)


def test_a_right_code_at_once_after_a_wrong_one_is_not_called_wrong(enrolled):
    client = sign_in()
    client.post("/second-factor/", {"code": "000000"})
    soon = client.post("/second-factor/", {"code": code_now(enrolled.device)})
    assert "belum diperiksa. Tunggu 1 detik" in soon.text
    a_while_passes()
    client.post("/second-factor/", {"code": code_now(enrolled.device)})
    assert is_in(client)


def test_a_recovery_code_is_looked_at_whatever_was_typed_before(enrolled):
    client = sign_in()
    client.post("/second-factor/", {"code": "000000"})
    client.post("/second-factor/", {"code": enrolled.recovery[0]})
    assert is_in(client)


def test_the_first_code_after_a_wrong_one_is_told_to_wait_too(signed_in, administrator):
    client = signed_in(administrator)
    device = second_factor.begin(administrator)
    client.post("/second-factor/set-up/", {"code": "000000"})
    soon = client.post("/second-factor/set-up/", {"code": code_now(device)})
    assert "belum diperiksa. Tunggu 1 detik" in soon.text


def test_a_recovery_code_works_once_however_it_is_typed(enrolled):
    code = enrolled.recovery[0]
    client = sign_in()
    assert not is_in(client)
    client.post("/second-factor/", {"code": code.lower().replace("-", " ")})
    assert is_in(client)
    again = sign_in()
    again.post("/second-factor/", {"code": code})
    assert not is_in(again)


def test_the_database_keeps_no_recovery_code_that_could_be_typed(enrolled):
    kept = set(StaticToken.objects.values_list("token", flat=True))
    typed = {code.replace("-", "") for code in enrolled.recovery}
    assert len(kept) == len(typed) == 8
    assert not kept & (typed | set(enrolled.recovery))


def test_the_half_open_door_closes_after_ten_minutes(enrolled):
    client = sign_in()
    with clock.travel(by=timedelta(minutes=11)):
        answer = client.post("/second-factor/", {"code": code_now(enrolled.device)})
    assert answer["Location"].startswith("/sign-in/")


def test_a_supervisor_must_set_one_up_where_the_installation_requires_it(
    signed_in, supervisor, settings
):
    settings.REQUIRE_SECOND_FACTOR = True
    client = signed_in(supervisor)
    answer = client.get("/o/3300/settings/")
    assert answer["Location"].startswith("/second-factor/")
    page = client.get(answer["Location"])
    assert "data:image/svg+xml" in page.text
    device = second_factor.begin(supervisor)
    done = client.post("/second-factor/set-up/", {"code": code_now(device)})
    assert len(re.findall(r"<li>[2-9A-Z]{4}-[2-9A-Z]{4}</li>", done.text)) == 8
    assert client.get("/o/3300/settings/devices/").status_code == 200


def test_who_has_given_no_code_yet_may_let_somebody_else_in(signed_in, enrolled):
    """From the page of the code leads a link back to the form: it must not turn in a circle."""
    assert signed_in(enrolled).get("/sign-in/").status_code == 200


def test_a_front_office_officer_is_not_asked_for_one(signed_in, receptionist, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    client = signed_in(receptionist)
    assert client.get("/o/3300/settings/").status_code == 403


def test_nobody_replaces_the_second_factor_without_giving_it_first(signed_in, enrolled):
    client = signed_in(enrolled)  # a session that has not given the code
    assert client.get("/second-factor/set-up/")["Location"] == "/second-factor/"
    assert client.post("/second-factor/recovery/")["Location"] == "/second-factor/"


def follows(client: Client) -> bool:
    return may_follow(client.session.session_key or "", "3300")


def test_live_pages_of_staff_ask_for_the_second_factor_too(signed_in, enrolled, settings):
    password_only = signed_in(enrolled)
    assert follows(password_only)
    settings.REQUIRE_SECOND_FACTOR = True
    assert not follows(password_only)
    whole = sign_in()
    whole.post("/second-factor/", {"code": code_now(enrolled.device)})
    assert follows(whole)
    enrolled.device.delete()
    assert not follows(whole)


def test_live_pages_of_the_front_office_ask_for_none(signed_in, receptionist, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    assert follows(signed_in(receptionist))


def test_live_pages_end_with_the_password_they_were_opened_with(signed_in, receptionist):
    client = signed_in(receptionist)
    receptionist.set_password(NEW)
    receptionist.save()
    assert not follows(client)


def test_a_new_password_makes_a_secret_worthless_that_nobody_confirmed(officer, code):
    seen = second_factor.begin(officer).key
    accounts.change_password(officer, NEW)
    chosen = second_factor.begin(officer).key
    assert chosen != seen
    use(code)
    assert second_factor.begin(officer).key not in (seen, chosen)


# --- a code on paper ---------------------------------------------------------------------------


def use(code: str, name: str = "dewi", password: str = NEW) -> Any:
    client: Any = Client()
    told = {"username": name, "code": code, "password": password}
    client.answer = client.post("/sign-in/code/", told)
    return client


@pytest.fixture
def code(officer, administrator):
    return accounts.give_code(
        officer, office_id=administrator.assignments.get().office_id, by=administrator,
        resets_second_factor=False,
    )  # fmt: skip


def test_a_code_on_paper_lets_an_officer_choose_a_new_password_once(code, officer):
    assert is_in(use(code.lower()))
    assert not is_in(use(code))
    officer.refresh_from_db()
    assert officer.check_password(NEW)
    assert not OneTimeCode.objects.filter(digest__contains=code).exists()


def test_a_code_works_for_24_hours_and_only_for_its_officer(code, second_officer):
    assert not is_in(use(code, name="budi"))
    with clock.travel(to=FRIDAY_MORNING + timedelta(hours=24, minutes=1)):
        assert "tidak berlaku" in use(code).answer.text


def test_a_weak_password_does_not_use_the_code_up(code):
    assert "lebih pendek" in use(code, password="pendek").answer.text
    assert is_in(use(code))


def test_a_new_code_ends_the_one_before(code, officer, administrator, office):
    accounts.give_code(officer, office_id=office.pk, by=administrator, resets_second_factor=False)
    assert not is_in(use(code))


def test_a_code_opens_a_locked_name_and_ends_every_session(code, officer, signed_in):
    elsewhere = signed_in(officer)
    for _ in range(5):
        Client().post("/sign-in/", {"username": "dewi", "password": "salah"})
    assert is_in(use(code))
    assert elsewhere.get("/account/")["Location"].startswith("/sign-in/")


def test_a_lost_second_factor_is_set_up_anew_and_an_unlost_one_is_still_asked_for(
    enrolled, office, supervisor
):
    give = {"office_id": office.pk, "by": supervisor}
    kept = accounts.give_code(enrolled, **give, resets_second_factor=False)
    client = use(kept, name="admin")
    assert client.answer["Location"] == "/second-factor/"
    assert not is_in(client)
    lost = accounts.give_code(enrolled, **give, resets_second_factor=True)
    assert is_in(use(lost, name="admin"))


def test_whoever_runs_the_machine_lets_the_last_administrator_in(enrolled):
    for _ in range(5):
        Client().post("/sign-in/", {"username": "admin", "password": "salah"})
    assert is_in(use(accounts.unlock("admin"), name="admin"))
    with pytest.raises(accounts.NoSuchOfficer):
        accounts.unlock("nobody")


def test_what_happens_to_an_account_is_in_the_journal_without_a_secret(code, officer, enrolled):
    use(code)
    accounts.change_password(officer, NEW + "x")
    written = Entry.objects.filter(subject=f"officer:{officer.pk}").order_by("seq")
    events = [entry.event for entry in written]
    assert events == ["officer.code_given", "officer.code_used", "officer.password_changed"]
    assert Entry.objects.filter(event="officer.second_factor_set").count() == 1
    assert not any(code in str(entry.facts) for entry in written)


# --- my account --------------------------------------------------------------------------------


def test_an_own_new_password_ends_the_other_sessions_and_keeps_this_one(signed_in, officer):
    here, elsewhere = signed_in(officer), signed_in(officer)
    answer = here.post("/account/", {"current": PASSWORD, "password": NEW})
    assert answer.status_code == 302
    assert here.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("current", "password", "words"),
    [
        ("salah", NEW, "Kata sandi sekarang tidak cocok"),
        (PASSWORD, "pendek", "lebih pendek dari 10 huruf"),
        (PASSWORD, "Dewi Lestari", "mirip dengan nama Anda"),
        (PASSWORD, "1234567890", "mudah ditebak"),
    ],
)
def test_what_is_wrong_with_a_password_is_told_plainly(
    signed_in, officer, current, password, words
):
    answer = signed_in(officer).post("/account/", {"current": current, "password": password})
    assert answer.status_code == 400
    assert words in answer.text


def test_who_found_an_open_session_cannot_guess_the_password_in_it(signed_in, officer):
    client = signed_in(officer)
    for n in range(10):
        client.post("/account/", {"current": f"salah {n}", "password": NEW})
    answer = client.post("/account/", {"current": PASSWORD, "password": NEW})
    assert answer.status_code == 400
    assert "Terlalu banyak percobaan" in answer.text
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_leaving_all_devices_ends_every_session(signed_in, officer):
    here, elsewhere = signed_in(officer), signed_in(officer)
    here.post("/account/devices/")
    assert [one.get("/account/").status_code for one in (here, elsewhere)] == [302, 302]
