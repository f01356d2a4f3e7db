"""A mail server on this machine for tests: it can be kind, busy, strict, slow, or hang up."""

import contextlib
import email
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from satupintu.channels.carry import Carrier
from satupintu.channels.email.smtp import Post, Server
from satupintu.outbox.models import Parcel
from satupintu.rules import clock
from tests.machine import free_port

TAKEN = "250 OK"


class Behaviour:
    """What the server does; tests change it while it runs."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.to: list[str] = []
        self.connections = 0
        self.to_rcpt: Callable[[str], str] = lambda address: TAKEN
        self.to_mail: Callable[[str], str] = lambda address: TAKEN
        self.to_data: Callable[[bytes], str] = lambda content: TAKEN
        self.hang_up_after_data = False

    @property
    def ids(self) -> list[str]:
        """The Message-IDs; a long one may stand on a line of its own."""
        return [letter["Message-ID"].strip() for letter in self.letters]

    @property
    def letters(self) -> list[EmailMessage]:
        return [_read(content) for content in self.taken]

    async def handle_EHLO(
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.to_mail(address)

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        answer = self.to_rcpt(address)
        if answer == TAKEN:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = self.to_data(envelope.content)
        if answer == TAKEN:
            self.taken.append(envelope.content)
            self.to += envelope.rcpt_tos
        if self.hang_up_after_data:
            server.transport.abort()
        return answer


def _read(content: bytes) -> EmailMessage:
    read = email.message_from_bytes(content, policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


@contextlib.contextmanager
def mail_server(**options: Any) -> Iterator[tuple[Behaviour, Server]]:
    """A running server and how to reach it."""
    behaviour, port = Behaviour(), free_port()
    patient: dict[str, Any] = {"ready_timeout": 60, **options}  # a busy machine is slow, not wrong
    running = Controller(behaviour, hostname="127.0.0.1", port=port, **patient)
    running.start()
    try:
        yield behaviour, Server("127.0.0.1", port, "off", "", "", "pst@jateng.example")
    finally:
        running.stop()


@contextlib.contextmanager
def silent_server() -> Iterator[Server]:
    """Takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield Server("127.0.0.1", listening.getsockname()[1], "off", "", "", "pst@jateng.example")


def password(user: str, secret: str) -> dict[str, Any]:
    """The server lets in this user only."""

    def check(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        right = (given.login, given.password) == (user.encode(), secret.encode())
        return AuthResult(success=right, handled=False)

    return {"authenticator": check, "auth_required": True}


def tls(certificate: str, key: str) -> dict[str, Any]:
    """The server speaks TLS with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return {"tls_context": context, "require_starttls": True}


def certificate(home: Path) -> tuple[str, str]:
    """A certificate for this machine's address that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2090, 1, 1, tzinfo=UTC)).add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = serialization.Encoding.PEM
    (home / "mail.crt").write_bytes(made.public_bytes(pem))
    (home / "mail.key").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return str(home / "mail.crt"), str(home / "mail.key")


def carried(server: Server) -> int:
    """One round of a carrier with this server."""
    return Carrier(lambda: Post(server)).carry()


def later(**time: float) -> AbstractContextManager[None]:
    """So much time has passed."""
    return clock.travel(to=clock.now() + timedelta(**time))


def states() -> list[tuple[str, str]]:
    """What became of the parcels, the oldest first."""
    return [(one.state, one.cause) for one in Parcel.objects.order_by("pk")]
