"""One version of an office's public state, made once and handed out as bytes."""

import gzip
from dataclasses import dataclass
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`version` is <journal number>-<digest of the content>: ordered by the first, told apart by
    the second, so that it means the same after a restart and in another process."""

    version: str
    seq: int
    data: bytes
    gzipped: bytes
    event: bytes
    called: frozenset[str]

    @property
    def digest(self) -> str:
        """Names the content, whatever the journal's number."""
        return digest_of(self.version)


def snapshot_of(seq: int, data: bytes, called: frozenset[str]) -> Snapshot:
    """Make a version; compressing costs about a millisecond, so not in the event loop."""
    version = f"{seq}-{blake2b(data, digest_size=6).hexdigest()}"
    event = f"event: version\nid: {version}\ndata: {version}\n\n".encode()
    return Snapshot(version, seq, data, gzip.compress(data, 6, mtime=0), event, called)


def digest_of(version: str) -> str:
    """The content's part of a version; anything else gives something no content has."""
    return version.rpartition("-")[2]


def seq_of(version: str) -> int:
    """The journal's part of a version, 0 for anything else."""
    number = version.partition("-")[0]
    return int(number) if number.isdecimal() and len(number) < 16 else 0
