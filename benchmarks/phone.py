"""The visitor's phone page: bytes on the wire and requests of a first load."""

import asyncio
import gzip
import re

from benchmarks.client import Hand
from benchmarks.house import sqlite_house
from benchmarks.table import Row

LINKED = re.compile(rb'<(?:link rel="stylesheet" href|script src|img src)="(/[^"]+)"')


def measure() -> list[Row]:
    """Everything that the first load fetches, compressed, the stream not counted."""
    with sqlite_house("1", "1", "3", "5") as (house, facts):
        sizes = asyncio.run(_load(house.port, f"/t/{facts['tokens'][-1]}/"))
    said = f"{sum(sizes) / 1024:.1f} KB in {len(sizes)} requests"
    return [Row("visitor's phone page, first load", "<= 40 KB, <= 4 requests", said)]


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
