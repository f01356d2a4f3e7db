"""A search as addresses name it: its number, signed, so that nobody notes outcomes of others."""

from django.core import signing

SALT = "search"


def search_key(number: int) -> str:
    """The number of a logged search for the links on its page."""
    return signing.Signer(salt=SALT).sign(str(number))


def search_number(key: str) -> int:
    """The number behind such a key; 0 for anything else."""
    try:
        return int(signing.Signer(salt=SALT).unsign(key))
    except (signing.BadSignature, ValueError):
        return 0
