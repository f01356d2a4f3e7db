"""Configurations that would endanger visitors' data refuse to start, with words on how to mend."""

from urllib.parse import urlsplit

from satupintu.config.environment import Unsafe
from satupintu.operations.reach import is_loopback

SHORTEST_SECRET = 32
SHORTEST_BACKUP_KEY = 16


def refuse_unsafe_addresses(host: str, public_address: str, *, debug: bool) -> None:
    """Raises Unsafe when visitors would write in the open, or see the inside of faults."""
    if debug and not is_loopback(host):
        raise Unsafe(
            f"DEBUG is on while HOST={host} opens the service to others, who would see the inside "
            "of every fault. Leave DEBUG out, or set HOST=127.0.0.1."
        )
    if not public_address:
        return
    parts = urlsplit(public_address)
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise Unsafe(
            f"PUBLIC_ADDRESS={public_address} is not encrypted; visitors' phones would send their "
            "guest book in the open. Use https://, or leave it out (docs/running/one-office.md)."
        )
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Unsafe(
            f"PUBLIC_ADDRESS={public_address} is no address. Write it like "
            "https://antre.example.go.id."
        )


def refuse_unsafe_keys(secret: str, backup_key: str) -> None:
    """Raises Unsafe for keys that can be guessed; an empty one is made by the product itself."""
    if secret and len(secret) < SHORTEST_SECRET:
        raise Unsafe(
            f"SECRET_KEY has {len(secret)} signs; whoever guesses it can sign in as anybody. Use "
            f"{SHORTEST_SECRET} random ones, or leave it out: one is made at the first start."
        )
    if backup_key and len(backup_key) < SHORTEST_BACKUP_KEY:
        raise Unsafe(
            f"BACKUP_KEY has {len(backup_key)} signs; use at least {SHORTEST_BACKUP_KEY}, or leave "
            "it out: one is made at the first start."
        )


def refuse_half_tls(certificate: str, key: str) -> None:
    """Raises Unsafe when only one of the two files is named."""
    if bool(certificate) != bool(key):
        raise Unsafe("TLS_CERTIFICATE and TLS_KEY belong together; set both or neither.")


def refuse_open_mail(host: str, tls: str, sender: str, *, with_password: bool) -> None:
    """Raises Unsafe when mail could not be sent at all, or its password would go in the open."""
    if not host:
        return
    if tls not in {"starttls", "tls", "off"}:
        raise Unsafe(f"SMTP_TLS={tls} is unknown. Use starttls, tls or off.")
    if "@" not in sender:
        raise Unsafe("SMTP_HOST is set without MAIL_FROM. Set MAIL_FROM=pst@example.go.id.")
    if tls == "off" and with_password and not is_loopback(host):
        raise Unsafe(
            f"SMTP_TLS=off would send SMTP_PASSWORD to {host} in the open. Use starttls or tls."
        )
