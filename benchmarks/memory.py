"""Memory of server and worker together: at rest with a thousand live pages, and at its peak."""

import asyncio
import threading
import time
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import psutil

from benchmarks.client import Answer, Hand
from benchmarks.desks import TOKEN
from benchmarks.house import ran, sqlite_house
from benchmarks.live import Screen, close_page, open_page
from benchmarks.table import Row

PAGES, VISITS = 1000, 12_000  # the guest book of a year of a busy office


def measure() -> list[Row]:
    """PSS of the process (the worker is a thread of it) and of its children, sampled.

    The peak has, while the thousand pages are open, a sign-in with its Argon2, and the heaviest
    documents that the product makes: a year of the guest book as XLSX, and
    printed for two months; and a PDF, drawn by a process of its own.
    """
    raised = {"LIVE_STREAMS_PER_ADDRESS": "6000"}
    with sqlite_house("1", "1", "3", "40", **raised) as (house, facts):
        assert house.process
        told = ran(house, "benchmarks.fill_guest_book", str(VISITS))
        watch = Watch(house.process.pid)
        rest, size = asyncio.run(_rest(house.port, facts, told, watch))
        watch.end()
    return [
        Row(f"memory at rest with {PAGES} live pages", "<= 120 MB PSS", f"{rest:.0f} MB"),
        Row(
            f"memory at its peak (sign-in, guest book of {VISITS:,} visits, PDF, consoles)",
            "<= 180 MB PSS", f"{watch.most:.0f} MB (the file: {size / 1e6:.1f} MB)",
        ),
    ]  # fmt: skip


class Watch(threading.Thread):
    """Samples the memory of a process and its children ten times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.process, self.most, self.ended = psutil.Process(pid), 0.0, False
        self.start()

    def now(self) -> float:
        family = [self.process, *self.process.children(recursive=True)]
        return sum(each.memory_full_info().pss for each in family) / 1024 / 1024

    def run(self) -> None:
        while not self.ended:
            with suppress(psutil.NoSuchProcess):  # a document's process has just ended
                self.most = max(self.most, self.now())
            time.sleep(0.1)

    def end(self) -> None:
        self.ended = True


async def _rest(
    port: int, facts: dict[str, list[str]], told: dict[str, Any], watch: Watch
) -> tuple[float, int]:
    office = facts["offices"][0]
    screens = [Screen("phone", f"/live/{office}/public?kind=phone") for _ in range(PAGES)]
    for screen in screens:
        await open_page(screen, port)
    hand = Hand("127.0.0.1", port)
    for path in (f"/o/{office}/", "/sign-in/", f"/t/{facts['tokens'][0]}/"):
        await hand.ask("GET", path)
    await asyncio.sleep(5)
    rest = watch.now()
    signed = Hand("127.0.0.1", port, {"sessionid": facts["sessions"][0]})
    for _ in range(20):
        await signed.ask("GET", f"/o/{office}/desks/1/")
    size = await _heavy(hand, f"/o/{office}/day/guest-book/", told)
    pdf = await hand.ask("GET", f"/o/{office}/standard/consultation/standard.pdf")
    assert pdf.body[:4] == b"%PDF", (pdf.status, pdf.body[:300])
    for screen in screens:
        close_page(screen)
    return rest, size


async def _heavy(hand: Hand, guest_book: str, told: dict[str, Any]) -> int:
    """A supervisor signs in and takes the guest book away; how many bytes the file has."""

    async def send(page: str, to: str, **form: str) -> Answer:
        token = TOKEN.search((await hand.ask("GET", page)).body)
        assert token, page
        return await hand.ask(
            "POST", to, urlencode({"csrfmiddlewaretoken": token[1].decode(), **form})
        )

    entered = await send("/sign-in/", "/sign-in/", username=told["name"], password=told["password"])
    assert "sessionid" in hand.cookies, (entered.status, entered.body[:300])
    period = {"first": told["first"], "last": told["last"]}
    file = await send(guest_book, f"{guest_book}file/", **period)
    assert file.body[:2] == b"PK", (file.status, file.body[:300])
    printed = await send(guest_book, f"{guest_book}print/", **(period | {"first": told["lately"]}))
    assert printed.status == 200, printed.status
    return len(file.body)
