"""Memory of server and worker together: at rest with a thousand live pages, and at its peak."""

import asyncio
import threading
import time

import psutil

from benchmarks.client import Hand
from benchmarks.house import sqlite_house
from benchmarks.live import Screen, _close, _open
from benchmarks.table import Row

PAGES = 1000


def measure() -> list[Row]:
    """PSS of the process (the worker is a thread of it) and of its children, sampled."""
    raised = {"LIVE_STREAMS_PER_ADDRESS": "6000"}
    with sqlite_house("1", "1", "3", "40", **raised) as (house, facts):
        assert house.process
        watch = Watch(house.process.pid)
        rest = asyncio.run(_rest(house.port, facts, watch))
        watch.end()
    return [
        Row(f"memory at rest with {PAGES} live pages", "<= 120 MB PSS", f"{rest:.0f} MB"),
        Row(
            "memory at its peak (sign-ins, exports, pages)", "<= 180 MB PSS", f"{watch.most:.0f} MB"
        ),
    ]


class Watch(threading.Thread):
    """Samples the memory of a process and its children four times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.process, self.most, self.ended = psutil.Process(pid), 0.0, False
        self.start()

    def now(self) -> float:
        family = [self.process, *self.process.children(recursive=True)]
        return sum(each.memory_full_info().pss for each in family) / 1024 / 1024

    def run(self) -> None:
        while not self.ended:
            try:
                self.most = max(self.most, self.now())
            except psutil.Error:
                return
            time.sleep(0.25)

    def end(self) -> None:
        self.ended = True


async def _rest(port: int, facts: dict[str, list[str]], watch: Watch) -> float:
    office = facts["offices"][0]
    screens = [Screen("phone", f"/live/{office}/public?kind=phone") for _ in range(PAGES)]
    for screen in screens:
        await _open(screen, port)
    hand = Hand("127.0.0.1", port)
    for path in (f"/o/{office}/", "/sign-in/", f"/t/{facts['tokens'][0]}/"):
        await hand.ask("GET", path)
    await asyncio.sleep(5)
    rest = watch.now()
    signed = Hand("127.0.0.1", port, {"sessionid": facts["sessions"][0]})
    for _ in range(20):
        await signed.ask("GET", f"/o/{office}/desks/1/")
        await hand.ask("POST", "/sign-in/", "username=petugas0&password=salah-sekali")
    for screen in screens:
        _close(screen)
    return rest
