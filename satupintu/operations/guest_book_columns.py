"""Earlier guest books: which column means what, and what a cell says. No database, no files.

Identity numbers are dropped wherever they stand: a column that is named after them is not read, and
sixteen digits in any other cell are taken out before anything else looks at it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from satupintu.people.names import e164, without_identity_numbers

# field → words in a column's name that mean it; the first field with a match wins.
MEANS: tuple[tuple[str, str], ...] = (
    ("dropped", r"\bnik\b|identitas|\bktp\b|\bsim\b|paspor|passport|\bnip\b|\bnim\b"),
    ("email", r"e-?mail|surel"),
    ("phone", r"telepon|telp|\bhp\b|handphone|ponsel|whats ?app|\bwa\b|kontak|phone"),
    ("day", r"tanggal|\btgl|\bdate\b|timestamp|cap waktu|^hari"),
    ("time", r"\bjam\b|pukul|waktu|\btime\b"),
    ("institution", r"instansi|lembaga|institusi|universitas|perusahaan|asal|organisasi"),
    ("sex", r"kelamin|\bl ?/ ?p\b|gender|^jk$"),
    ("birth_year", r"tahun lahir|tgl lahir|tanggal lahir"),
    ("education", r"pendidikan"),
    ("occupation", r"pekerjaan|profesi"),
    ("head_count", r"jumlah (?:orang|tamu|pengunjung|rombongan)|^jumlah$"),
    ("purpose", r"keperluan|tujuan|kebutuhan|data yang|maksud|permintaan|topik"),
    ("name", r"\bnama\b|\bname\b|pengunjung|^tamu$"),
)
FIELDS = tuple(field for field, _ in MEANS if field != "dropped")
NEEDED = ("name", "day")
MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
    "oktober", "november", "desember",
)  # fmt: skip
WORDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "sex": (("1", r"^l(aki)?\b|pria|^m(ale)?$"), ("2", r"^p(erempuan)?\b|wanita|^f(emale)?$")),
    "education": (
        ("5", r"\bs ?-?3\b|doktor"),
        ("4", r"\bs ?-?2\b|magister|master"),
        ("3", r"\bs ?-?1\b|\bd ?-?(4|iv)\b|sarjana"),
        ("2", r"\bd ?-?([123]|i{1,3})\b|diploma"),
        ("1", r"slta|sma|smk|smp|\bsd\b|sltp"),
    ),
    "occupation": (
        ("1", r"mahasiswa|pelajar|siswa"),
        ("2", r"dosen|peneliti"),
        ("4", r"bumn|bumd"),
        ("3", r"\basn\b|\bpns\b|pppk|\btni\b|polri|polisi"),
        ("5", r"swasta|karyawan"),
        ("6", r"wira|usaha|pengusaha"),
    ),
}

# "3", "3 orang", "3 (tiga) orang"
HEADS = r"(\d{1,3})( ?\([a-z ]+\))?( ?(orang|org|tamu|pengunjung|peserta|siswa|mahasiswa))?\.?"


class Refused(ValueError):
    """A row that cannot be taken; the message says why, without anything of the person."""


@dataclass(frozen=True)
class EarlierVisit:
    """One row of an earlier guest book, without any identity number."""

    day: date
    at: time | None
    name: str
    email: str = ""
    phone: str = ""
    institution: str = ""
    sex: str = ""
    birth_year: int | None = None
    education: str = ""
    occupation: str = ""
    purpose: str = ""
    head_count: int = 1


def guess(header: Sequence[Any]) -> dict[str, int]:
    """Field → place of its column, as far as the names tell; each field and column once."""
    found: dict[str, int] = {}
    for place, cell in enumerate(header):
        words = " ".join(str(cell or "").lower().replace("_", " ").split())
        # "Tanggal lahir" speaks of a day as well; the longer name is the truer one.
        fields = [field for field, pattern in MEANS if re.search(pattern, words)]
        if "birth_year" in fields:
            fields = ["birth_year"]
        if fields and fields[0] != "dropped" and fields[0] not in found:
            found[fields[0]] = place
    return found


def is_identity(title: Any) -> bool:
    """Whether a column is named after an identity number; it is never read, mapped or not."""
    words = str(title or "").lower().replace("_", " ")
    return bool(re.search(MEANS[0][1], words))


def read_row(cells: Sequence[Any], columns: Mapping[str, int], today: date) -> EarlierVisit:
    """What a row says. Raises Refused."""
    said = {field: _cell(cells, place) for field, place in columns.items()}
    name = _text(said.get("name"), 120)
    if not re.search(r"[A-Za-z]{2}", name):
        raise Refused("no name")
    day, at = _moment(said.get("day"), said.get("time"))
    if day > today:
        raise Refused("the date is in the future")
    if day.year < 1990:
        raise Refused("the date is before 1990")
    return EarlierVisit(
        day, at, name,
        email=_email(said.get("email")),
        phone=e164(_text(said.get("phone"), 40)),
        institution=_text(said.get("institution"), 120),
        purpose=_text(said.get("purpose"), 200),
        birth_year=_year(said.get("birth_year"), day),
        head_count=_count(said.get("head_count")),
        **{field: _code(said.get(field), WORDS[field]) for field in WORDS},
    )  # fmt: skip


def is_empty(cells: Iterable[Any]) -> bool:
    """Whether nothing at all stands in a row."""
    return all(cell is None or not str(cell).strip() for cell in cells)


def _cell(cells: Sequence[Any], place: int) -> Any:
    cell = cells[place] if place < len(cells) else None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # spreadsheets keep telephone numbers as numbers
    return without_identity_numbers(str(cell)) if isinstance(cell, int | str) else cell


def _text(said: Any, most: int) -> str:
    return " ".join(str(said if said is not None else "").split())[:most].strip(" ,;-")


def _email(said: Any) -> str:
    text = _text(said, 254).lower()
    return text if re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", text) else ""


def _moment(day: Any, at: Any) -> tuple[date, time | None]:
    if isinstance(day, datetime):
        told = day.time().replace(microsecond=0)
        return day.date(), _time(at) or (told if told != time(0) else None)
    if isinstance(day, date):
        return day, _time(at)
    text = _text(day, 60).lower()
    return _date(text), _time(at) or _time(text.partition(" ")[2])


def _date(text: str) -> date:
    if not text:
        raise Refused("no date")
    words = "|".join(MONTHS)
    numbers = (
        (r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})", None),
        (r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})", None),
        (rf"(?P<d>\d{{1,2}})[ -](?P<m>{words})[ -](?P<y>\d{{4}})", MONTHS),
    )
    for pattern, months in numbers:
        if found := re.search(rf"(?<!\d){pattern}(?!\d)", text):
            month = months.index(found["m"]) + 1 if months else int(found["m"])
            try:
                return date(int(found["y"]), month, int(found["d"]))
            except ValueError:
                break
    raise Refused("the date cannot be read; write it like 24/07/2025")


def _time(said: Any) -> time | None:
    if isinstance(said, datetime):
        return said.time().replace(microsecond=0)
    if isinstance(said, time):
        return said.replace(microsecond=0)
    found = re.search(r"\b([01]?\d|2[0-3])[.:]([0-5]\d)\b", str(said or ""))
    return time(int(found[1]), int(found[2])) if found else None


def _year(said: Any, day: date) -> int | None:
    if isinstance(said, date):
        return said.year
    found = re.search(r"\b(19\d\d|20\d\d)\b", str(said or ""))
    return int(found[1]) if found and int(found[1]) <= day.year else None


def _count(said: Any) -> int:
    """One person where nobody wrote how many. "3-4" is no number, nor is the date made of it."""
    text = " ".join(str("" if said is None else said).lower().split())
    if text in {"", "-", "–"}:
        return 1
    found = re.fullmatch(HEADS, text)
    if not found or not int(found[1]):
        raise Refused("the head count cannot be read; write 1 to 999, like 3 or 3 orang")
    return int(found[1])


def _code(said: Any, codes: Sequence[tuple[str, str]]) -> str:
    text = _text(said, 80).lower()
    if any(text == code for code, _ in codes):
        return text
    return next((code for code, pattern in codes if text and re.search(pattern, text)), "")
