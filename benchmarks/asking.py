"""A question by the web form: the press that creates it, and the whole way of who asks."""

import asyncio
import re
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.client import Hand, quantile
from benchmarks.desks import TOKEN

PRESS = re.compile(rb'name="press" value="([^"]+)"')
OF_A_PLACE = 20  # questions that come from one address: the limits per place stay on
ONE_BY_ONE, HANDS, OF_A_HAND = 60, 8, 60
Found = tuple[float, float, float]  # middle and p95 in milliseconds, and how many a second


@dataclass
class Checked:
    """A question that its asker has written and read over: one press is left."""

    hand: Hand
    cookies: str
    where: str
    told: str
    written: float  # seconds that the first press took

    async def send(self) -> float:
        """The press that creates it: number, message, clock, letter with the code, one commit."""
        answer = await self.hand.ask("POST", f"{self.where}send/", self.told, self.cookies)
        assert answer.status == 302, (answer.status, answer.body[:300])
        assert "/questions/" in answer.headers["location"], answer.headers
        return answer.seconds


async def measured(sides: Sequence[tuple[list[int], str]]) -> list[dict[str, Found]]:
    """The pages are fetched and the connections open before the clock starts.

    `create by web form` is one POST that creates, as with the peer; `both presses` adds the one
    that leads to *Periksa pertanyaan Anda*. The rate counts creating presses of eight clients.
    The sides (ports and address of an office) press in turns.
    """
    alone = [await _checked(ports[0], base, ONE_BY_ONE + 5) for ports, base in sides]
    sent: list[list[tuple[float, float]]] = [[] for _ in sides]
    for turn in zip(*alone, strict=True):
        for found, one in zip(sent, turn, strict=True):
            found.append((one.written, await one.send()))
    return [
        {
            "create by web form": (
                *_quantiles([send for _, send in found[5:]]),
                await _pace(*side),
            ),
            "create by web form, both presses": (*_quantiles([sum(two) for two in found[5:]]), 0.0),
        }
        for side, found in zip(sides, sent, strict=True)
    ]


async def _pace(ports: list[int], base: str) -> float:
    """How many eight clients create a second."""
    many = await asyncio.gather(
        *(_checked(ports[n % len(ports)], base, OF_A_HAND) for n in range(HANDS))
    )
    for questions in many:
        for hand in {id(one.hand): one.hand for one in questions}.values():
            hand.close()
            await hand.ask("GET", f"{base}ask/likely/", cookies="bahasa=id")  # open again
    began = time.perf_counter()
    await asyncio.gather(*(_sent(questions) for questions in many))
    return HANDS * OF_A_HAND / (time.perf_counter() - began)


async def _checked(port: int, base: str, count: int) -> list[Checked]:
    found: list[Checked] = []
    while len(found) < count:
        spot = uuid.uuid4().int
        place = f"127.{spot % 200 + 1}.{spot // 200 % 250}.{spot // 50_000 % 250 + 1}"
        hand = Hand("127.0.0.1", port, from_address=place)
        found += [await _one(hand, base) for _ in range(min(OF_A_PLACE, count - len(found)))]
    return found


async def _one(hand: Hand, base: str) -> Checked:
    hand.cookies.clear()
    form = await hand.ask("GET", f"{base}ask/")
    token = TOKEN.search(form.body)
    assert token, form.status
    told = {
        "csrfmiddlewaretoken": token[1].decode(), "name": "Pengguna", "contact_by": "web",
        "question": f"Berapa jumlah penduduk kecamatan nomor {uuid.uuid4().int % 9999} tahun lalu?",
        "email": f"p{uuid.uuid4().hex[:12]}@example.org", "trail": "{}",
    }  # fmt: skip
    written = await hand.ask("POST", f"{base}ask/", urlencode(told))
    where = written.headers.get("location", "")
    assert written.status == 302, (written.status, written.body[:300])
    check = await hand.ask("GET", where)
    press, fresh = PRESS.search(check.body), TOKEN.search(check.body)
    assert press, check.status
    assert fresh, check.status
    last = urlencode({"csrfmiddlewaretoken": fresh[1].decode(), "press": press[1].decode()})
    cookies = "; ".join(f"{name}={value}" for name, value in hand.cookies.items())
    return Checked(hand, cookies, where, last, written.seconds)


async def _sent(questions: list[Checked]) -> None:
    for one in questions:
        await one.send()


def _quantiles(seconds: list[float]) -> tuple[float, float]:
    return quantile(seconds, 0.5) * 1000, quantile(seconds, 0.95) * 1000
