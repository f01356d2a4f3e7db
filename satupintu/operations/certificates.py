"""A certificate authority of the office's own, for HTTPS on its network without the Internet.

The authority may vouch only for the office's own names and for private addresses: whoever steals
its key cannot pretend to be any site of the Internet.
"""

import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from satupintu.rules import clock

Key = ec.EllipticCurvePrivateKey
AUTHORITY_LASTS = timedelta(days=3650)
SERVER_LASTS = timedelta(days=820)  # some systems refuse more than 825
RENEWED_BEFORE = timedelta(days=60)
BACKDATED = timedelta(days=1)  # a kiosk's clock may be a little behind
OWN_ENDINGS = ("local", "lan", "internal", "home.arpa", "localhost")
PRIVATE: tuple[IPv4Network | IPv6Network, ...] = tuple(
    ip_network(each)
    for each in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fc00::/7", "::1")
)


class NotPrivate(Exception):
    """An address that everybody on the Internet may have: it needs a public certificate."""


def authority_file(folder: Path) -> Path:
    """What kiosk, display and desks are told to trust."""
    return folder / "authority.crt"


def issue(folder: Path, names: Iterable[str], addresses: Iterable[str]) -> None:
    """A server certificate for these names and addresses, by the authority of the folder.

    The authority is made when there is none, or when it may not vouch for one of the names.
    Raises NotPrivate.
    """
    names = list(dict.fromkeys(names))
    hosts = [ip_address(each) for each in dict.fromkeys(addresses)]
    if strange := [each for each in hosts if not any(each in network for network in PRIVATE)]:
        raise NotPrivate(str(strange[0]))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not _may_vouch(folder, names):
        _make_authority(folder, names)
    _make_server(folder, names, hosts)


def renew_if_old(folder: Path) -> bool:
    """A certificate of ours that ends soon is made anew for the same names; whether it was."""
    certificate = folder / "server.crt"
    if not certificate.exists() or not (folder / "authority.key").exists():
        return False
    if valid_until(certificate) - clock.now() > RENEWED_BEFORE:
        return False
    said = _read(certificate).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    hosts = [str(each) for each in said.get_values_for_type(x509.IPAddress)]
    issue(folder, said.get_values_for_type(x509.DNSName), hosts)
    return True


def valid_until(certificate: Path) -> datetime:
    """The moment from which nobody trusts the certificate any more."""
    return _read(certificate).not_valid_after_utc


def fingerprint(certificate: Path) -> str:
    """SHA-256 in pairs, as systems show it: compared by eye when the authority is installed."""
    digest = _read(certificate).fingerprint(hashes.SHA256()).hex().upper()
    return ":".join(digest[place : place + 2] for place in range(0, len(digest), 2))


def _may_vouch(folder: Path, names: Iterable[str]) -> bool:
    if not authority_file(folder).exists() or not (folder / "authority.key").exists():
        return False
    authority = _read(authority_file(folder))
    if authority.not_valid_after_utc - clock.now() < SERVER_LASTS:
        return False
    said = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    allowed = [
        each.value for each in said.permitted_subtrees or () if isinstance(each, x509.DNSName)
    ]
    return all(_within(name, allowed) for name in names)


def _within(name: str, allowed: Iterable[str]) -> bool:
    return any(name == each or name.endswith("." + each) for each in allowed)


def _make_authority(folder: Path, names: Iterable[str]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name("Satu Pintu, jaringan kantor")
    mine = dict.fromkeys([*names, *OWN_ENDINGS])
    allowed = [*map(x509.DNSName, mine), *map(x509.IPAddress, PRIVATE)]
    made = (
        _certificate(subject, subject, key, AUTHORITY_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.NameConstraints(allowed, None), critical=True)
        .add_extension(_usage(authority=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    _write_key(folder / "authority.key", key)
    authority_file(folder).write_bytes(made.public_bytes(serialization.Encoding.PEM))


def _make_server(folder: Path, names: list[str], hosts: list[IPv4Address | IPv6Address]) -> None:
    authority = _read(authority_file(folder))
    authority_key = serialization.load_pem_private_key(
        (folder / "authority.key").read_bytes(), password=None
    )
    assert isinstance(authority_key, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    known = [*map(x509.DNSName, names), *map(x509.IPAddress, hosts)]
    subject = _name(names[0] if names else str(hosts[0]))
    made = (
        _certificate(subject, authority.subject, key, SERVER_LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(known), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(_usage(authority=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()),
            critical=False,
        )
        .sign(authority_key, hashes.SHA256())
    )
    _write_key(folder / "server.key", key)
    (folder / "server.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: Key, lasts: timedelta
) -> x509.CertificateBuilder:
    now = clock.now()
    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + lasts)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority, key_cert_sign=authority, crl_sign=authority,
        content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words[:64])])


def _read(certificate: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(certificate.read_bytes())


def _write_key(file: Path, key: Key) -> None:
    data = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        target.write(data)
