"""One version of an office's public state, made once and handed out as bytes."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from satupintu.live.house import Picture, as_json


@dataclass(slots=True)
class Snapshot:
    """`version` is <journal number>-<digest of the content>: ordered by the first, told apart by
    the second, so that it means the same after a restart and in another process."""

    version: str
    seq: int
    data: bytes
    board: bytes
    called: frozenset[str]
    places: Mapping[str, Any]
    event: bytes
    _board_event: bytes = b""
    _gzipped: bytes = field(default=b"", repr=False)

    @property
    def digest(self) -> str:
        """Names the content, whatever the journal's number."""
        return digest_of(self.version)

    @property
    def gzipped(self) -> bytes:
        """The whole, compressed when it is first wanted: pages with a stream have no need of it."""
        if not self._gzipped:
            self._gzipped = gzip.compress(self.data, 1, mtime=0)
        return self._gzipped

    def event_with(self, ticket: str) -> bytes:
        """The version with what the page shows: a ticket's own place, or all but the tickets."""
        if ticket:
            place = self.places.get(ticket)
            return _event(self.version, as_json({"tickets": {ticket: place} if place else {}}))
        if not self._board_event:
            self._board_event = _event(self.version, self.board)
        return self._board_event

    def is_past(self) -> None:
        """Nobody is told of this version any more; it can still be fetched by its name."""
        self.places = {}


def snapshot_of(seq: int, picture: Picture) -> Snapshot:
    """Make a version of what the house shows."""
    version = f"{seq}-{blake2b(picture.data, digest_size=6).hexdigest()}"
    return Snapshot(
        version, seq, picture.data, picture.board, picture.called, picture.places, _event(version)
    )


def digest_of(version: str) -> str:
    """The content's part of a version; anything else gives something no content has."""
    return version.rpartition("-")[2]


def seq_of(version: str) -> int:
    """The journal's part of a version, 0 for anything else."""
    number = version.partition("-")[0]
    return int(number) if number.isdecimal() and len(number) < 16 else 0


def _event(version: str, told: bytes = b"") -> bytes:
    name = version.encode()
    more = b" " + told if told else b""
    return b"event: version\nid: %b\ndata: %b%b\n\n" % (name, name, more)
