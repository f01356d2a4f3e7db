"""The officers' inbox and the asker's form, with a thousand and with a hundred thousand cases."""

import asyncio
import re
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from benchmarks import asking
from benchmarks.client import Hand, for_seconds, quantile
from benchmarks.desks import TOKEN
from benchmarks.house import fill_ahead, filled_house, ran
from benchmarks.table import Row

FEW, MANY = 1_000, 100_000
TIMES, SECONDS, HANDS = 60, 4.0, 8
PROCESSES = {"SQLite": 1, "PostgreSQL": 2}
OFFICE, FILL = ("1", "1", "8", "0"), "benchmarks.fill_consultations"
CASE = re.compile(rb'name="pk" value="(\d+)"')
PEERS = {
    "inbox list": "560 ms, 110 statements", "search in messages": "2,200 ms",
    "case page with 200 messages": "56 ms with 4", "create by web form": "7.7-37 ms, 225/s",
    "create by web form, both presses": "one page, one press",
}  # fmt: skip
BARS = {
    "inbox list": "p95 <= 40 ms, >= 150/s at 8, <= 12 statements",
    "search in messages": "p95 <= 40 ms",
    "case page with 200 messages": "p95 <= 50 ms",
    "create by web form": "p95 <= 20 ms, >= 300/s at 8",
    "create by web form, both presses": "",
}  # fmt: skip
Asked = Callable[[Hand, int], Coroutine[Any, Any, float | None]]
Between = Callable[[int], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class Times:
    """Milliseconds at one client, the rate at eight, and what the page asks of the database."""

    middle: float
    most: float
    rate: float
    statements: int | None = None

    def __str__(self) -> str:
        asked = f", {self.statements} statements" if self.statements else ""
        pace = f", {self.rate:.0f}/s at {HANDS}" if self.rate else ""
        return f"p50 {self.middle:.1f} ms, p95 {self.most:.1f} ms{pace}{asked}"


def measure() -> list[Row]:
    """Both databases, few and many; what many cost beside few stands in each row.

    PostgreSQL with two processes, as with tickets. Both are filled at once, before anything is
    measured: it takes minutes.
    """
    rows: list[Row] = []
    with ThreadPoolExecutor(len(PROCESSES)) as hands:
        list(hands.map(_filled, PROCESSES))
    for database in PROCESSES:
        few, many = (_measured(database, count) for count in (FEW, MANY))
        rows += [
            Row(f"{what}, {database}{_processes(database)}, {MANY:,} cases", BARS[what],
                f"{many[what]}; {many[what].most / max(few[what].most, 1e-9):.2f} times {FEW:,}",
                PEERS[what])
            for what in BARS
        ]  # fmt: skip
    return rows


def _filled(database: str) -> None:
    for count in (FEW, MANY):
        fill_ahead(database, *OFFICE, more=(FILL, str(count)))


def _processes(database: str) -> str:
    return f" {PROCESSES[database]} processes" if PROCESSES[database] > 1 else ""


def _measured(database: str, count: int) -> dict[str, Times]:
    filling = filled_house(
        database, *OFFICE, more=(FILL, str(count)), processes=PROCESSES[database]
    )
    with filling as (houses, facts, filled):
        base = f"/o/{filled['office']}/"
        pages = {
            "inbox list": f"{base}inbox/",
            "case page with 200 messages": f"{base}inbox/{filled['long']}/",
        }  # fmt: skip
        asked = ran(houses[0], "benchmarks.statements", facts["sessions"][0], *pages.values())
        found = asyncio.run(_all([house.port for house in houses], facts, filled, base, pages))
        return found | {
            what: replace(found[what], statements=asked[path]) for what, path in pages.items()
        }


async def _all(
    ports: list[int], facts: dict[str, list[str]], filled: dict[str, Any], base: str,
    pages: dict[str, str],
) -> dict[str, Times]:  # fmt: skip
    subject, place = filled["words"]
    sessions = facts["sessions"]
    colleague = _hand(ports[0], sessions[1])
    return {
        "inbox list": await _timed(
            ports, sessions, _read(pages["inbox list"], b'class="in-item"', 10),
            await _act(colleague, pages["inbox list"]),
        ),
        "case page with 200 messages": await _timed(
            ports, sessions, _read(pages["case page with 200 messages"], b'id="pesan-', 80)
        ),
        "search in messages": await _timed(ports, sessions, _search(base, f"{subject} {place}")),
        **{what: Times(*found) for what, found in (await asking.measured(ports, base)).items()},
    }  # fmt: skip


async def _timed(
    ports: list[int], sessions: list[str], asked: Asked, before: Between | None = None
) -> Times:
    """`before` happens before each opening at one client, outside its time."""
    one = _hand(ports[0], sessions[0])
    timings = []
    for n in range(TIMES + 5):
        if before:
            await before(n)
        took = await asked(one, n)
        if took is not None and n >= 5:
            timings.append(took)
    hands = [_hand(ports[n % len(ports)], sessions[n % len(sessions)]) for n in range(HANDS)]
    many, took_all = await for_seconds(SECONDS, hands, asked)
    for hand in (one, *hands):
        hand.close()
    return Times(
        quantile(timings, 0.5) * 1000, quantile(timings, 0.95) * 1000, len(many) / took_all
    )


def _hand(port: int, session: str) -> Hand:
    return Hand("127.0.0.1", port, {"sessionid": session}, packed=True)


def _read(path: str, shows: bytes, least: int) -> Asked:
    """The whole page, packed as browsers ask for it, with at least so many rows in it."""

    async def read(hand: Hand, number: int) -> float:
        answer = await hand.ask("GET", path)
        assert answer.status == 200, (path, answer.status)
        assert answer.body.count(shows) >= least, (path, answer.body.count(shows))
        return answer.seconds

    return read


async def _act(hand: Hand, path: str) -> Between:
    """A colleague labels one of the rows on the page, each time another: nobody reads the same."""
    page = await hand.ask("GET", path)
    token, cases = TOKEN.search(page.body), CASE.findall(page.body)
    assert token, page.status

    async def label(number: int) -> None:
        told = {"csrfmiddlewaretoken": token[1].decode(), "labels": f"ke-{number}", "topic": ""}
        case = cases[number % len(cases)].decode()
        answer = await hand.ask("POST", f"{path}{case}/label/", urlencode(told))
        assert answer.status == 302, answer.status

    return label


def _search(base: str, words: str) -> Asked:
    """What is looked for is posted, so that no name stands in an address; the press is timed."""

    tokens: dict[int, str] = {}

    async def search(hand: Hand, number: int) -> float:
        if id(hand) not in tokens:
            page = await hand.ask("GET", f"{base}inbox/search/")
            token = TOKEN.search(page.body)
            assert token, page.status
            tokens[id(hand)] = token[1].decode()
        told = {"csrfmiddlewaretoken": tokens[id(hand)], "q": words}
        answer = await hand.ask("POST", f"{base}inbox/search/", urlencode(told))
        assert answer.status == 200, answer.status
        assert b"in-hits" in answer.body
        return answer.seconds

    return search
