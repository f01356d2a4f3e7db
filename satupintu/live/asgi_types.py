"""The words of the ASGI protocol, typed once for the gate and the router."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]


def header(scope: Scope, name: bytes) -> bytes:
    """The first value of a request header (name in lower case), or an empty value."""
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value)
    return b""


def abort(send: Send) -> bool:
    """Drop a connection whose client has stopped reading; False where the server hides it.

    ASGI has no word for this. Uvicorn keeps the transport on the object that owns `send`; closing
    it politely would wait, for as long as the client likes, until the client reads the rest.
    """
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        return False
    transport.abort()
    return True
