"""The officers' inbox and the asker's form, with a thousand and with a hundred thousand cases."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import urlencode

from benchmarks import asking
from benchmarks.client import Hand, for_seconds, quantile
from benchmarks.desks import TOKEN
from benchmarks.house import filled_house
from benchmarks.table import Row

FEW, MANY = 1_000, 100_000
TIMES, SECONDS, HANDS = 60, 4.0, 8
PEERS = {
    "inbox list": "560 ms, 110 statements", "search in messages": "2,200 ms",
    "case page with 200 messages": "56 ms with 4", "create by web form": "7.7-37 ms, 225/s",
    "create by web form, both presses": "one page, one press",
}  # fmt: skip
BARS = {
    "inbox list": "p95 <= 40 ms, >= 150/s at 8", "search in messages": "p95 <= 40 ms",
    "case page with 200 messages": "p95 <= 50 ms",
    "create by web form": "p95 <= 20 ms, >= 300/s at 8",
    "create by web form, both presses": "",
}  # fmt: skip
Asked = Callable[[Hand, int], Coroutine[Any, Any, float | None]]


def measure() -> list[Row]:
    """Both databases, few and many; what many cost beside few stands in each row."""
    rows: list[Row] = []
    for database in ("SQLite", "PostgreSQL"):
        few, many = (_measured(database, count) for count in (FEW, MANY))
        rows += [
            Row(f"{what}, {database}, {MANY:,} cases", BARS[what],
                f"{said(many[what])}; {many[what][1] / max(few[what][1], 1e-9):.2f} times {FEW:,}",
                PEERS[what])
            for what in BARS
        ]  # fmt: skip
    return rows


def said(found: tuple[float, float, float]) -> str:
    middle, most, rate = found
    pace = f", {rate:.0f}/s at {HANDS}" if rate else ""
    return f"p50 {middle:.1f} ms, p95 {most:.1f} ms{pace}"


def _measured(database: str, count: int) -> dict[str, tuple[float, float, float]]:
    more = ("benchmarks.fill_consultations", str(count))
    with filled_house(database, "1", "1", "8", "0", more=more) as (house, facts, filled):
        return asyncio.run(_all(house.port, facts, filled))


async def _all(
    port: int, facts: dict[str, list[str]], filled: dict[str, Any]
) -> dict[str, tuple[float, float, float]]:
    base = f"/o/{filled['office']}/"
    subject, place = filled["words"]
    pages = {
        "inbox list": f"{base}inbox/",
        "case page with 200 messages": f"{base}inbox/{filled['long']}/",
    }  # fmt: skip
    found = {}
    for what, path in pages.items():
        found[what] = await _timed(port, facts["sessions"], _read(path))
    found["search in messages"] = await _timed(
        port, facts["sessions"], _search(base, f"{subject} {place}")
    )
    found |= await asking.measured(port, base)
    return found


async def _timed(port: int, sessions: list[str], asked: Asked) -> tuple[float, float, float]:
    """Middle and p95 in milliseconds at one client, and the rate at eight."""
    one = _hand(port, sessions[0], 0)
    for n in range(5):
        await asked(one, n)
    timings = [t for n in range(TIMES) if (t := await asked(one, n + 5)) is not None]
    hands = [_hand(port, sessions[n % len(sessions)], n + 1) for n in range(HANDS)]
    many, took = await for_seconds(SECONDS, hands, asked)
    for hand in (one, *hands):
        hand.close()
    middle, most = quantile(timings, 0.5) * 1000, quantile(timings, 0.95) * 1000
    return middle, most, len(many) / took


def _hand(port: int, session: str, number: int) -> Hand:
    return Hand("127.0.0.1", port, {"sessionid": session} if session else {})


def _read(path: str) -> Asked:
    async def read(hand: Hand, number: int) -> float:
        answer = await hand.ask("GET", path)
        assert answer.status == 200, (path, answer.status)
        return answer.seconds

    return read


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
