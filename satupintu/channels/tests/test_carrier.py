"""The carrier among others: two at once, woken, idle, and killed in the middle."""

import subprocess
import sys
import textwrap
import threading

import pytest
from django.db import connection

from satupintu.channels import carry
from satupintu.channels.base import NotTaken
from satupintu.channels.email.smtp import Post
from satupintu.channels.tests.mail_server import carried, later, mail_server, states
from satupintu.outbox import actions
from satupintu.outbox.models import Parcel
from satupintu.outbox.workflow import Cause, State
from satupintu.rules import clock

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.concurrency
def test_two_carriers_send_each_letter_once(put):
    for number in range(30):
        put(str(number), to=f"orang{number}@undip.ac.id")
    with mail_server() as (behaviour, server):

        def work():
            carried(server)
            connection.close()

        threads = [threading.Thread(target=work) for _ in range(3)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert sorted(behaviour.to) == sorted(f"orang{n}@undip.ac.id" for n in range(30))


def test_the_carrier_wakes_for_what_is_put(put, settings, monkeypatch):
    monkeypatch.setattr(carry, "_carrier", None)
    monkeypatch.setattr(actions, "on_put", [])
    with mail_server() as (behaviour, server):
        settings.SMTP_HOST, settings.SMTP_PORT, settings.SMTP_TLS = "127.0.0.1", server.port, "off"
        put()
        carry.carry_mail()
        wait_for(lambda: len(behaviour.taken) == 1)
        put("b")  # rings by itself
        wait_for(lambda: len(behaviour.taken) == 2)
        wait_for(lambda: {one.state for one in Parcel.objects.all()} == {State.SENT})
        running = carry._carrier
        assert running is not None
        running.end()
        running.join(10)


def test_without_a_server_everything_waits(put, settings, monkeypatch):
    monkeypatch.setattr(carry, "_carrier", None)
    settings.SMTP_HOST = ""
    put()
    carry.carry_mail()
    assert carry._carrier is None
    assert states() == [(State.QUEUED, "")]


def test_while_a_server_is_away_no_bell_makes_it_be_dialled_and_it_rests_ever_longer(put):
    for key in ("a", "b", "c"):
        put(key)
    dialled = []

    def away() -> Post:
        dialled.append(1)
        raise NotTaken(Cause.UNREACHABLE)

    carrier = carry.Carrier(away)
    carrier.bell = Bell(carrier, rings=3)
    carrier.run()
    assert len(dialled) == 1  # the others rang while it rested
    rests = []
    for _ in range(8):
        carrier._rest()
        rests.append(carrier.pause)
    assert rests == [10, 20, 40, 80, 160, 300, 300, 300]  # seconds, after the first five


class Bell(threading.Event):
    """Rings some times at once; then the carrier is told to end."""

    def __init__(self, carrier: carry.Carrier, rings: int) -> None:
        super().__init__()
        self.carrier, self.left = carrier, rings

    def wait(self, timeout: float | None = None) -> bool:
        self.left -= 1
        if self.left < 0:
            self.carrier.end()
        return True


def wait_for(happened):
    """A process that starts meanwhile may take its time on a busy machine."""
    for _ in range(1200):
        if happened():
            return
        threading.Event().wait(0.05)
    raise AssertionError("it did not happen within a minute")


KILLED = """
    import os, sys, django
    django.setup()
    from django.conf import settings
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    from datetime import datetime
    from satupintu.channels.carry import Carrier
    from satupintu.channels.email.smtp import Post, Server
    from satupintu.rules import clock
    server = Server("127.0.0.1", int(sys.argv[2]), "off", "", "", "pst@jateng.example")
    with clock.travel(to=datetime.fromisoformat(sys.argv[3])):
        Carrier(lambda: Post(server)).carry()
"""


@pytest.mark.proves("LAW-5", "T18")
def test_a_process_killed_in_the_middle_loses_nothing(put):
    """kill -9 while the server has the letter and has not answered yet."""
    put()
    with mail_server() as (behaviour, server):
        child: subprocess.Popen[bytes]

        def kill(content: bytes) -> str:
            child.kill()
            child.wait(10)
            return "250 OK"

        behaviour.to_data = kill
        name = str(connection.settings_dict["NAME"])
        child = subprocess.Popen(
            [
                sys.executable,
                "-c",
                textwrap.dedent(KILLED),
                name,
                str(server.port),
                clock.now().isoformat(),
            ]
        )
        wait_for(lambda: child.poll() is not None)
        assert child.returncode == -9
        assert states() == [(State.CLAIMED, "")]
        behaviour.to_data = lambda content: "250 OK"
        carried(server)
        assert states() == [(State.CLAIMED, "")]  # the dead one might still be at it
        with later(minutes=5, seconds=5):
            carried(server)
    assert states() == [(State.SENT, "")]
    assert set(behaviour.ids) == {Parcel.objects.get().message_id}
