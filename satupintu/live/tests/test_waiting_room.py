"""Whoever sends very many requests waits behind themselves, not before everybody else."""

import asyncio
import http.client
import threading
import time

import pytest

from satupintu.live.tests.knocking import Little
from satupintu.live.waiting_room import Full, WaitingRoom
from tests.apart import run_apart


def ask_from(source: str, port: int, path: str) -> int:
    """One request as a machine with this address; the status of its answer."""
    door = http.client.HTTPConnection("127.0.0.1", port, timeout=20, source_address=(source, 0))
    try:
        door.request("GET", path)
        return door.getresponse().status
    finally:
        door.close()


@pytest.mark.proves("LAW-12")
def test_one_machine_that_floods_the_pages_does_not_stop_the_desk() -> None:
    with Little(waiting=8) as little:
        found, over = list[int](), threading.Event()

        def flood() -> None:
            while not over.is_set():
                found.append(ask_from("127.0.0.9", little.port, "/slow"))
                time.sleep(0.02)

        crowd = [threading.Thread(target=flood) for _ in range(24)]
        for one in crowd:
            one.start()
        until = time.monotonic() + 30
        while 503 not in found and time.monotonic() < until:
            time.sleep(0.02)
        desk = [ask_from("127.0.0.2", little.port, "/page") for _ in range(2)]
        over.set()
        for one in crowd:
            one.join()
    assert 503 in found, "the flood did not fill the room"
    assert desk == [200, 200]  # the flood lost its own places, the desk none


async def in_line(room: WaitingRoom, household: str, name: str, seen: list[str]) -> None:
    try:
        await room.enter(household)
    except Full:
        seen.append(f"{name} sent away")
        return
    seen.append(name)
    await asyncio.sleep(0)
    room.leave()


def played(places: int, waiting: int, comers: list[tuple[str, str]]) -> list[str]:
    async def play() -> list[str]:
        room, seen = WaitingRoom(places, waiting), list[str]()
        tasks = [asyncio.create_task(in_line(room, *comer, seen)) for comer in comers]
        await asyncio.wait_for(asyncio.gather(*tasks), 5)
        await asyncio.wait_for(room.enter("the next"), 1)  # nothing was lost on the way
        return seen

    return run_apart(play())


def test_households_take_turns_and_within_one_the_first_is_first() -> None:
    comers = [("a", "a1"), ("a", "a2"), ("a", "a3"), ("b", "b1"), ("b", "b2")]
    assert played(1, 9, comers) == ["a1", "a2", "b1", "a3", "b2"]


def test_in_a_full_room_the_last_of_the_longest_line_gives_way() -> None:
    comers = [("a", "a1"), ("a", "a2"), ("a", "a3"), ("a", "a4"), ("b", "b1")]
    assert played(1, 2, comers) == ["a1", "a4 sent away", "a3 sent away", "a2", "b1"]


def test_who_alone_fills_the_room_is_sent_away() -> None:
    assert played(1, 1, [("a", "a1"), ("a", "a2"), ("a", "a3")]) == ["a1", "a3 sent away", "a2"]


def test_who_gives_up_waiting_blocks_nobody() -> None:
    async def play() -> None:
        room = WaitingRoom(1, 9)
        await room.enter("a")
        given_up = asyncio.create_task(room.enter("b"))
        await asyncio.sleep(0)
        given_up.cancel()
        await asyncio.gather(given_up, return_exceptions=True)
        room.leave()
        await asyncio.wait_for(room.enter("c"), 1)

    run_apart(play())
