"""An encrypted file that is written and read as a stream, a chunk at a time.

AES-256-GCM with a key from the passphrase by scrypt. Each chunk's nonce holds its place and whether
it is the last one, so that chunks cannot be exchanged, left out or cut off without being noticed.
"""

import io
import secrets
import struct
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"SATUPINTU-BACKUP-1\n"
CHUNK = 1 << 20  # bytes of plain text in a chunk
TAG = 16
HEADER = struct.Struct(">16sBBB7s")  # salt, log2 of n, r, p, nonce prefix
COST = (15, 8, 1)  # 32 MiB for a moment: a small machine bears it once a day
DEAREST = 18  # a forged header must not ask for all the memory there is


class Unreadable(Exception):
    """The file is no backup, is damaged, was cut off, or the key is another one."""


class Writer(io.RawIOBase):
    """Encrypts what is written to it; `close` writes the last chunk."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        self._target, self._buffer, self._number = target, bytearray(), 0
        self._prefix = secrets.token_bytes(7)
        salt = secrets.token_bytes(16)
        self._head = MAGIC + HEADER.pack(salt, *COST, self._prefix)
        self._cipher = AESGCM(_key(passphrase, salt, *COST))
        target.write(self._head)

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        self._buffer += data
        # The last chunk is marked, so a full one waits until it is known not to be the last.
        while len(self._buffer) > CHUNK:
            self._put(bytes(self._buffer[:CHUNK]), last=False)
            del self._buffer[:CHUNK]
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._put(bytes(self._buffer), last=True)
            self._buffer.clear()
        super().close()

    def _put(self, plain: bytes, *, last: bool) -> None:
        nonce = _nonce(self._prefix, self._number, last=last)
        self._target.write(self._cipher.encrypt(nonce, plain, self._head))
        self._number += 1


class Reader(io.RawIOBase):
    """The plain text of an encrypted file. Raises Unreadable as soon as something is wrong."""

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        self._source, self._plain, self._number = source, memoryview(b""), 0
        head = source.read(len(MAGIC) + HEADER.size)
        if len(head) < len(MAGIC) + HEADER.size or not head.startswith(MAGIC):
            raise Unreadable("this is not a backup of Satu Pintu")
        salt, cost, r, p, self._prefix = HEADER.unpack(head[len(MAGIC) :])
        if cost > DEAREST or not r or not p or r * p > 32:
            raise Unreadable("the head of the file is damaged")
        self._head = head
        self._cipher = AESGCM(_key(passphrase, salt, cost, r, p))
        self._next = source.read(CHUNK + TAG)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        if not self._plain and self._next:
            self._plain = memoryview(self._get())
        count = min(len(buffer), len(self._plain))
        buffer[:count] = self._plain[:count]
        self._plain = self._plain[count:]
        return count

    def drain(self) -> None:
        """Read on to the end, so that the last chunk has been proved as well."""
        while self.read(CHUNK):
            pass

    def _get(self) -> bytes:
        chunk, self._next = self._next, self._source.read(CHUNK + TAG)
        nonce = _nonce(self._prefix, self._number, last=not self._next)
        self._number += 1
        try:
            return self._cipher.decrypt(nonce, chunk, self._head)
        except InvalidTag:
            first = self._number == 1
            raise Unreadable(
                "the key is another one, or the file is damaged"
                if first
                else f"the file is damaged or was cut off after {self._number - 1} MiB"
            ) from None


def _key(passphrase: str, salt: bytes, cost: int, r: int, p: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**cost, r=r, p=p).derive(plain_key(passphrase))


def plain_key(passphrase: str) -> bytes:
    """The passphrase without the spaces around it that copying brings along."""
    return passphrase.strip().encode()


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])
