"""The officers' inbox and the asker's form, with a thousand and with a hundred thousand cases."""

import asyncio
import re
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from benchmarks import asking
from benchmarks.client import Hand, for_seconds, quantile
from benchmarks.desks import TOKEN
from benchmarks.house import fill_ahead, filled_house, ran
from benchmarks.table import Row

FEW, MANY = 1_000, 100_000
TIMES, SECONDS, HANDS = 200, 3.0, 8  # of sixty, three moments of the machine are the p95
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
        few, many = _measured(database)
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


@dataclass(frozen=True)
class Side:
    """One of the two houses. They are opened in turns: both meet each mood of the machine."""

    ports: list[int]
    sessions: list[str]
    base: str
    long: int
    words: str

    @property
    def pages(self) -> dict[str, str]:
        """What is opened of it, by its row in the table."""
        return {
            "inbox list": f"{self.base}inbox/",
            "case page with 200 messages": f"{self.base}inbox/{self.long}/",
        }


def _measured(database: str) -> list[dict[str, Times]]:
    """Few and many."""
    with ExitStack() as stack:
        sides, statements = [], []
        for count in (FEW, MANY):
            houses, facts, filled = stack.enter_context(filled_house(
                database, *OFFICE, more=(FILL, str(count)), processes=PROCESSES[database]
            ))  # fmt: skip
            sides.append(Side(
                [house.port for house in houses], facts["sessions"], f"/o/{filled['office']}/",
                filled["long"], " ".join(filled["words"]),
            ))  # fmt: skip
            asked = sides[-1].pages
            counted = ran(houses[0], "benchmarks.statements", facts["sessions"][0], *asked.values())
            statements.append({what: counted[path] for what, path in asked.items()})
        found = asyncio.run(_all(sides))
    return [
        times | {what: replace(times[what], statements=count) for what, count in counted.items()}
        for times, counted in zip(found, statements, strict=True)
    ]


async def _all(sides: Sequence[Side]) -> list[dict[str, Times]]:
    lists = [side.pages["inbox list"] for side in sides]
    cases = [side.pages["case page with 200 messages"] for side in sides]
    colleagues = [_hand(side.ports[0], side.sessions[1]) for side in sides]
    acts = [await _act(hand, path) for hand, path in zip(colleagues, lists, strict=True)]
    found = {
        "inbox list": await _timed(
            sides, [_read(path, b'class="in-item"', 10) for path in lists], acts
        ),
        "case page with 200 messages": await _timed(
            sides, [_read(path, b'id="pesan-', 80) for path in cases]
        ),
        "search in messages": await _timed(
            sides, [_search(side.base, side.words) for side in sides]
        ),
    }
    asked = await asking.measured([(side.ports, side.base) for side in sides])
    return [
        {what: times[n] for what, times in found.items()}
        | {what: Times(*times) for what, times in asked[n].items()}
        for n in range(len(sides))
    ]


async def _timed(
    sides: Sequence[Side], asked: Sequence[Asked], before: Sequence[Between] = ()
) -> list[Times]:
    """`before` happens before each opening at one client, outside its time."""
    ones = [_hand(side.ports[0], side.sessions[0]) for side in sides]
    timings: list[list[float]] = [[] for _ in sides]
    for n in range(TIMES + 5):
        for side, one in enumerate(ones):
            if before:
                await before[side](n)
            took = await asked[side](one, n)
            if took is not None and n >= 5:
                timings[side].append(took)
    for one in ones:
        one.close()
    return [
        Times(quantile(found, 0.5) * 1000, quantile(found, 0.95) * 1000, await _pace(side, ask))
        for side, ask, found in zip(sides, asked, timings, strict=True)
    ]


async def _pace(side: Side, ask: Asked) -> float:
    """How many a second for eight clients at once."""
    ports, sessions = side.ports, side.sessions
    hands = [_hand(ports[n % len(ports)], sessions[n % len(sessions)]) for n in range(HANDS)]
    many, took = await for_seconds(SECONDS, hands, ask)
    for hand in hands:
        hand.close()
    return len(many) / took


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
