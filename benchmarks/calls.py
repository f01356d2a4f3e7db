"""Call next: eight desks at once, from press to committed answer.

The first round after a start is not counted: it loads what the others find.
"""

import asyncio

from benchmarks.client import Hand, quantile
from benchmarks.desks import DeskHand
from benchmarks.house import postgresql_house, sqlite_house
from benchmarks.kiosk import Kiosk
from benchmarks.table import Row

DESKS, ROUNDS, WAITING = 8, 20, 24


def measure() -> list[Row]:
    """Both databases: all press at the same moment; then as officers do, not in step."""
    filled = ("1", "1", str(DESKS), str(WAITING))
    with sqlite_house(*filled) as (house, facts):
        rows = _both(house.port, facts, "SQLite")
    with postgresql_house(1, *filled) as (houses, facts):
        return rows + _both(houses[0].port, facts, "PostgreSQL")


def _both(port: int, facts: dict[str, list[str]], where: str) -> list[Row]:
    together = asyncio.run(_rounds(port, facts, pause=0.0))
    apart = asyncio.run(_rounds(port, facts, pause=0.15))
    bar, peers = "p95 <= 20 ms", "FQM 35 ms (double calls), bcgov 1,491 ms"
    what = f"call next, {where}, 8 desks"
    return [
        Row(f"{what}, 150 ms between presses of a desk", bar, _said(apart), peers),
        Row(f"{what} pressing at the same instant", bar, _said(together), peers),
    ]


async def _rounds(port: int, facts: dict[str, list[str]], pause: float) -> list[float]:
    desks = [
        DeskHand(Hand("127.0.0.1", port, {"sessionid": session}), facts["offices"][0], number + 1)
        for number, session in enumerate(facts["sessions"])
    ]
    await asyncio.gather(*(desk.look() for desk in desks))
    kiosk = await Kiosk.at(Hand("127.0.0.1", port), facts["offices"][0], facts["secrets"][0])
    timings: list[float] = []

    async def call(desk: DeskHand, wait: float) -> None:
        await asyncio.sleep(wait)
        answer = await desk.call()
        assert answer.status in (302, 303), (answer.status, answer.body[:200])
        timings.append(answer.seconds)

    for number in range(ROUNDS + 1):
        for taken in range(DESKS):  # as many come as will be called: the line stays as long
            await kiosk.take(number * DESKS + taken)
        await asyncio.gather(*(call(desk, n * pause / DESKS) for n, desk in enumerate(desks)))
        await asyncio.gather(*(desk.serve_and_finish() for desk in desks))
        if number == 0:
            timings.clear()
    for desk in desks:
        desk.hand.close()
    return timings


def _said(timings: list[float]) -> str:
    p50, p95 = quantile(timings, 0.5) * 1000, quantile(timings, 0.95) * 1000
    return f"p50 {p50:.1f} ms, p95 {p95:.1f} ms (n={len(timings)})"
