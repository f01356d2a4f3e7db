"""One open stream, without a task of its own: the hub writes, the handler waits for the end."""

import asyncio

from satupintu.live.asgi_types import Message, Send, abort

BEAT = b"event: beat\ndata: .\n\n"
SIGNED_OUT = b"event: signed-out\ndata: .\n\n"

# Seconds between beats. A display must notice a lost line within 10 s (DSP-11); a phone's radio
# should sleep, and most proxies close a silent stream only after 30 s or more.
BEATS = {"display": 4.0, "staff": 4.0, "phone": 20.0}


class Listener:
    """Where a stream's bytes go and what its page is."""

    __slots__ = (
        "bucket", "check_at", "code", "kind", "open", "send",
        "sent", "session", "subject", "task", "ticket", "told", "unsure", "whole",
    )  # fmt: skip

    def __init__(self, send: Send, code: str, kind: str, sent: str = "", ticket: str = "") -> None:
        self.send, self.code, self.kind = send, code, kind
        self.sent = sent  # digest of the content (public) or journal number (staff) last told
        self.ticket = ticket
        self.whole = False  # is told what it shows, not only that there is something new
        self.session = ""
        self.subject = ""  # the one thing this page follows, an officer's beside the office
        self.told = ""  # journal number of the subject last told
        self.bucket: set[Listener] = set()
        self.check_at = 0.0
        self.unsure = 0
        self.open = True
        self.task = asyncio.current_task()

    def write(self, data: bytes, last: bool = False) -> bool:
        """Hand bytes to the connection without waiting; a client that cannot take them is dropped.

        The server's `send` waits only when 64 KB are already unread: hours of events. So it is
        driven by hand, and where it would wait, the stream ends; the page opens a new one.
        """
        if not self.open:
            return False
        self.open = not last
        message: Message = {"type": "http.response.body", "body": data, "more_body": not last}
        sending = self.send(message).__await__()
        try:
            next(sending)
        except StopIteration:
            return True
        except Exception:
            pass  # whatever it is, this stream is over
        else:
            close = getattr(sending, "close", None)
            if close is not None:
                close()
        self.drop()
        return False

    def drop(self) -> None:
        """End a stream whose client does not read."""
        self.open = False
        if not abort(self.send) and self.task is not None:
            self.task.cancel()
