"""From the press at a desk to the number on every screen: displays, phones, staff pages."""

import asyncio
import random
import time
from dataclasses import dataclass

import psutil

from benchmarks.client import Hand, spread
from benchmarks.desks import DeskHand
from benchmarks.house import postgresql_house, sqlite_house
from benchmarks.table import Row

DISPLAYS, PHONES, STAFF, CALLS = 50, 900, 50, 10
DESKS = 8
HELD = 5000


@dataclass
class Screen:
    """One open page: its stream, and when it last showed a call."""

    kind: str
    path: str
    cookies: str = ""
    mark: str = ""
    shown: float = 0.0
    task: "asyncio.Task[None] | None" = None
    hand: Hand | None = None
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None


def measure() -> list[Row]:
    """The wake-up of a thousand pages, then the weight of five thousand."""
    raised = {"LIVE_STREAMS": "6000", "LIVE_STREAMS_PER_ADDRESS": "6000"}
    filled = ("1", "1", str(DESKS), str(PHONES))
    with sqlite_house(*filled, **raised) as (house, facts):
        rows = asyncio.run(_wake([house.port], facts, "SQLite"))
    with postgresql_house(2, *filled) as (houses, facts):
        ports = [each.port for each in houses]
        rows += asyncio.run(_wake(ports, facts, "PostgreSQL, 2 processes"))
    with sqlite_house("1", "1", "1", "20", **raised) as (house, facts):
        assert house.process
        rows.append(asyncio.run(_hold(house.port, facts, house.process.pid)))
    return rows


async def _wake(ports: list[int], facts: dict[str, list[str]], where: str) -> list[Row]:
    """Pages spread over all processes; the calls come from a desk of the first."""
    office = facts["offices"][0]
    screens = [
        Screen("display", f"/live/{office}/public?kind=display&whole=1") for _ in range(DISPLAYS)
    ]
    screens += [
        Screen("phone", f"/live/{office}/public?kind=phone&ticket={mark}&whole=1", mark=mark)
        for mark in facts["marks"][:PHONES]
    ]
    screens += [
        Screen(
            "staff", f"/live/{office}/staff", cookies=f"sessionid={facts['sessions'][n % DESKS]}"
        )
        for n in range(STAFF)
    ]
    for n, screen in enumerate(screens):
        await open_page(screen, ports[n % len(ports)])
        screen.task = asyncio.create_task(_follow(screen, office, n % DESKS))
    await asyncio.sleep(3)
    desk = DeskHand(Hand("127.0.0.1", ports[0], {"sessionid": facts["sessions"][0]}), office, 1)
    await _call(desk)  # the first one after a start loads what the others find
    await _free(desk)
    timings: dict[str, list[float]] = {"display": [], "called": [], "phone": [], "staff": []}
    for number in range(1, CALLS + 1):
        began = await _call(desk)
        for screen in screens:
            name = "called" if screen.mark == facts["marks"][number] else screen.kind
            timings[name].append(screen.shown - began if screen.shown > began else 9.99)
        await _free(desk)
    for screen in screens:
        close_page(screen)
    return [
        _row(f"call → shown on 50 displays, {where}", "p95 <= 150 ms", timings["display"]),
        _row(f"call → shown on the called phone, {where}", "p95 <= 150 ms", timings["called"]),
        _row(f"call → shown on 900 phones, {where}", "<= 1 s", timings["phone"]),
        _row(f"call → shown on 50 staff pages, {where}", "<= 1 s", timings["staff"]),
    ]


async def _call(desk: DeskHand) -> float:
    """Call and wait until every page has shown it; when the press was made."""
    await desk.look()
    began = time.perf_counter()
    answer = await desk.call()
    assert answer.status in (302, 303)
    await asyncio.sleep(1.5)
    return began


async def _free(desk: DeskHand) -> None:
    await desk.serve_and_finish()
    await asyncio.sleep(1.5)


async def open_page(screen: Screen, port: int) -> None:
    """The stream of the page is there; nothing of it has been read."""
    screen.reader, screen.writer = await asyncio.open_connection("127.0.0.1", port)
    cookie = f"Cookie: {screen.cookies}\r\n" if screen.cookies else ""
    screen.writer.write(f"GET {screen.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{cookie}\r\n".encode())
    head = await screen.reader.readuntil(b"\r\n\r\n")
    assert b" 200 " in head, head
    screen.hand = Hand("127.0.0.1", port)


async def _follow(screen: Screen, office: str, desk: int) -> None:
    """What live.js does: the stream brings public pages what they show, staff pages fetch it."""
    assert screen.reader
    assert screen.hand
    event = ""
    while line := await screen.reader.readline():
        if line.startswith(b"event: "):
            event = line[7:].strip().decode()
        elif line.startswith(b"data: ") and event in ("version", "journal"):
            event = ""
            if screen.kind == "staff":
                await asyncio.sleep(random.random() * 0.6)
                await screen.hand.ask(
                    "GET", f"/o/{office}/desks/{desk + 1}/parts/", cookies=screen.cookies
                )
            elif b" {" not in line:
                continue
            screen.shown = time.perf_counter()


def close_page(screen: Screen) -> None:
    """Nobody looks at it any more."""
    if screen.task:
        screen.task.cancel()
    if screen.writer:
        screen.writer.close()
    if screen.hand:
        screen.hand.close()


async def _hold(port: int, facts: dict[str, list[str]], pid: int) -> Row:
    process = psutil.Process(pid)
    before = process.memory_full_info().pss
    path = f"/live/{facts['offices'][0]}/public?kind=phone"
    screens = [Screen("phone", path) for _ in range(HELD)]
    for screen in screens:
        await open_page(screen, port)
    await asyncio.sleep(2)
    each = (process.memory_full_info().pss - before) / HELD / 1024
    for screen in screens:
        close_page(screen)
    return Row(f"live pages held by one process: {HELD}", "<= 20 KB each", f"{each:.1f} KB each")


def _row(what: str, bar: str, timings: list[float]) -> Row:
    return Row(what, bar, spread(timings), "FQM polls 2 s, ZMS 10 s")
