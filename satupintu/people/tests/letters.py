"""What a reader of letters does in tests: opens the newest one and takes the code out."""

import re
from typing import Any

from django.test import Client

from satupintu.outbox.models import Parcel

ADDRESS = "sari@undip.ac.id"
SIGN_IN, CODE = "/me/sign-in/", "/me/code/"


def newest(address: str = ADDRESS) -> Parcel:
    found = Parcel.objects.filter(address=address).order_by("-pk").first()
    assert found is not None, f"no letter to {address}"
    return found


def digits(address: str = ADDRESS) -> str:
    """As it is printed: "123 456"."""
    found = re.search(r"\b(\d{3} \d{3})\b", newest(address).text)
    assert found
    return found[1]


def link(address: str = ADDRESS) -> str:
    """The path of the link, without the site."""
    found = re.search(r"https?://[^/\s]+(/\S+)", newest(address).text)
    assert found
    return found[1]


def wrong(right: str) -> str:
    """A code that is not this one."""
    return f"{(int(right.replace(' ', '')) + 1) % 1_000_000:06}"


def come_in(client: Client, address: str = ADDRESS, **more: str) -> Any:
    """The browser signs in with this address."""
    client.post(SIGN_IN, {"email": address, **more})
    return client.post(CODE, {"code": digits(address), **more})
