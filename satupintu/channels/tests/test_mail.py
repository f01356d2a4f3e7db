"""Letters to a real mail server: taken, refused, put off, or lost on the way and sent again."""

import dataclasses
from datetime import timedelta

import pytest

from satupintu.channels.email import smtp
from satupintu.channels.tests.mail_server import (
    carried,
    certificate,
    later,
    mail_server,
    password,
    silent_server,
    states,
    tls,
)
from satupintu.outbox.letters import ANSWER, CODE, Attached
from satupintu.outbox.models import Parcel
from satupintu.outbox.workflow import Cause, State
from satupintu.rules import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.proves("LAW-5")
def test_a_letter_arrives_as_it_was_written(put):
    text = "Yth. Sari,\n\nInflasi Semarang 2,31 % – naik.\n.\nBaris titik di atas tetap ada.\n"
    put(subject="Jawaban untuk K-2026-00017 – inflasi", text=text, about="consultation:17",
        kind=ANSWER, attached=(Attached("janji.ics", "text/calendar; method=REQUEST; charset=utf-8",
                                        "BEGIN:VCALENDAR – Zoom".encode()),))  # fmt: skip
    with mail_server() as (behaviour, server):
        assert carried(server) == 1
    letter, parcel = behaviour.letters[0], Parcel.objects.get()
    assert behaviour.to == ["sari@undip.ac.id"]
    assert letter["From"] == "BPS Provinsi Jawa Tengah <pst@jateng.example>"
    assert letter["Subject"] == "Jawaban untuk K-2026-00017 – inflasi"
    assert behaviour.ids == [parcel.message_id]
    assert letter["References"].strip() == letter["In-Reply-To"].strip() == parcel.thread_id
    assert letter["Auto-Submitted"] is None  # a person wrote it
    body = letter.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == text
    (calendar,) = letter.iter_attachments()
    assert calendar.get_content_type() == "text/calendar"
    assert calendar["Content-Type"].params["method"] == "REQUEST"
    assert calendar.get_filename() == "janji.ics"
    assert "Zoom" in calendar.get_content()
    assert (parcel.state, parcel.cause) == (State.SENT, "")


def test_what_no_person_wrote_says_so(put, settings):
    put(kind=CODE)
    with mail_server() as (behaviour, server):
        carried(dataclasses.replace(server, sender="PST Jateng <pst@jateng.example>"))
    letter = behaviour.letters[0]
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["From"] == "PST Jateng <pst@jateng.example>"
    assert Parcel.objects.get().text == ""


def test_many_letters_take_one_connection(put):
    for number in range(25):
        put(str(number), to=f"orang{number}@undip.ac.id")
    with mail_server() as (behaviour, server):
        assert carried(server) == 25
    assert (len(behaviour.taken), behaviour.connections) == (25, 1)


@pytest.mark.proves("LAW-5")
def test_a_busy_server_gets_it_again_under_the_same_id(put):
    put()
    with mail_server() as (behaviour, server):
        behaviour.to_rcpt = lambda address: "451 4.7.1 Greylisted, try again"
        carried(server)
        assert states() == [(State.FAILED, Cause.BUSY)]
        assert Parcel.objects.get().said == "451 4.7.1"
        carried(server)
        assert behaviour.taken == []  # it is not due yet
        behaviour.to_rcpt = lambda address: "250 OK"
        with later(minutes=1, seconds=5):
            carried(server)
    assert states() == [(State.SENT, "")]
    assert behaviour.ids == [Parcel.objects.get().message_id]


def test_one_bad_address_does_not_hold_up_the_others(put):
    for number in range(3):
        put(str(number), to=f"orang{number}@undip.ac.id")
    with mail_server() as (behaviour, server):
        behaviour.to_rcpt = lambda address: (
            "550 5.1.1 No such user <orang1@undip.ac.id>" if "orang1" in address else "250 OK"
        )
        carried(server)
    assert behaviour.to == ["orang0@undip.ac.id", "orang2@undip.ac.id"]
    assert states() == [(State.SENT, ""), (State.DEAD, Cause.REFUSED), (State.SENT, "")]
    assert Parcel.objects.get(key="1").said == "550 5.1.1"  # not the sentence with the address


@pytest.mark.parametrize(
    ("answer", "state", "cause"),
    [
        ("552 5.2.2 Mailbox full", State.FAILED, Cause.FULL),
        ("452 4.2.2 Over quota", State.FAILED, Cause.FULL),
        ("550 No", State.DEAD, Cause.REFUSED),
        ("421 4.3.2 Shutting down", State.FAILED, Cause.UNREACHABLE),
    ],
)
def test_what_the_server_says_of_an_address_decides(put, answer, state, cause):
    put()
    with mail_server() as (behaviour, server):
        behaviour.to_rcpt = lambda address: answer
        carried(server)
    assert states() == [(state, cause)]


def test_a_refused_sender_is_our_fault_and_tried_again(put):
    put()
    with mail_server() as (behaviour, server):
        behaviour.to_mail = lambda address: "553 5.7.1 Not your address"
        carried(server)
    assert states() == [(State.FAILED, Cause.SENDER)]


def test_refused_words_are_refused_for_good(put):
    put()
    with mail_server() as (behaviour, server):
        behaviour.to_data = lambda content: "554 5.7.1 Spam"
        carried(server)
    assert states() == [(State.DEAD, Cause.REFUSED)]


@pytest.mark.proves("T18")
def test_a_connection_lost_after_the_letter_sends_it_again_under_the_same_id(put):
    put()
    put("b")
    with mail_server() as (behaviour, server):
        behaviour.hang_up_after_data = True
        carried(server)
        assert states()[0] == (State.FAILED, Cause.DROPPED)
        behaviour.hang_up_after_data = False
        with later(minutes=1, seconds=5):
            carried(server)
    first = Parcel.objects.get(key="a").message_id
    assert behaviour.ids.count(first) == 2  # a second copy that mail programs know as one
    assert {one.state for one in Parcel.objects.all()} == {State.SENT}


@pytest.mark.proves("T18")
def test_a_server_that_hangs_or_is_away_holds_nothing_up(put, monkeypatch):
    monkeypatch.setattr(smtp, "WAIT", 0.3)
    put()
    put("b")
    with silent_server() as server:
        assert carried(server) == 1  # the others are not tried on a dead line
    assert states() == [(State.FAILED, Cause.UNREACHABLE), (State.QUEUED, "")]


@pytest.mark.proves("T18")
def test_a_day_without_a_server_and_then_each_letter_once(put, office, settings):
    for number in range(5):
        put(str(number))
    put("code", kind=CODE, useless_after=clock.now() + timedelta(minutes=15))
    with mail_server() as (_, gone):
        pass
    start = clock.now()
    for minutes in range(0, 24 * 60, 5):
        with clock.travel(to=start + timedelta(minutes=minutes)):
            carried(gone)
    with mail_server() as (behaviour, server), clock.travel(to=start + timedelta(hours=24)):
        carried(server)
        with later(minutes=6):
            carried(server)
    ids = behaviour.ids
    assert len(ids) == len(set(ids)) == 5
    assert Parcel.objects.get(key="code").cause == Cause.TOO_LATE


def test_a_password_is_given_and_a_wrong_one_is_told(put, tmp_path, monkeypatch):
    put()
    made = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", made[0])
    with mail_server(**tls(*made), **password("pst", "rahasia")) as (behaviour, server):
        wrong = dataclasses.replace(server, tls="starttls", user="pst", password="salah")
        carried(wrong)
        assert states() == [(State.FAILED, Cause.LOGIN)]
        with later(minutes=1, seconds=5):
            carried(dataclasses.replace(wrong, password="rahasia"))
    assert len(behaviour.taken) == 1


def test_the_letter_travels_encrypted_and_a_stranger_in_between_is_noticed(
    put, tmp_path, monkeypatch
):
    put()
    made = certificate(tmp_path)
    with mail_server(**tls(*made)) as (behaviour, server):
        asked = dataclasses.replace(server, tls="starttls")
        carried(asked)
        assert states() == [(State.FAILED, Cause.UNREACHABLE)]  # nobody vouches for it
        assert Parcel.objects.get().said == "SSLCertVerificationError"
        monkeypatch.setenv("SSL_CERT_FILE", made[0])
        with later(minutes=1, seconds=5):
            carried(asked)
    assert len(behaviour.taken) == 1


def test_without_encryption_nothing_is_sent_when_it_was_asked_for(put):
    put()
    with mail_server() as (behaviour, server):
        carried(dataclasses.replace(server, tls="starttls"))
    assert behaviour.taken == []
    assert states() == [(State.FAILED, Cause.UNREACHABLE)]
