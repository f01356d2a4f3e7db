"""The visitor's phone page: bytes on the wire and requests of a first load."""

import asyncio
import gzip
import re

from benchmarks.client import Hand, for_seconds, quantile
from benchmarks.house import postgresql_house, sqlite_house
from benchmarks.table import Row

HANDS, SECONDS, WAITING = 8, 4.0, 40
LINKED = re.compile(rb'<(?:link rel="stylesheet" href|script src|img src)="(/[^"]+)"')


def measure() -> list[Row]:
    """Everything that the first load fetches, compressed, the stream not counted; and how soon."""
    filled = ("1", "1", "3", str(WAITING))
    with sqlite_house(*filled) as (house, facts):
        sizes = asyncio.run(_load(house.port, f"/t/{facts['tokens'][-1]}/"))
        rows = [asyncio.run(_look([house.port], facts["tokens"], "SQLite"))]
    with postgresql_house(2, *filled) as (houses, facts):
        ports = [each.port for each in houses]
        rows.append(asyncio.run(_look(ports, facts["tokens"], "PostgreSQL, 2 processes")))
    said = f"{sum(sizes) / 1024:.1f} KB in {len(sizes)} requests"
    return [Row("visitor's phone page, first load", "<= 40 KB, <= 4 requests", said), *rows]


async def _look(ports: list[int], tokens: list[str], where: str) -> Row:
    """Eight phones look at their numbers again and again."""

    async def act(hand: Hand, turn: int) -> float | None:
        answer = await hand.ask("GET", f"/t/{tokens[turn % len(tokens)]}/")
        return answer.seconds if answer.status == 200 else None

    hands = [Hand("127.0.0.1", ports[n % len(ports)]) for n in range(HANDS)]
    timings, took = await for_seconds(SECONDS, hands, act)
    for hand in hands:
        hand.close()
    p50, p95 = quantile(timings, 0.5) * 1000, quantile(timings, 0.95) * 1000
    said = f"{len(timings) / took:.0f}/s, p50 {p50:.1f} ms, p95 {p95:.1f} ms"
    return Row(f"visitor's phone page, {HANDS} clients, {WAITING} waiting, {where}", "", said)


async def _load(port: int, path: str) -> list[int]:
    hand = Hand("127.0.0.1", port)
    page = await hand.ask("GET", path)
    assert page.status == 200, page
    sizes = [len(gzip.compress(page.body))]
    for address in LINKED.findall(page.body):
        part = await hand.ask("GET", address.decode())
        sizes.append(len(gzip.compress(part.body)))
    hand.close()
    return sizes
