"""A key as a phone has it, for tests: makes a key pair, signs questions, counts its uses."""

import hashlib
import json
import os
import struct
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Key:
    """One passkey. `site` and `origin` are where its browser believes to be."""

    def __init__(self, site: str = "testserver", origin: str = "http://testserver") -> None:
        self.site, self.origin = site, origin
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(32)
        self.uses = 0
        self.flags = PRESENT | VERIFIED

    def made(self, options: dict[str, Any]) -> str:
        """The browser's answer to an offer."""
        attested = b"\0" * 16 + struct.pack(">H", len(self.id)) + self.id + self._public()
        data = self._data(ATTESTED) + attested
        statement = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        return self._answer(
            {"clientDataJSON": _text(client), "attestationObject": _text(statement)}
        )

    def answer(self, options: dict[str, Any]) -> str:
        """The browser's answer to a question."""
        self.uses += 1
        data, client = self._data(), self._client("webauthn.get", options["challenge"])
        signed = data + hashlib.sha256(client).digest()
        signature = self.private.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": _text(client),
                "authenticatorData": _text(data),
                "signature": _text(signature),
            }
        )

    def _answer(self, response: dict[str, str]) -> str:
        name = _text(self.id)
        told = {"id": name, "rawId": name, "type": "public-key", "response": response}
        return json.dumps({**told, "clientExtensionResults": {}})

    def _client(self, kind: str, challenge: str) -> bytes:
        told = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(told).encode()

    def _data(self, more: int = 0) -> bytes:
        name = hashlib.sha256(self.site.encode()).digest()
        return name + bytes([self.flags | more]) + struct.pack(">I", self.uses)

    def _public(self) -> bytes:
        numbers = self.private.public_key().public_numbers()
        x, y = (each.to_bytes(32, "big") for each in (numbers.x, numbers.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})


def _text(content: bytes) -> str:
    return bytes_to_base64url(content)
