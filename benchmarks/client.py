"""A small keep-alive HTTP client that costs little and leaves the two cores to the server."""

import asyncio
import gzip
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


@dataclass
class Hand:
    """One keep-alive connection with its cookies."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    from_address: str = ""  # of this machine's own range, where limits count by place
    packed: bool = False  # ask for pages as browsers do, which pack them
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None

    async def ask(self, method: str, path: str, form: str = "", cookies: str = "") -> Answer:
        """One request and its whole answer, timed from the first byte sent to the last received."""
        if self.writer is None or self.writer.is_closing():
            local = (self.from_address, 0) if self.from_address else None
            self.reader, self.writer = await asyncio.open_connection(
                self.host, self.port, local_addr=local
            )
        assert self.reader
        body = form.encode()
        kept = cookies or "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}", f"Cookie: {kept}"]
        if self.packed:
            head.append("Accept-Encoding: gzip")
        if method == "POST":
            head += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
            ]
            head += [f"Origin: http://{self.host}:{self.port}", "Sec-Fetch-Site: same-origin"]
        began = time.perf_counter()
        self.writer.write(("\r\n".join(head) + "\r\n\r\n").encode() + body)
        answer = await self._read(began)
        return answer

    async def _read(self, began: float) -> Answer:
        assert self.reader
        raw = await self.reader.readuntil(b"\r\n\r\n")
        lines = raw.decode("latin-1").split("\r\n")
        headers: dict[str, str] = {}
        for line in lines[1:]:
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                cookie, _, content = value.partition(";")[0].partition("=")
                self.cookies[cookie] = content
            elif name:
                headers[name.lower()] = value
        body, took = await self._body(headers), time.perf_counter() - began
        if headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        return Answer(int(lines[0].split()[1]), headers, body, took)

    async def _body(self, headers: dict[str, str]) -> bytes:
        assert self.reader
        if headers.get("transfer-encoding") == "chunked":
            parts = []
            while size := int((await self.reader.readline()).split(b";")[0], 16):
                parts.append((await self.reader.readexactly(size + 2))[:-2])
            await self.reader.readline()
            return b"".join(parts)
        return await self.reader.readexactly(int(headers.get("content-length", 0)))

    def close(self) -> None:
        if self.writer:
            self.writer.close()


async def for_seconds(
    seconds: float, hands: list[Hand], act: Callable[[Hand, int], Awaitable[float | None]]
) -> tuple[list[float], float]:
    """Let every hand act again and again; the timings in seconds and how long it really took."""
    timings: list[float] = []
    began = time.perf_counter()

    async def work(hand: Hand, number: int) -> None:
        turn = 0
        while time.perf_counter() - began < seconds:
            taken = await act(hand, number + turn * len(hands))
            turn += 1
            if taken is not None:
                timings.append(taken)

    await asyncio.gather(*(work(hand, number) for number, hand in enumerate(hands)))
    return timings, time.perf_counter() - began


def quantile(values: list[float], share: float) -> float:
    """The value below which this share lies; 0 for nothing."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def spread(seconds: list[float]) -> str:
    """The middle, what 95 of 100 stay below and the most, in milliseconds, in words."""
    p50, p95, most = (quantile(seconds, share) * 1000 for share in (0.5, 0.95, 1.0))
    return f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, most {most:.0f} ms (n={len(seconds)})"
