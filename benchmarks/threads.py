"""From a message that is sent to its text on the open page of the other side."""

import asyncio
import json
import random
import re
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass, field
from string import ascii_lowercase
from urllib.parse import quote_plus, urlencode

from benchmarks.client import Hand, spread
from benchmarks.desks import TOKEN
from benchmarks.house import ROOT, postgresql_house, sqlite_house
from benchmarks.live import Screen, close_page, open_page
from benchmarks.table import Row
from tests.servers import SatuPintu

OPEN, OFFICERS, MESSAGES, PAUSE = 1000, 10, 60, 0.1
LATEST = 5.0  # seconds after which a message counts as not seen
CURSOR = re.compile(rb'data-cursor="([^"]+)"')

Facts = dict[str, list[str]]
Case = dict[str, str]


@dataclass
class Side:
    """One open page of a conversation: it fetches what is new when its stream says so."""

    screen: Screen
    hand: Hand
    event: bytes
    address: str  # asked with the cursor at its end
    cursor: str
    write: str
    more: dict[str, str] = field(default_factory=dict)
    token: str = ""
    seen: dict[str, float] = field(default_factory=dict)
    waited: str = ""


def measure() -> list[Row]:
    """One process on SQLite; two on PostgreSQL, askers at the first and officers at the second."""
    raised = {"LIVE_STREAMS": "6000", "LIVE_STREAMS_PER_ADDRESS": "6000"}
    with sqlite_house("1", "1", "1", "0", **raised) as (house, facts):
        rows = asyncio.run(_talk(house.port, house.port, facts, _filled(house), "SQLite"))
    with postgresql_house(2, "1", "1", "1", "0") as (houses, facts):
        ports, where = [each.port for each in houses], "PostgreSQL, 2 processes"
        rows += asyncio.run(_talk(ports[0], ports[-1], facts, _filled(houses[0]), where))
    return rows


def _filled(house: SatuPintu) -> list[Case]:
    found = subprocess.run(
        [sys.executable, "-m", "benchmarks.fill_threads", str(OPEN)],
        cwd=ROOT, env=house.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return list(json.loads(found.stdout))


async def _talk(
    of_askers: int, of_officers: int, facts: Facts, cases: list[Case], where: str
) -> list[Row]:
    office, session = facts["offices"][0], facts["sessions"][0]
    held = [
        Screen("phone", f"/live/{office}/k/{case['token']}?kind=phone") for case in cases[OFFICERS:]
    ]
    for screen in held:
        await open_page(screen, of_askers)
    askers = [await _asker(of_askers, office, case) for case in cases[:OFFICERS]]
    officers = [await _officer(of_officers, office, session, case) for case in cases[:OFFICERS]]
    tasks = [asyncio.create_task(_follow(side)) for side in [*askers, *officers]]
    await asyncio.sleep(4)
    timings: dict[str, list[float]] = {"officer": [], "asker": []}
    for number in range(MESSAGES):
        one, other = askers[number % OFFICERS], officers[number % OFFICERS]
        timings["officer"].append(await _send(one, other))
        timings["asker"].append(await _send(other, one))
    for task in tasks:
        task.cancel()
    for screen in [*held, *(side.screen for side in [*askers, *officers])]:
        close_page(screen)
    what = f"{OPEN} open threads, {where}"
    return [
        _row(f"message of an asker → on the officer's page, {what}", timings["officer"]),
        _row(f"message of an officer → on the asker's page, {what}", timings["asker"]),
    ]


async def _asker(port: int, office: str, case: Case) -> Side:
    base = f"/o/{office}/questions/{case['number']}/"
    hand = Hand("127.0.0.1", port, {"sessionid": case["session"]})
    page = await hand.ask("GET", base)
    token, cursor = TOKEN.search(page.body), CURSOR.search(page.body)
    assert token, page
    assert cursor, page
    screen = Screen("phone", f"/live/{office}/k/{case['token']}?kind=phone")
    await open_page(screen, port)
    after = cursor[1].decode()
    return Side(
        screen, hand, b"journal", f"{base}since/?after=", after, f"{base}say/", {},
        token[1].decode(),
    )  # fmt: skip


async def _officer(port: int, office: str, session: str, case: Case) -> Side:
    base = f"/o/{office}/inbox/{case['pk']}/"
    hand = Hand("127.0.0.1", port, {"sessionid": session})
    page = await hand.ask("GET", base)
    token = TOKEN.search(page.body)
    assert token, page
    screen = Screen("staff", f"/live/{office}/staff/consultation:{case['pk']}")
    screen.cookies = f"sessionid={session}"
    await open_page(screen, port)
    return Side(
        screen, hand, b"subject", f"{base}since/?n=", "1", f"{base}write/", {"do": "reply"},
        token[1].decode(),
    )  # fmt: skip


async def _follow(side: Side) -> None:
    """What live.js does: what is new is asked for as soon as the stream says that there is any."""
    reader = side.screen.reader
    assert reader
    asks = Hand(side.hand.host, side.hand.port, dict(side.hand.cookies))
    while line := await reader.readline():
        if line.strip() == b"event: " + side.event:
            answer = await asks.ask("GET", side.address + quote_plus(side.cursor))
            assert answer.status == 200, answer
            if side.waited and side.waited.encode() in answer.body:
                side.seen[side.waited] = time.perf_counter()


async def _send(sender: Side, reader: Side) -> float:
    reader.waited = text = "Pesan " + "".join(random.choices(ascii_lowercase, k=24))
    form = {"csrfmiddlewaretoken": sender.token, "text": text, "press": uuid.uuid4().hex}
    began = time.perf_counter()
    answer = await sender.hand.ask("POST", sender.write, urlencode(form | sender.more))
    assert answer.status in (302, 303), (answer.status, answer.body[:300])
    while text not in reader.seen and time.perf_counter() - began < LATEST:
        await asyncio.sleep(0.005)
    await asyncio.sleep(PAUSE)
    return reader.seen.get(text, began + LATEST) - began


def _row(what: str, timings: list[float]) -> Row:
    return Row(what, "p95 <= 150 ms", spread(timings))
