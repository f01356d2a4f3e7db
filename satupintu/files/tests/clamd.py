"""A tiny ClamAV daemon on loopback: it speaks INSTREAM, knows a virus and takes not everything."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

VIRUS = b"X5O-test-virus"
TOO_LARGE = b"X5O-too-large"  # for this scanner


class Conversation(socketserver.BaseRequestHandler):
    """One request: the command, pieces with their lengths, an empty piece, the answer."""

    def handle(self) -> None:
        assert self._take(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack(">L", self._take(4))[0]:
            data += self._take(size)
        answer = getattr(self.server, "answer", None)
        if answer is None and TOO_LARGE in data:
            answer = b"INSTREAM size limit exceeded. ERROR\0"
        elif answer is None:
            answer = b"stream: Test.Virus FOUND\0" if VIRUS in data else b"stream: OK\0"
        self.request.sendall(answer)

    def _take(self, count: int) -> bytes:
        got = b""
        while len(got) < count:
            piece = self.request.recv(count - len(got))
            assert piece, "the client left in the middle"
            got += piece
        return got


@contextmanager
def daemon(answer: bytes | None = None, path: str = "") -> Iterator[str]:
    """Its address while it lives."""
    kind = socketserver.UnixStreamServer if path else socketserver.TCPServer
    with kind(path or ("127.0.0.1", 0), Conversation) as server:  # type: ignore[arg-type]
        server.answer = answer  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield path or f"127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
