"""The passphrase of the backups: from BACKUP_KEY, else made once and kept beside the data."""

import secrets
from pathlib import Path

from django.conf import settings

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # copied by hand: no O, 0, I, 1, L
GROUPS, GROUP = 8, 4


def key_file() -> Path:
    """Where a key that we made lies."""
    return Path(settings.DATA_DIR) / "backup_key"


def passphrase() -> str:
    """The key with which backups are made; made now when there is none."""
    if settings.BACKUP_KEY:
        return str(settings.BACKUP_KEY)
    file = key_file()
    if not file.exists():
        keep(
            "-".join("".join(secrets.choice(SIGNS) for _ in range(GROUP)) for _ in range(GROUPS)),
        )
    return file.read_text(encoding="utf-8").strip()


def keep(key: str) -> None:
    """Lay the key beside the data, readable by nobody else."""
    file = key_file()
    file.touch(mode=0o600)
    file.write_text(key + "\n", encoding="utf-8")


def first_words() -> str:
    """What is said when the key has just been made; empty later, or when BACKUP_KEY is set."""
    if settings.BACKUP_KEY or key_file().exists():
        return ""
    passphrase()
    return (
        "\n  BACKUP KEY. The daily backups are encrypted with the key in\n"
        f"    {key_file()}\n"
        "  If this machine is lost, a backup can be read only with this key. Copy it today to\n"
        "  another place: paper in the safe, or the password store of the office.\n"
    )
