"""One-time codes by e-mail, and everybody who would like to use somebody else's."""

from datetime import timedelta
from typing import Any

import pytest

from satupintu.offices.models import Office
from satupintu.outbox.letters import BadAddress
from satupintu.outbox.models import Parcel
from satupintu.people import limits
from satupintu.people.actions import codes
from satupintu.people.actions.codes import CodeRefused, Proof, TooOften, Wanted
from satupintu.people.models import AccountCode
from satupintu.people.tests.letters import ADDRESS, digits, link, newest, wrong
from satupintu.rules import clock
from tests.crowd import at_once


def wanted(office: Office, **other: Any) -> Wanted:
    told: dict[str, Any] = {
        "office": office, "email": ADDRESS, "purpose": "sign-in", "heading": "Kode masuk",
        "says": "Kode ini untuk masuk.", "link": lambda token: f"/me/link/{token}/",
    }  # fmt: skip
    return Wanted(**{**told, **other})


@pytest.fixture(autouse=True)
def at_its_address(settings):
    settings.PUBLIC_ADDRESS = "https://antre.example"


def later(**time):
    return clock.travel(to=clock.now() + timedelta(**time))


def test_a_letter_says_what_the_code_is_for_until_when_and_that_it_is_free(office):
    codes.send(wanted(office))
    letter = newest()
    assert "Kode ini untuk masuk." in letter.text
    assert "pukul 09.15 WIB" in letter.text
    assert "tidak dipungut biaya" in letter.text
    assert "https://antre.example/me/link/" in letter.text
    assert digits().replace(" ", "") not in letter.subject  # shown on locked phones


@pytest.mark.parametrize(
    "typed",
    [
        "{}",
        " {} ",
        "{}\n",
        "Kode Anda: {}",
        "Kode Anda: {}. Berlaku 15 menit",
        "Pukul 9: {}",
        "{0[0]}-{0[1]} {0[2]}.{0[4]}{0[5]}/{0[6]}",
    ],
)
def test_a_code_may_be_pasted_as_it_comes(office, typed):
    code = codes.send(wanted(office))
    assert codes.by_digits(code, typed.format(digits())) == Proof(ADDRESS, "sign-in", "")


@pytest.mark.proves("T49")
def test_a_code_works_once(office):
    code, typed = codes.send(wanted(office)), digits()
    codes.by_digits(code, typed)
    for again in (lambda: codes.by_digits(code, typed), lambda: codes.by_link(token(), "sign-in")):
        with pytest.raises(CodeRefused):
            again()


def token() -> str:
    return link().split("/")[3]


@pytest.mark.proves("T49")
def test_a_link_works_once_for_its_purpose_and_looking_burns_nothing(office):
    codes.send(wanted(office, purpose="track", subject="consultation:17", back="/o/3300/ask/"))
    for _ in range(5):
        assert codes.of_link(token(), "track") is not None  # a mail scanner
    assert codes.of_link(token(), "sign-in") is None
    with pytest.raises(CodeRefused):
        codes.by_link(token(), "sign-in")
    proof = codes.by_link(token(), "track")
    assert proof == Proof(ADDRESS, "track", "consultation:17", "/o/3300/ask/")
    with pytest.raises(CodeRefused):
        codes.by_link(token(), "track")


@pytest.mark.proves("T49")
def test_a_code_ends_after_a_quarter_of_an_hour(office):
    code = codes.send(wanted(office))
    with later(minutes=15):
        with pytest.raises(CodeRefused):
            codes.by_digits(code, digits())
        with pytest.raises(CodeRefused):
            codes.by_link(token(), "sign-in")


@pytest.mark.proves("T52")
def test_after_five_wrong_tries_the_right_one_does_not_help(office):
    code = codes.send(wanted(office))
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(CodeRefused) as refused:
            codes.by_digits(code, wrong(digits()))
        assert refused.value.left == left
    with pytest.raises(CodeRefused):
        codes.by_digits(code, digits())
    assert codes.of_link(token(), "sign-in") is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "kode saya"])
def test_what_cannot_be_a_code_is_no_try(office, typed):
    code = codes.send(wanted(office))
    for _ in range(6):
        with pytest.raises(CodeRefused) as refused:
            codes.by_digits(code, typed)
        assert refused.value.left == 5
    assert codes.by_digits(code, digits()).email == ADDRESS


def test_of_a_code_that_is_used_no_tries_are_left(office):
    code = codes.send(wanted(office))
    codes.by_digits(code, digits())
    with pytest.raises(CodeRefused) as refused:
        codes.by_digits(code, "12345")
    assert refused.value.left == 0


@pytest.mark.proves("T52")
def test_a_place_that_guesses_at_many_addresses_waits(office):
    found = [codes.send(wanted(office, email=f"orang{n}@undip.ac.id")) for n in range(16)]
    tries = 0
    with pytest.raises(TooOften):  # noqa: PT012 - the last of many
        for code in found:
            for _ in range(4):
                tries += 1
                with pytest.raises(CodeRefused):
                    codes.by_digits(code, "x", typed_from="203.0.113.7")
    assert tries == codes.GUESSED_PER_ADDRESS + 1


@pytest.mark.proves("T49")
def test_a_new_code_ends_the_old_one_of_the_same_thing_only(office):
    old, old_digits, old_token = codes.send(wanted(office)), digits(), token()
    other = codes.send(wanted(office, purpose="track", subject="consultation:17"))
    other_digits = digits()
    new = codes.send(wanted(office))
    with pytest.raises(CodeRefused):
        codes.by_digits(old, old_digits)
    assert codes.of_link(old_token, "sign-in") is None
    assert codes.by_digits(new, digits()).purpose == "sign-in"
    assert codes.by_digits(other, other_digits).subject == "consultation:17"


def test_a_code_of_another_browser_does_not_fit(office):
    mine = codes.send(wanted(office, email="saya@undip.ac.id"))
    codes.send(wanted(office))
    if digits("saya@undip.ac.id") != digits():
        with pytest.raises(CodeRefused):
            codes.by_digits(mine, digits())
    with pytest.raises(CodeRefused):
        codes.by_digits(None, digits())


@pytest.mark.proves("T53", "T66")
def test_a_double_click_sends_one_letter(office):
    one = codes.send(wanted(office, press="abc"))
    assert codes.send(wanted(office, press="abc")) == one
    assert Parcel.objects.count() == 1
    # The form of one page cannot speak for another address.
    assert codes.send(wanted(office, press="abc", email="budi@undip.ac.id")) != one


@pytest.mark.concurrency
@pytest.mark.proves("T53", "T66")
@pytest.mark.django_db(transaction=True)
def test_clicks_at_the_same_moment_send_one_letter_that_works(office):
    at_once([lambda: codes.send(wanted(office, press="abc"))] * 4)
    assert Parcel.objects.count() == 1
    assert codes.by_digits(AccountCode.objects.get(), digits())


@pytest.mark.concurrency
@pytest.mark.proves("T52")
@pytest.mark.django_db(transaction=True)
def test_guesses_at_the_same_moment_all_count(office):
    code, looked = codes.send(wanted(office)), []

    def guess():
        try:
            codes.by_digits(code, wrong(digits()))
        except CodeRefused as refused:
            looked.append(refused.left)

    at_once([guess] * 8)
    assert len(looked) == 8
    assert AccountCode.objects.get().tries == codes.TRIES
    with pytest.raises(CodeRefused):
        codes.by_digits(code, digits())


@pytest.mark.proves("T53")
def test_nobodys_mailbox_is_flooded(office):
    for _ in range(codes.PER_HOUR):
        codes.send(wanted(office))
    last = digits()
    with pytest.raises(TooOften):
        codes.send(wanted(office, purpose="track"))
    assert codes.by_digits(AccountCode.objects.order_by("-pk").first(), last)  # the last one works
    with later(minutes=61):
        limits.forgive()  # its clock is the machine's
        assert codes.send(wanted(office))
    sent = Parcel.objects.count()
    for hour in range(2, 24):
        with later(hours=hour):
            limits.forgive()
            try:
                codes.send(wanted(office))
            except TooOften:
                continue
            sent += 1
    assert sent == codes.PER_DAY


@pytest.mark.proves("T53")
def test_a_place_that_asks_for_many_addresses_waits(office):
    for n in range(codes.ASKED_PER_ADDRESS):
        codes.send(wanted(office, email=f"orang{n}@undip.ac.id", asked_from="203.0.113.7"))
    with pytest.raises(TooOften):
        codes.send(wanted(office, asked_from="203.0.113.7"))
    assert codes.send(wanted(office, asked_from="203.0.113.8"))


@pytest.mark.proves("T17")
@pytest.mark.parametrize(
    "email", ["sari@undip.ac.id\nBcc: a@b.id", "sarı@undip.ac.id", "a@b.id, c@d.id", "sari"]
)
def test_what_is_no_address_gets_no_letter(office, email):
    with pytest.raises(BadAddress):
        codes.send(wanted(office, email=email))
    assert not Parcel.objects.exists()


def test_a_domain_in_its_own_script_is_one_address(office):
    codes.send(wanted(office, email="Sari@münchen.example"))
    assert newest("sari@xn--mnchen-3ya.example")


@pytest.mark.proves("T50")
def test_without_an_address_of_its_own_a_letter_has_digits_only(office, settings):
    settings.PUBLIC_ADDRESS = ""
    code = codes.send(wanted(office))
    assert "http" not in newest().text
    assert code.link_digest is None
    assert codes.by_digits(code, digits())


@pytest.mark.proves("T49")
def test_neither_digits_nor_link_can_be_read_from_the_database(office):
    codes.send(wanted(office))
    row = AccountCode.objects.values().get()
    kept = " ".join(str(value) for value in row.values())
    assert digits().replace(" ", "") not in kept.replace(str(row["created_at"]), "").replace(
        str(row["expires_at"]), ""
    )
    assert token() not in kept


def test_codes_are_forgotten_after_a_day(office):
    codes.send(wanted(office))
    with later(hours=25):
        limits.forgive()
        fresh = codes.send(wanted(office, email="budi@undip.ac.id"))
        assert codes.forget_old_codes() == 1
        assert AccountCode.objects.get() == fresh
