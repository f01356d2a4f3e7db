"""One client's connection: who opens it and asks nothing does not keep it.

The server by itself waits for the first question for ever, so that a single machine could take
every file the process may open without sending a byte. After an answer it has its own patience.
"""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 20.0  # from the first packet to the end of the first head, on a poor line too


class Connection(H11Protocol):
    """Ends when the first question is not whole in time."""

    head_seconds = HEAD_SECONDS

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._patience = self.loop.call_later(self.head_seconds, self._nobody_asked)

    def connection_lost(self, exc: Exception | None) -> None:
        self._patience.cancel()
        super().connection_lost(exc)

    def _nobody_asked(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.abort()
