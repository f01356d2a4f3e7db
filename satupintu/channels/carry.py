"""The one door for everything that leaves: claims parcels, hands them to a channel, settles them.

It works in a thread of its own beside the worker, because a slow mail server must not keep the
journal waiting for its seal. Whatever happens to the machine, a parcel is sent at least once, each
time under the same Message-ID, by which mail programs drop a second copy.
"""

import logging
import threading
import time as wall
from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections, connection

from satupintu.channels.base import Enclosed, Mail, NotTaken
from satupintu.channels.email.smtp import Post, server
from satupintu.journal.record import writing
from satupintu.outbox import actions, queries
from satupintu.outbox.letters import AUTOMATIC
from satupintu.outbox.models import Parcel
from satupintu.outbox.workflow import Cause

log = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0  # seconds until a server that was away is tried again
LOOK_EVERY = 30.0  # if nobody rings


class Carrier(threading.Thread):
    """Sends what waits, whenever the bell rings; pauses while the server is away."""

    def __init__(self, open_post: Callable[[], Post] = lambda: Post(server())) -> None:
        super().__init__(name="carrier", daemon=True)
        self.bell = threading.Event()
        self.open_post = open_post
        self.pause = 0.0
        self.closed_until = float("-inf")
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.is_set():
            self.bell.wait(LOOK_EVERY)
            self.bell.clear()
            if self._ended.is_set() or wall.monotonic() < self.closed_until:
                continue
            try:
                close_old_connections()
                self.carry()
            except Exception:  # the next bell must find somebody
                log.exception("the carrier stumbled")
                self._rest()
        connection.close()

    def carry(self) -> int:
        """Send everything that is due now over one connection; how many were looked at."""
        post: Post | None = None
        handled = 0
        try:
            while parcel := _claimed():
                handled += 1
                try:
                    if post is None:
                        post = self.open_post()
                    post.send(_mail(parcel))
                except NotTaken as refused:
                    _settle(parcel, refused)
                    if refused.line_broken:
                        self._rest()
                        break
                else:
                    _settle(parcel, None)
                    self.pause = 0.0
        finally:
            if post:
                post.close()
        return handled

    def end(self) -> None:
        """Stop after the parcel in hand."""
        self._ended.set()
        self.bell.set()

    def _rest(self) -> None:
        self.pause = min(self.pause * 2 or FIRST_PAUSE, LONGEST_PAUSE)
        self.closed_until = wall.monotonic() + self.pause


_carrier: Carrier | None = None
_lock = threading.Lock()


def carry_mail() -> None:
    """The worker's duty: a carrier is there, and rings when something is due."""
    if settings.SMTP_HOST and queries.something_due():
        _there().bell.set()


def empty_old_letters() -> None:
    """The worker's duty: words of letters that ended long ago, or never can leave, go."""
    with writing():
        actions.give_up_useless()
        actions.empty_old()


def _there() -> Carrier:
    global _carrier
    with _lock:
        if _carrier is None or not _carrier.is_alive():
            _carrier = Carrier()
            _carrier.start()
            actions.on_put[:] = [_carrier.bell.set]  # what is put from now on need not wait for us
    return _carrier


def _claimed() -> Parcel | None:
    with writing():
        return actions.claim()


def _settle(parcel: Parcel, refused: NotTaken | None) -> None:
    with writing():
        if refused is None:
            actions.sent(parcel)
        else:
            actions.failed(parcel, refused.cause, refused.said)
    if refused and refused.cause is Cause.FAULT:
        log.error("parcel %s cannot be composed: %s", parcel.pk, refused.said)


def _mail(parcel: Parcel) -> Mail:
    return Mail(
        to=parcel.address, subject=parcel.subject, text=parcel.text, at=parcel.created_at,
        message_id=parcel.message_id, thread_id=parcel.thread_id, sender_name=parcel.office.name,
        automatic=parcel.kind in AUTOMATIC,
        enclosed=tuple(
            Enclosed(one.name, one.content_type, bytes(one.content))
            for one in parcel.enclosures.all()
        ),
    )  # fmt: skip
