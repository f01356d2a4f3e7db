"""A stream that is not read is let go, and limits count what they say."""

import asyncio
from typing import Any

from satupintu.live.addresses import Pace, Proxies, Quota
from satupintu.live.listener import Listener
from satupintu.people.limits import household
from tests.apart import run_apart


class Wire:
    """What a server gives us for a connection."""

    def __init__(self) -> None:
        self.transport = self
        self.aborted = False
        self.full = False
        self.told: list[Any] = []

    def abort(self) -> None:
        self.aborted = True

    async def send(self, message: Any) -> None:
        if self.full:
            await asyncio.Event().wait()
        self.told.append(message["body"])


def test_a_client_that_does_not_read_loses_its_stream_and_delays_nobody() -> None:
    async def play() -> Wire:
        wire = Wire()
        stream = Listener(wire.send, "3300", "phone")
        assert stream.write(b"one")
        wire.full = True
        assert not stream.write(b"two")
        wire.full = False
        assert not stream.write(b"three")
        return wire

    wire = run_apart(play())
    assert wire.aborted
    assert wire.told == [b"one"]


def test_only_the_last_address_before_a_trusted_proxy_counts() -> None:
    def asked(peer: str, forwarded: str) -> str:
        headers = [(b"x-forwarded-for", forwarded.encode())]
        return Proxies(["10.0.0.0/8"]).client({"client": (peer, 1), "headers": headers})

    assert asked("10.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.2") == "203.0.113.9"
    assert asked("203.0.113.1", "6.6.6.6") == "203.0.113.1"
    assert Proxies().client({"client": ("10.0.0.1", 1), "headers": []}) == "10.0.0.1"


def test_one_subscriber_of_the_new_internet_counts_once() -> None:
    assert household("2001:db8:1:2::5") == household("2001:db8:1:2:ffff::1")
    assert household("192.0.2.7") == "192.0.2.7"


def test_a_quota_is_held_in_all_and_per_address() -> None:
    quota = Quota(3, 2)
    assert [quota.take("a"), quota.take("a"), quota.take("a")] == [True, True, False]
    assert not quota.take("b", reserve=1)
    assert quota.take("b")
    assert not quota.take("c")
    quota.give("a")
    assert quota.take("c")


def test_a_pace_lets_a_burst_through_and_then_a_trickle() -> None:
    pace = Pace(rate=2, burst=3)
    assert [pace.allows("a", 0.0) for _ in range(4)] == [True, True, True, False]
    assert pace.allows("b", 0.0)
    assert pace.allows("a", 0.5)
    assert not pace.allows("a", 0.6)
