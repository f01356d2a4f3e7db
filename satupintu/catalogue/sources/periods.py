"""Years and days, read from titles, periods and stamps as sources write them."""

import re
from datetime import date, datetime

from satupintu.rules.indonesian import MONTH_NAMES

FIRST_YEAR, LAST_YEAR = 1900, 2100
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d|=)")
_RANGE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:[-–/]|s\.?d\.?|sampai)\s*((?:19|20)\d\d|\d\d)(?!\d)"
)
# Years that name a base, a classification or a regulation, not the period of the figures.
_NOT_PERIODS = re.compile(
    r"(?:19|20)\d\d\s*=\s*100"
    r"|(?:seri|tahun\s+dasar|konstan(?:\s+tahun)?|adhk|kbli|kbki|kbji|klui|isic|isco|"
    r"permen\w*|peraturan|uu|nomor\s+\d+\s+tahun|no\.?\s*\d+\s+tahun|resolusi)"
    r"[\s.:(-]*(?:19|20)\d\d",
    re.IGNORECASE,
)  # fmt: skip
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_ENGLISH, 1)} | {
    name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)
}
_WORDED = re.compile(r"(\d{1,2})[\s-]+([A-Za-z]{3,})\.?[\s-]+(\d{4})")
_NUMBERED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
NO_PERIODS = {"null-null", "null", "none", "-", "0", "0-0", "nan"}


def period(raw: str) -> str:
    """The period as text; words of programs for "nothing" become nothing."""
    return "" if raw.strip().lower() in NO_PERIODS else raw.strip()


def years(period: str, title: str = "") -> tuple[int | None, int | None]:
    """First and last year that the period names, else those of the title."""
    return _span(period) or _span(_NOT_PERIODS.sub(" ", title)) or (None, None)


def _span(text: str) -> tuple[int, int] | None:
    found = [int(year) for year in _YEAR.findall(text)]
    for first, last in _RANGE.findall(text):
        # "2019/20" is a school year; "2015-20" ends in 2020.
        found += [int(first), int(last) if len(last) == 4 else int(first[:2] + last)]
    fit = [year for year in found if FIRST_YEAR <= year <= LAST_YEAR]
    return (min(fit), max(fit)) if fit else None


def day(raw: object) -> date | None:
    """The day of a stamp: 2024-12-23 15:51:42, 06 Mar 2023, 6 Maret 2023, 06/03/2023."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = str(raw or "").strip()
    try:
        if re.match(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text[:10])
        if worded := _WORDED.match(text):
            month = _MONTHS.get(worded[2][:3].lower())
            return date(int(worded[3]), month, int(worded[1])) if month else None
        if numbered := _NUMBERED.fullmatch(text):
            return date(int(numbered[3]), int(numbered[2]), int(numbered[1]))
    except ValueError:
        return None
    return None
