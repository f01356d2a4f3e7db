"""Call next: eight desks at once, from press to committed answer."""

import asyncio

from benchmarks.client import Hand, quantile
from benchmarks.desks import DeskHand
from benchmarks.house import sqlite_house
from benchmarks.kiosk import Kiosk
from benchmarks.table import Row

DESKS, ROUNDS, WAITING = 8, 30, 24


def measure() -> list[Row]:
    """All eight press at the same moment, round after round; then as officers do, not in step."""
    with sqlite_house("1", "1", str(DESKS), str(WAITING)) as (house, facts):
        together = asyncio.run(_rounds(house.port, facts, pause=0.0))
        apart = asyncio.run(_rounds(house.port, facts, pause=0.15))
    bar, peers = "p95 <= 20 ms", "FQM 35 ms (double calls), bcgov 1,491 ms"
    return [
        Row(
            "call next, SQLite, 8 desks, 150 ms between presses of a desk", bar, _said(apart), peers
        ),
        Row("call next, SQLite, 8 desks pressing at the same instant", bar, _said(together), peers),
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

    for number in range(ROUNDS if pause else ROUNDS // 3):
        for taken in range(DESKS):  # as many come as will be called: the line stays as long
            await kiosk.take(number * DESKS + taken)
        await asyncio.gather(*(call(desk, n * pause / DESKS) for n, desk in enumerate(desks)))
        await asyncio.gather(*(desk.serve_and_finish() for desk in desks))
    for desk in desks:
        desk.hand.close()
    return timings


def _said(timings: list[float]) -> str:
    p50, p95 = quantile(timings, 0.5) * 1000, quantile(timings, 0.95) * 1000
    return f"p50 {p50:.1f} ms, p95 {p95:.1f} ms (n={len(timings)})"
