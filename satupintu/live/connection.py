"""One client's connection: who opens it and never finishes a question does not keep it.

The server by itself waits for a question for ever, and takes a head of any length, so that a single
machine could hold every file the process may open, or its memory. An answer has its own patience.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

HEAD_SECONDS = 20.0  # from the first packet to the end of the head, on a poor line too
HEAD_BYTES = 64 * 1024  # a link and a browser's cookies fit ten times over


class Connection(HttpToolsProtocol):
    """Ends when a question is not whole in time; parsed in C, since each press pays for it."""

    head_seconds = HEAD_SECONDS
    _patience: asyncio.TimerHandle | None = None
    _in_head = False
    _head_size = 0
    _deaf = False  # what follows a question to change the protocol is not for us

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait_for_a_question()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._in_head, self._head_size = True, 0

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._stop_waiting()
        if self.parser.should_upgrade() and self._announces_body():
            raise ValueError("the parser would take the body for the next question")
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        if self._deaf:
            return
        super().data_received(data)
        if (not self._in_head and self._answering()) or self.transport.is_closing():
            return
        if self._in_head:
            self._head_size += len(data)
            if self._head_size > HEAD_BYTES:
                return self.send_400_response("The head of the request is too long.")
        if self._patience is None:
            self._wait_for_a_question()

    def _unsupported_upgrade_warning(self) -> None:
        # Answered as if nothing had been asked for, and nothing is read after it.
        self._deaf, self.cycle.keep_alive = True, False

    def _announces_body(self) -> bool:
        lengths = {b"transfer-encoding", b"content-length"}
        return any(name in lengths and value != b"0" for name, value in self.headers)

    def _answering(self) -> bool:
        # uvicorn declares a cycle from the start, but there is none before the first question.
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _wait_for_a_question(self) -> None:
        self._patience = self.loop.call_later(self.head_seconds, self._nobody_asked)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _nobody_asked(self) -> None:
        if self._answering():  # the answer before is still under way, however long it takes
            self._wait_for_a_question()
        elif not self.transport.is_closing():
            self.transport.abort()
