"""Runs one WSGI request in one worker thread, from a body that is whole to an answer that is whole.

a2wsgi would do the same with four or more hand-overs between thread and event loop per request,
each of which waits for the interpreter lock; here there is one in each direction.
"""

import io
import logging
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from satupintu.live.asgi_types import Headers, Scope

WSGIApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

IN_MEMORY = 256 * 1024  # bytes of an answer; the rest of a long one waits on disk

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Answer:
    """A whole answer: `body` for ordinary pages, `file` (from its start) for long ones."""

    status: int
    headers: Headers
    body: bytes = b""
    file: IO[bytes] | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A whole request: who asks (after trusted proxies), and a body that can be read at once."""

    scope: Scope
    address: str
    forwarded: bool  # came through a trusted proxy
    body: IO[bytes]
    length: int


def environ_of(request: Request) -> dict[str, Any]:
    """The request as WSGI sees it."""
    scope = request.scope
    server = scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": _path(scope),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": request.address,
        "CONTENT_LENGTH": str(request.length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": request.body,
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw, value in scope["headers"]:
        # A header written with an underscore could pass itself off as a proxy's own.
        if raw in (b"content-length", b"transfer-encoding", b"proxy") or b"_" in raw:
            continue
        if raw.startswith(b"x-forwarded-") and not request.forwarded:
            continue
        name = raw.decode("latin-1").upper().replace("-", "_")
        key = name if name == "CONTENT_TYPE" else f"HTTP_{name}"
        text = value.decode("latin-1")
        if key in environ:
            text = f"{environ[key]}{'; ' if name == 'COOKIE' else ','}{text}"
        environ[key] = text
    return environ


def _path(scope: Scope) -> str:
    raw = scope.get("raw_path")
    path = unquote_to_bytes(raw.partition(b"?")[0]) if raw else scope["path"].encode()
    return str(path.decode("latin-1")).removeprefix(scope.get("root_path", ""))


def answer(application: WSGIApplication, environ: dict[str, Any]) -> Answer:
    """Call the application and take its whole answer; runs in a worker thread."""
    started: list[tuple[int, Headers]] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        # Django writes a cookie with a space before it, which HTTP does not allow.
        lines = [
            (name.lower().encode("latin-1"), value.strip().encode("latin-1"))
            for name, value in headers
        ]
        started[:] = [(int(status.split(" ", 1)[0]), lines)]
        return written.append

    written: list[bytes] = []
    chunks = application(environ, start_response)
    try:
        whole = _Whole()
        for chunk in chunks:
            whole.add(chunk)
    finally:
        close = getattr(chunks, "close", None)
        if close is not None:
            close()
    status, lines = started[0]
    return whole.as_answer(status, lines, b"".join(written))


class _Whole:
    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.size = 0
        self.file: IO[bytes] | None = None

    def add(self, chunk: bytes) -> None:
        self.size += len(chunk)
        if self.file is None and self.size > IN_MEMORY:
            self.file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever sends it
            self.file.writelines(self.parts)
            self.parts = []
        if self.file is None:
            self.parts.append(chunk)
        else:
            self.file.write(chunk)

    def as_answer(self, status: int, headers: Headers, written: bytes) -> Answer:
        if status not in (204, 304) and all(name != b"content-length" for name, _ in headers):
            headers.append((b"content-length", str(self.size + len(written)).encode()))
        if self.file is not None:
            self.file.seek(0, io.SEEK_SET)
            return Answer(status, headers, written, self.file)
        return Answer(status, headers, written + b"".join(self.parts))
