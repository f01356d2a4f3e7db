"""The name of a file as it came from somewhere, made harmless to show, to send and to save."""

import re
import unicodedata

from satupintu.files.accepted import KINDS

LONGEST = 120
# Suffixes that a system would run, or a browser open as a page.
RUN = frozenset({
    "ade", "adp", "apk", "app", "asp", "aspx", "bat", "bin", "chm", "cmd", "com", "cpl", "dll",
    "dmg", "docm", "exe", "gadget", "hta", "htm", "html", "inf", "ins", "iso", "jar", "js", "jse",
    "jsp", "lnk", "mht", "mhtml", "msc", "msi", "msp", "mst", "pht", "phtml", "php", "pif", "pl",
    "pptm", "ps1", "py", "reg", "scr", "sct", "sh", "svg", "svgz", "vb", "vbe", "vbs", "wsc", "wsf",
    "wsh", "xhtml", "xlsm", "xml", "zip",
})  # fmt: skip
_KNOWN = {suffix for kind in KINDS.values() for suffix in kind.suffixes}
_RESERVED = re.compile(r"(?i)^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")


def clean(given: str, kind: str = "") -> str:
    """A name without path, control signs and tricks, ending as its content says.

    Signs that turn the direction of reading go too: with them "exe.pdf" can be written backwards.
    """
    name = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(sign for sign in name if unicodedata.category(sign) not in _UNSEEN)
    name = re.sub(r'[<>:"|?*;%\s]+', " ", name).strip(" .")
    stem, suffix = split(name)
    if kind and suffix not in KINDS[kind].suffixes:
        if suffix not in _KNOWN:
            stem, suffix = f"{stem}{suffix}", ""
        suffix = KINDS[kind].suffixes[0]
    stem = _RESERVED.sub("berkas", _defused(stem)).strip(" .") or "berkas"
    return stem[: LONGEST - len(suffix)].rstrip(" .") + suffix


def split(name: str) -> tuple[str, str]:
    """Stem and suffix, the suffix in small letters with its dot."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or not re.fullmatch(r"[A-Za-z0-9]{1,8}", suffix):
        return name, ""
    return stem, f".{suffix.lower()}"


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def _defused(stem: str) -> str:
    parts = stem.split(".")
    joined = parts[0]
    for part in parts[1:]:
        joined += ("_" if part.strip().lower() in RUN else ".") + part
    return joined


def header(name: str) -> str:
    """The name for Content-Disposition (RFC 6266): plain for old readers, then as it is."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r'["\\\x00-\x1f\x7f]', "_", plain).strip() or "berkas"
    exact = "".join(chr(byte) if byte in _ATTR_CHAR else f"%{byte:02X}" for byte in name.encode())
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}"


_ATTR_CHAR = frozenset(
    b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&+-.^_`|~"
)
