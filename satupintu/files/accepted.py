"""What is accepted, in one place: kinds of files and their limits (PRT-12)."""

from dataclasses import dataclass
from types import MappingProxyType

MOST_BYTES = 10 * 1024 * 1024
MOST_MEGABYTES = MOST_BYTES // (1024 * 1024)
# One form with all that comes in it, for those without the script: a little above the largest
# file, so that the page itself can say which one is too large.
FORM_MEGABYTES = MOST_MEGABYTES + 2
CHUNK = 512 * 1024  # a piece of an upload that can be taken up again
PER_MESSAGE = 10
PER_OWNER = 40
OWNER_BYTES = 100 * 1024 * 1024
# What nobody has attached yet, of one office: a flood ends here and not at the end of the disk.
LOOSE_BYTES = 2 * 1024**3
SHARE = 4  # one household has a fourth of what the others leave free: 400 MB of an empty place
LOOSE_PER_HOLDER = 40
ROOM_LEFT = 200 * 1024 * 1024  # the database needs the rest of the disk
LOOSE_HOURS = 24  # a file that nobody attached: nobody has to write in haste
# The same of a stranger while a fourth of the place is taken; and of what stopped arriving.
CROWDED_HOURS = 1


@dataclass(frozen=True)
class Kind:
    """One kind of file: what it is called, sent as, and named."""

    code: str
    media_type: str
    suffixes: tuple[str, ...]  # the first is the one we write

    @property
    def word(self) -> str:
        return self.code.upper()

    @property
    def icon(self) -> str:
        return {"pdf": "paper", "jpg": "eye", "png": "eye"}.get(self.code, "list")


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = MappingProxyType(
    {
        "pdf": Kind("pdf", "application/pdf", (".pdf",)),
        "xlsx": Kind("xlsx", _SHEET, (".xlsx",)),
        "csv": Kind("csv", "text/csv", (".csv",)),
        "jpg": Kind("jpg", "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif")),
        "png": Kind("png", "image/png", (".png",)),
        "docx": Kind("docx", _DOCUMENT, (".docx",)),
        "txt": Kind("txt", "text/plain", (".txt",)),
    }
)
ALLOWED = ("pdf", "xlsx", "csv", "jpg", "png")  # DOCX and TXT are known, and not taken


def words(kinds: tuple[str, ...] = ALLOWED) -> str:
    """ "PDF, XLSX, CSV, JPG, PNG"."""
    return ", ".join(KINDS[code].word for code in kinds)


def suffixes(kinds: tuple[str, ...] = ALLOWED) -> str:
    """What a browser offers for choosing: ".pdf,.xlsx,…"."""
    return ",".join(suffix for code in kinds for suffix in KINDS[code].suffixes)
