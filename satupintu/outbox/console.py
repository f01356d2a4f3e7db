"""Where nothing is sent, letters can be read on a page: on a developer's own machine only.

Codes in letters open accounts. So the page is there only while no mail server is set, the service
listens on this machine alone, whoever asks sits at it, and the office is the sample one (or DEBUG
is on, which is refused anywhere else). A real office without a mail server has no such page.
"""

import ipaddress
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from satupintu.offices.models import Office


def readable_here(asked: Mapping[str, Any]) -> bool:
    """Whether letters are shown to whoever asks; `asked` is a request's META."""
    forwarded = {"HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED"} & asked.keys()
    return (
        not settings.SMTP_HOST
        and not settings.PUBLIC_ADDRESS
        and _loopback(settings.HOST)
        and not forwarded  # a proxy on this machine speaks for others
        and _loopback(str(asked.get("REMOTE_ADDR", "")))
        # A foreign page can make a browser ask this machine, but under its own site's name.
        and _loopback(re.sub(r":\d+$", "", str(asked.get("HTTP_HOST", "localhost"))))
        and offices().exists()
    )


def offices() -> QuerySet[Office]:
    """The offices whose letters are shown."""
    return Office.objects.all() if settings.DEBUG else Office.objects.filter(example=True)


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
