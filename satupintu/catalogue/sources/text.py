"""Text out of other people's files, made fit for a screen: nothing hidden, nothing run."""

import html
import re
import unicodedata
from urllib.parse import urlsplit

LINK_LENGTH = 500
# Nothing in it is tried twice: else a cell of nothing but spaces behind a "<" would take minutes.
_BREAKING_TAGS = re.compile(r"<\s*+(?:/\s*+)?(?:br|p|li|ul|ol|div|tr)\b[^<>]*>", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]"
)
_LOOKALIKES = str.maketrans(
    {"\xa0": " ", "\u2010": "-", "\u2011": "-", "\u2028": "\n", "\u2029": "\n"}
)
# The first letters of UTF-8 that was read as Windows-1252: "aprÃ¨s", "â€“".
_MISREAD = re.compile(
    r"[ÃÂâ][\x80-\xbf\u0152-\u0161\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
_MENDED = frozenset("&<\\")  # signs of markup, and of quotation marks escaped by a program
_LOST = re.compile("\\?*\ufffd+")


def line(raw: object) -> str:
    """One line of clean text."""
    if raw is None or raw == "":
        return ""
    return " ".join(block(raw).split())


def block(raw: object) -> str:
    """Clean text that may have several lines: no markup, no hidden signs, no empty lines."""
    if isinstance(raw, list):
        raw = ", ".join(one for one in raw if isinstance(one, str))
    elif isinstance(raw, dict):
        raw = ""  # a record inside a record has no words of its own
    text = str(raw) if raw is not None else ""
    # Plain printable ASCII is by far the most common cell; it has nothing to mend.
    if text.isascii() and text.isprintable() and _MENDED.isdisjoint(text):
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace('\\"', '"')
    text = _without_markup(text)
    text = mended(text)
    text = _HIDDEN.sub("", unicodedata.normalize("NFC", text).translate(_LOOKALIKES))
    lines = (" ".join(one.split()) for one in text.split("\n"))
    return "\n".join(one for one in lines if one)


def _without_markup(text: str) -> str:
    if "&" in text:
        text = html.unescape(html.unescape(text))  # some sources escape twice
    if "<" in text:
        text = _TAGS.sub("", _BREAKING_TAGS.sub("\n", text))
    return text


def mended(text: str) -> str:
    """Text that was read in the wrong encoding, in its own letters where they survive."""
    if _MISREAD.search(text):
        text = _MISREAD_RUN.sub(_read_again, text)
    return _LOST.sub("", text)


_MISREAD_RUN = re.compile(r"[\x80-\u02ff\u2010-\u2122]+")


def _read_again(found: re.Match[str]) -> str:
    try:
        return b"".join(_as_byte(sign) for sign in found.group()).decode()
    except UnicodeError:
        return found.group()


def _as_byte(sign: str) -> bytes:
    # Windows-1252 leaves five bytes without a letter; readers pass them on as control signs.
    return sign.encode("latin-1") if "\x80" <= sign <= "\x9f" else sign.encode("cp1252")


def lost_letters(raw: object) -> bool:
    """Whether signs of this text were lost before it came here and cannot be had back."""
    return "\ufffd" in str(raw)


def link(raw: object) -> str:
    """A web address that may stand on a page; empty when it is anything else."""
    address = _HIDDEN.sub("", html.unescape(str(raw or ""))).strip()
    if not address or len(address) > LINK_LENGTH or any(sign.isspace() for sign in address):
        return ""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    honest = parts.scheme.lower() in {"http", "https"} and "." in (parts.hostname or "")
    return address if honest and "@" not in parts.netloc and port != 0 else ""
