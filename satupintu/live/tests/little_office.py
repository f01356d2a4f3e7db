"""A house without a database, and pages without Django: what the live door's tests knock at.

Run by uvicorn in a process of its own. `POST /act` lets something happen, `/slow` holds a thread.
"""

import json
import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from satupintu import live
from satupintu.live.addresses import Proxies
from satupintu.live.gate import Gate, GateLimits
from satupintu.live.house import Happened, Picture, picture_of
from satupintu.live.hub import Hub
from satupintu.live.router import DoorLimits, Router

GOOD_SESSION = "goodsession00000"
TOKENS = {"token-of-the-first-one": "consultation:1", "token-of-the-second-one": "consultation:2"}
LIVE_JS = Path(live.__file__).parents[1] / "ui" / "static" / "ui" / "live.js"
BODY = """<!doctype html><html lang="id"><head><title>x</title>
<script src="/live.js" defer></script></head>"""
SCREENS = {
    "/display": BODY + '<body data-live="/live/3300/public" data-live-kind="display">',
    "/phone": BODY + '<body data-live="/live/3300/public" data-live-kind="phone">',
    "/desk": BODY
    + """<body data-live="/live/3300/staff" data-live-kind="staff">
        <div id="part" data-refresh="/part"><input id="box"><b>old</b></div><button>x</button>""",
    "/case": BODY
    + """<body data-live="/live/3300/staff/consultation:1" data-live-kind="staff">
        <div id="part" data-refresh="/part" data-soon><b>old</b></div>""",
    "/question": BODY
    + """<body><ol data-live-thread="/live/3300/k/token-of-the-first-one"
        data-live-fetch="/since" data-cursor="0"></ol><div id="part" data-refresh="/part">
        <b>old</b></div>""",
}


class LittleHouse:
    """One office, 3300, whose public state is what `/act` said last."""

    def __init__(self) -> None:
        self.seq = 0
        self.called: list[str] = []
        self.note = "first"
        self.pictures = 0
        self.long = 0
        self.parts = 0
        self.readings = 0
        self.journal: list[Happened] = []  # what happened to consultations
        self.said: list[tuple[str, str]] = []  # (subject, text); its number is its place
        self.sessions = {GOOD_SESSION}
        self.devices: set[str] = set()
        self.picture_seconds = 0.0

    def office(self, code: str) -> tuple[int, int] | None:
        return (1, self.seq) if code == "3300" else None

    def picture(self, office_id: int) -> Picture:
        self.pictures += 1
        if self.picture_seconds:
            time.sleep(self.picture_seconds)
        padding = ["w" * 10] * int(os.environ.get("LITTLE_QUEUE", "30"))
        tickets = {mark: ["called", self.note] for mark in self.called}
        state = {"queue": padding, "note": self.note, "tickets": tickets}
        return picture_of(state, self.called)

    def heads(self) -> dict[int, int]:
        return {1: self.seq}

    def may_follow(self, session_key: str, office_code: str) -> bool:
        return session_key in self.sessions and office_code == "3300"

    def thread(self, office_code: str, token: str) -> str | None:
        return TOKENS.get(token) if office_code == "3300" else None

    def newest(self, office_id: int, subject: str) -> int:
        return max((each.seq for each in self.journal if each.subject == subject), default=0)

    def happened(self, office_id: int, after: int, upto: int) -> list[Happened]:
        self.readings += 1
        return [each for each in self.journal if after < each.seq <= upto]

    def seen(self, devices: set[str]) -> None:
        self.devices |= devices


house = LittleHouse()
hub = Hub(house, recheck=float(os.environ.get("LITTLE_RECHECK", "60")))
lock = threading.Lock()


def act(said: dict[str, Any]) -> dict[str, Any]:
    """Something happens: `note` is shown to the public, `inside` is not; `called` rings phones."""
    with lock:
        house.seq += 1
        house.note = said.get("note", house.note)
        house.called = said.get("called", house.called)
        house.picture_seconds = said.get("picture_seconds", house.picture_seconds)
        house.sessions -= set(said.get("signed_out", []))
        seq = house.seq
        if subject := said.get("subject"):
            house.journal.append(Happened(subject, seq, bool(said.get("inside"))))
            if "text" in said:
                house.said.append((subject, said["text"]))
    at = time.monotonic()
    hub.wake(1, seq)
    return {"seq": seq, "at": at}


def thread_since(after: int) -> str:
    """The first consultation's messages, one before what is asked for among them, by tens."""
    said = [(n, text) for n, (whose, text) in enumerate(house.said, 1) if whose == "consultation:1"]
    found = [(n, text) for n, text in said if n > after - 1][:10]
    items = "".join(f'<li data-n="{n}">{text}</li>' for n, text in found)
    last = max([after, *(n for n, _ in found)])
    more = " data-more" if said and said[-1][0] > last else ""
    return f'<div data-cursor="{last}"{more}>{items}</div>'


def pages(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """A tiny WSGI application."""
    path, body = environ["PATH_INFO"], environ["wsgi.input"].read()
    answer: bytes | list[bytes] = b"page"
    kind = "text/plain"
    if path == "/act":
        answer = json.dumps(act(json.loads(body or b"{}"))).encode()
    elif path == "/long":
        answer = [b"x" * 65536] * 96  # 6 MB, more than a connection's buffers hold
        house.long += 1
    elif path == "/length":
        answer = str(len(body)).encode()
    elif path == "/known":
        known: dict[str, Any] = {"pictures": house.pictures, "long": house.long}
        known |= {"streams": application.streams.total, "parts": house.parts}
        known |= {"readings": house.readings}
        known |= {"devices": sorted(house.devices | hub.seen)}
        answer = json.dumps(known | {"pid": os.getpid()}).encode()
    elif path == "/slow":
        time.sleep(0.5)
    elif path == "/broken":
        raise ValueError("as asked")
    elif path in SCREENS:
        answer, kind = SCREENS[path].encode(), "text/html; charset=utf-8"
    elif path == "/live.js":
        answer, kind = LIVE_JS.read_bytes(), "text/javascript"
    elif path == "/part":
        house.parts += 1
        answer = f"<input id=box><b>{house.note}</b>".encode()
    elif path == "/since":
        answer = thread_since(int(environ["QUERY_STRING"].partition("after=")[2] or 0)).encode()
    elif path == "/headers":
        answer = json.dumps({k: v for k, v in environ.items() if isinstance(v, str)}).encode()
    cookies = [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")]
    csp = ("Content-Security-Policy", "default-src 'self'")
    start("200 OK", [("Content-Type", kind), csp, *cookies])
    return [answer] if isinstance(answer, bytes) else answer


proxies = Proxies(os.environ.get("LITTLE_PROXIES", "10.0.0.0/8").split(","))
bears = GateLimits(
    body_seconds=float(os.environ.get("LITTLE_BODY", "2")),
    waiting=int(os.environ.get("LITTLE_WAITING", "400")),
)
gate = Gate(pages, bears, proxies)
streams = int(os.environ.get("LITTLE_STREAMS", "6000"))
application = Router(
    gate,
    hub,
    DoorLimits(streams=streams, streams_per_address=streams, kept_for_staff=2),
    proxies,
    host_allowed=lambda host: host.startswith("127.0.0.1"),
    on_close=gate.close,
)
