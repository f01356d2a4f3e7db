"""The data somebody wants, a row for each datum: Block III of the data-needs survey (SKD)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.catalogue.models import DataNeeded, Obtained
from satupintu.rules.whole import whole
from satupintu.ui.fields import too_long

# In the survey's own order: its codes are the positions.
LEVELS = (
    ("nasional", gettext_lazy("Nasional")), ("provinsi", gettext_lazy("Provinsi")),
    ("kabupaten", gettext_lazy("Kabupaten/kota")), ("kecamatan", gettext_lazy("Kecamatan")),
    ("desa", gettext_lazy("Desa/kelurahan")), ("individu", gettext_lazy("Individu")),
    ("lainnya", gettext_lazy("Lainnya")),
)  # fmt: skip
PERIODS = (
    ("sepuluh tahunan", gettext_lazy("Sepuluh tahunan")),
    ("lima tahunan", gettext_lazy("Lima tahunan")),
    ("tiga tahunan", gettext_lazy("Tiga tahunan")), ("tahunan", gettext_lazy("Tahunan")),
    ("semesteran", gettext_lazy("Semesteran")), ("triwulanan", gettext_lazy("Triwulanan")),
    ("bulanan", gettext_lazy("Bulanan")), ("mingguan", gettext_lazy("Mingguan")),
    ("harian", gettext_lazy("Harian")), ("lainnya", gettext_lazy("Lainnya")),
)  # fmt: skip
COLUMNS = (
    "what", "region", "year_from", "year_to", "level", "period", "obtained", "source", "quality",
)  # fmt: skip
MOST = 30
YEARS = range(1900, 2101)
QUALITIES = range(1, 11)


@dataclass(frozen=True)
class Need:
    """One datum wanted, understood."""

    what: str
    region: str = ""
    year_from: int | None = None
    year_to: int | None = None
    level: str = ""
    period: str = ""
    obtained: str = ""  # models.Obtained
    source: str = ""
    quality: int | None = None  # 1 to 10


@dataclass(frozen=True)
class NeedRow:
    """One row as it was typed."""

    index: int
    what: str = ""
    region: str = ""
    year_from: str = ""
    year_to: str = ""
    level: str = ""
    period: str = ""
    obtained: str = ""
    source: str = ""
    quality: str = ""

    @property
    def number(self) -> int:
        """As it is called on the screen: the first row is 1."""
        return self.index + 1

    @property
    def empty(self) -> bool:
        return not any(getattr(self, name) for name in COLUMNS)

    def problems(self) -> list[str]:
        """What keeps the row from being counted; empty for an empty row."""
        if self.empty:
            return []
        found = [] if self.what else [_("Tulis data yang dicari pada baris %d.") % self.number]
        found += self.too_long()
        if any(text and _within(text, YEARS) is None for text in (self.year_from, self.year_to)):
            found.append(
                _("Tulis tahun dengan empat angka pada baris %d, misalnya 2024.") % self.number
            )
        if self.quality and _within(self.quality, QUALITIES) is None:
            found.append(_("Tulis mutu dengan angka 1 sampai 10 pada baris %d.") % self.number)
        return found

    def too_long(self) -> list[str]:
        """Which of its lines are longer than their place."""
        return [
            _("Baris %(n)d: %(problem)s") % {"n": self.number, "problem": problem}
            for text, most in ((self.what, 200), (self.region, 120), (self.source, 200))
            if (problem := too_long(text, most))
        ]

    def need(self) -> Need:
        """The row as far as it can be understood."""
        return Need(
            self.what[:200], self.region[:120], _within(self.year_from, YEARS),
            _within(self.year_to, YEARS), self.level if self.level in dict(LEVELS) else "",
            self.period if self.period in dict(PERIODS) else "",
            self.obtained if self.obtained in Obtained.values else "",
            self.source[:200], _within(self.quality, QUALITIES),
        )  # fmt: skip


class NeedsForm(forms.Form):
    """Rows of any number; each sentence about what is wrong names its row."""

    def clean(self) -> dict[str, Any]:
        for row in rows_typed(self.data):  # type: ignore[arg-type]
            for words in row.problems():
                self.add_error(None, words)
        return self.cleaned_data


def rows_typed(data: QueryDict) -> list[NeedRow]:
    """The rows as posted: one list per column, in the order of the rows."""
    columns = {name: data.getlist(f"need_{name}")[:MOST] for name in COLUMNS}
    count = max((len(column) for column in columns.values()), default=0)
    return [
        NeedRow(
            n, **{name: column[n].strip() for name, column in columns.items() if n < len(column)}
        )
        for n in range(count)
    ]


def rows_kept(kept: Iterable[DataNeeded]) -> list[NeedRow]:
    """The rows as they are kept, to be shown again."""
    return [
        NeedRow(n, **{name: str(getattr(each, name) or "") for name in COLUMNS})
        for n, each in enumerate(kept)
    ]


def needs(rows: Iterable[NeedRow]) -> tuple[Need, ...]:
    """What the rows ask for; a row that does not say what is none."""
    return tuple(row.need() for row in rows if row.what)


def lists() -> dict[str, Any]:
    """The lists of the survey, for the fields of a row."""
    return {"levels": LEVELS, "periods": PERIODS, "obtained": Obtained.choices}


def _within(text: str, allowed: range) -> int | None:
    number = whole(text)
    return number if text and number in allowed else None
