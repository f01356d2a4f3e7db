"""Clients that tests need and browsers are not: patient, stalled, counting, over plain sockets."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

from tests.machine import free_port

ROOT = Path(__file__).resolve().parents[3]


class Little:
    """The little office in a process of its own; `with` ends it."""

    def __init__(self, port: int = 0, **settings: object) -> None:
        self.port = port or free_port()
        self.settings = {f"LITTLE_{name.upper()}": str(value) for name, value in settings.items()}
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            [
                *(
                    sys.executable,
                    "-m",
                    "uvicorn",
                    "satupintu.live.tests.little_office:application",
                ),
                *("--port", str(self.port), "--timeout-graceful-shutdown", "120"),
                *("--log-level", "critical", "--no-proxy-headers"),
            ],
            cwd=ROOT,
            env=os.environ | self.settings,
        )
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                self.get("/")
                return self
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the little office did not open")

    def __exit__(self, *problem: object) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)

    def end(self, number: int = signal.SIGTERM) -> None:
        """Ask it to end as Ctrl-C or systemd would; raises if it waits for whoever is there."""
        assert self.process is not None
        self.process.send_signal(number)
        self.process.wait(30)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[http.client.HTTPResponse, bytes]:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """GET with headers named in Python's way."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.ask("GET", path, headers=named)

    def act(self, **said: object) -> dict[str, Any]:
        """Let something happen in the office; its journal number and when."""
        return dict(json.loads(self.ask("POST", "/act", json.dumps(said).encode())[1]))

    def known(self) -> dict[str, Any]:
        """What the little office counted."""
        return dict(json.loads(self.get("/known")[1]))

    def until_streams(self, count: int) -> None:
        """Wait until so many streams are open: one that ends is counted for a moment more."""
        until = time.monotonic() + 30
        while (streams := self.known()["streams"]) != count:
            assert time.monotonic() < until, f"{streams} streams are open"
            time.sleep(0.05)

    def stalled(self, request: bytes, buffer: int = 0) -> socket.socket:
        """A connection that has sent this much and then neither sends nor reads."""
        plug = socket.socket()
        if buffer:
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        plug.connect(("127.0.0.1", self.port))
        plug.sendall(request)
        return plug

    def stream(self, path: str = "/live/3300/public", **headers: str) -> "Stream":
        """Open a live stream."""
        return Stream(self.port, path, headers)


class Stream:
    """An open live stream; `next` gives one event as (name, data)."""

    def __init__(self, port: int, path: str, headers: dict[str, str]) -> None:
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.plug = socket.create_connection(("127.0.0.1", port), 30)
        self.plug.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.unread, self.retry = b"", 0
        while b"\r\n\r\n" not in self.unread:
            self._more(30)
        head, self.unread = self.unread.split(b"\r\n\r\n", 1)
        self.status = int(head.split()[1])
        self.head = head.decode().lower()

    def next(self, seconds: float = 30, beats: bool = False) -> tuple[str, str]:
        """The next event; ("end", "") when the stream is over, ("silence", "") when none comes."""
        until = time.monotonic() + seconds
        while True:
            event = self._event()
            if event is not None and (beats or event[0] != "beat"):
                return event
            if event is None:
                if b"\r\n0\r\n\r\n" in b"\r\n" + self.unread:
                    return "end", ""
                try:
                    if not self._more(max(0.01, until - time.monotonic())):
                        return "end", ""
                except TimeoutError:
                    return "silence", ""

    def close(self) -> None:
        """Leave."""
        self.plug.close()

    def _more(self, seconds: float) -> bool:
        self.plug.settimeout(seconds)
        got = self.plug.recv(65536)
        self.unread += got
        return bool(got)

    def _event(self) -> tuple[str, str] | None:
        while b"\n\n" in self.unread:
            block, self.unread = self.unread.split(b"\n\n", 1)
            if b"retry: " in block:
                self.retry = int(block.split(b"retry: ")[1])
            fields = dict(
                line.split(": ", 1) for line in block.decode().splitlines() if ": " in line
            )
            if "event" in fields:
                return fields["event"], fields.get("data", "")
        return None
