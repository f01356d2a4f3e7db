"""A new installation is set up in a browser by whoever reads the code that the server printed.

The code alone opens the page, also from this machine: behind a proxy everybody seems to come from
here. It lies beside the data, readable by nobody else, and ends when an office is founded.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from satupintu.offices.models import Office
from satupintu.people.actions.accounts import digest, readable

GROUPS, GROUP = 3, 4


class TakenByAnother(Exception):
    """Somebody else is setting up this installation at this very moment, or has done so."""


def code_file() -> Path:
    """Where the code lies until an office is founded."""
    return Path(settings.DATA_DIR) / "setup_code"


def wanted() -> bool:
    """Whether no office serves yet, so that the page may be opened."""
    return not Office.objects.filter(serving=True).exists()


def code() -> str:
    """The code that opens the page; made now when there is none."""
    file = code_file()
    with suppress(FileExistsError):
        made = "-".join(readable(GROUP) for _ in range(GROUPS))
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "w", encoding="utf-8") as new:
            new.write(made + "\n")
    return file.read_text(encoding="utf-8").strip()


def words() -> str:
    """What the server says at its start while no office serves; empty afterwards."""
    if not wanted():
        code_file().unlink(missing_ok=True)
        return ""
    scheme = "https" if settings.TLS_CERTIFICATE else "http"
    host = "127.0.0.1" if settings.HOST in {"0.0.0.0", "::"} else settings.HOST
    return (
        "\n  NO OFFICE IS SET UP YET. Open\n"
        f"    {scheme}://{host}:{settings.PORT}{reverse('setup')}\n"
        f"  and type this code:  {code()}\n"
        "  (or stop the service and run: satupintu setup)\n"
    )


def is_code(typed: str) -> bool:
    """Whether this is the code, in any case, with or without dashes."""
    with suppress(OSError):
        known = code_file().read_text(encoding="utf-8").strip()
        return bool(known) and constant_time_compare(digest(typed), digest(known))
    return False


@contextmanager
def using_up_the_code() -> Iterator[None]:
    """The code works once: who moves it away may found. Raises TakenByAnother.

    It comes back when founding fails.
    """
    taken = code_file().with_suffix(".used")
    try:
        code_file().rename(taken)
    except OSError:
        raise TakenByAnother from None
    try:
        if not wanted():
            raise TakenByAnother
        yield
    except BaseException:
        taken.rename(code_file())
        raise
    taken.unlink(missing_ok=True)
