"""The doctor looks at the way out, and tries it when asked."""

import pytest

from satupintu.channels.tests.mail_server import mail_server, silent_server
from satupintu.operations.command import main
from satupintu.operations.doctor import mail
from satupintu.operations.doctor.findings import State
from satupintu.outbox import actions
from satupintu.outbox.letters import Letter


@pytest.fixture
def way_out(settings):
    """Settings of a mail server on this machine."""
    with mail_server() as (behaviour, server):
        settings.SMTP_HOST, settings.SMTP_PORT, settings.SMTP_TLS = server.host, server.port, "off"
        settings.MAIL_FROM = "pst@jateng.example"
        yield behaviour


def test_without_a_server_it_says_what_waits(office, settings):
    settings.SMTP_HOST = ""
    actions.put(office.pk, Letter("sari@undip.ac.id", "Halo", "Isi."), key="a")
    (found,) = mail.mail()
    assert (found.state, "1 letters wait" in found.says) == (State.WARNING, True)


def test_a_server_that_lets_us_in_is_well(office, way_out):
    (found,) = mail.mail()
    assert found.state is State.OK
    assert way_out.taken == []


def test_a_server_that_is_away_is_trouble(office, settings, monkeypatch):
    monkeypatch.setattr("satupintu.channels.email.smtp.WAIT", 0.3)
    with silent_server() as server:
        settings.SMTP_HOST, settings.SMTP_PORT, settings.SMTP_TLS = server.host, server.port, "off"
        (found,) = mail.mail()
    assert found.state is State.TROUBLE
    assert "SMTP_PORT" in found.mend


def test_a_test_letter_is_sent_at_once(office, way_out, capsys):
    assert main(["doctor", "--mail", "andi@bps.example"]) == 0
    assert way_out.to == ["andi@bps.example"]
    assert "has taken a test letter" in capsys.readouterr().out


def test_a_refused_test_letter_is_explained(office, way_out, capsys):
    way_out.to_mail = lambda address: "553 5.7.1 Not your address"
    assert main(["doctor", "--mail", "andi@bps.example"]) == 1
    assert "MAIL_FROM" in capsys.readouterr().out
