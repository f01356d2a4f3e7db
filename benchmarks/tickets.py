"""Tickets: one POST from press to committed answer, with CSRF, press key, workflow and journal."""

import asyncio

from benchmarks.client import Hand, for_seconds, quantile
from benchmarks.house import postgresql_house, sqlite_house
from benchmarks.kiosk import Kiosk
from benchmarks.table import Row

SECONDS, HANDS, MACHINES = 5.0, 8, 200


def measure() -> list[Row]:
    """Three runs each: SQLite, PostgreSQL with one office and with eight."""
    rows = []
    with sqlite_house("1", str(MACHINES), "3", "0") as (house, facts):
        runs = [asyncio.run(_press([house.port], facts)) for _ in range(3)]
    rows.append(_row("tickets, SQLite FULL, 1 process, 8 clients", ">= 450/s, p95 <= 30 ms", runs))
    for offices, bar in ((1, 450), (8, 500)):
        with postgresql_house(2, str(offices), str(MACHINES), "3", "0") as (houses, facts):
            runs = [asyncio.run(_press([each.port for each in houses], facts)) for _ in range(3)]
        what = f"tickets, PostgreSQL, 2 processes, {offices} office{'s' * (offices > 1)}"
        rows.append(_row(what, f">= {bar}/s, p95 <= 30 ms", runs))
    return rows


async def _press(ports: list[int], facts: dict[str, list[str]]) -> tuple[float, list[float], int]:
    hands = [Hand("127.0.0.1", ports[n % len(ports)]) for n in range(HANDS)]
    kiosk = await Kiosk.at(hands[0], facts["offices"][0], facts["secrets"][0])
    refused = 0

    async def act(hand: Hand, turn: int) -> float | None:
        nonlocal refused
        machine = turn % MACHINES
        answer = await kiosk.take(
            turn // MACHINES, hand=hand, secret=facts["secrets"][machine],
            office=facts["offices"][machine % len(facts["offices"])],
        )  # fmt: skip
        if answer.status == 303 and "number" in answer.headers.get("location", ""):
            return answer.seconds
        refused += 1
        return None

    timings, took = await for_seconds(SECONDS, hands, act)
    for hand in hands:
        hand.close()
    return len(timings) / took, timings, refused


def _row(what: str, bar: str, runs: list[tuple[float, list[float], int]]) -> Row:
    rate, timings, _ = sorted(runs, key=lambda run: run[0])[len(runs) // 2]
    wrong = sum(run[2] for run in runs)
    p50, p95 = quantile(timings, 0.5) * 1000, quantile(timings, 0.95) * 1000
    said = f"{rate:.0f}/s, p50 {p50:.1f} ms, p95 {p95:.1f} ms, refused {wrong}"
    return Row(what, bar, said, "FQM 174/s (with duplicates), bcgov 29/s")
