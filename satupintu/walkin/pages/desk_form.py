"""What is written down about a service: kinds, topics, result, notes, and the data wanted (SKD)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.walkin.actions.serving import Need, Outcome
from satupintu.walkin.models import DataNeed, Obtained, Result, Turn

KINDS = (
    ("data", gettext_lazy("Data")),
    ("metadata", gettext_lazy("Metadata")),
    ("classification", gettext_lazy("Klasifikasi")),
)
# Block III of the data-needs survey, in the survey's own order: its codes are the positions.
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
NEED_FIELDS = ("what", "region", "year_from", "year_to", "level", "period", "obtained")
MOST_NEEDS = 30
YEARS = range(1900, 2101)


class Ticked(forms.MultipleChoiceField):
    """Boxes to tick; what was ticked under an older list is still an answer."""

    def valid_value(self, value: Any) -> bool:
        return 0 < len(str(value)) <= 60


class ServiceForm(forms.Form):
    """What the officer states at the end of a service (MJ-9)."""

    about = forms.MultipleChoiceField(
        label=gettext_lazy("Jenis informasi"), choices=KINDS, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    topics = Ticked(
        label=gettext_lazy("Topik"), required=False, widget=forms.CheckboxSelectMultiple
    )
    result = forms.ChoiceField(
        label=gettext_lazy("Hasil"), choices=Result, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih hasil layanan sebelum menyelesaikan.")},
    )  # fmt: skip

    def __init__(
        self, data: QueryDict | None, initial: Mapping[str, Any], *, topics: Iterable[str],
        kind_needed: bool,
    ) -> None:  # fmt: skip
        super().__init__(data, auto_id="layanan_%s", initial=dict(initial))
        ticked = self.fields["topics"]
        assert isinstance(ticked, Ticked)
        ticked.choices = [(name, name) for name in topics]
        self.kind_needed = kind_needed

    def clean_about(self) -> list[str]:
        about: list[str] = self.cleaned_data["about"]
        if self.kind_needed and not about:
            raise forms.ValidationError(_("Pilih jenis informasi, boleh lebih dari satu."))
        return about

    def clean(self) -> dict[str, Any]:
        for row in needs_in(self.data):  # type: ignore[arg-type]
            for words in row.problems():
                self.add_error(None, words)
        return self.cleaned_data


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

    @property
    def number(self) -> int:
        return self.index + 1

    def problems(self) -> list[str]:
        """What keeps the row from being counted; empty for an empty row."""
        if not any(getattr(self, name) for name in NEED_FIELDS):
            return []
        found = [] if self.what else [_("Tulis data yang dicari pada baris %d.") % self.number]
        if any(text and _year(text) is None for text in (self.year_from, self.year_to)):
            found.append(
                _("Tulis tahun dengan empat angka pada baris %d, misalnya 2024.") % self.number
            )
        return found

    def need(self) -> Need:
        return Need(
            self.what[:200], self.region[:120], _year(self.year_from), _year(self.year_to),
            self.level if self.level in dict(LEVELS) else "",
            self.period if self.period in dict(PERIODS) else "",
            self.obtained if self.obtained in Obtained.values else "",
        )  # fmt: skip


def needs_in(data: QueryDict) -> list[NeedRow]:
    """The rows of data wanted, as posted: one list per column, in the order of the rows."""
    columns = {name: data.getlist(f"need_{name}")[:MOST_NEEDS] for name in NEED_FIELDS}
    count = max((len(column) for column in columns.values()), default=0)
    return [
        NeedRow(
            n, **{name: column[n].strip() for name, column in columns.items() if n < len(column)}
        )
        for n in range(count)
    ]


def needs_of(turn: Turn) -> list[NeedRow]:
    """The rows of data wanted, as kept."""
    return [_row(n, need) for n, need in enumerate(turn.data_needs.order_by("id"))]


def outcome_in(data: QueryDict) -> Outcome:
    """What was written, taken as far as it can be understood: a draft is never refused."""
    result = data.get("result", "")
    more = [text.strip()[:60] for text in data.get("more_topics", "").split(",")]
    topics = dict.fromkeys(name[:60] for name in [*data.getlist("topics"), *more] if name)
    return Outcome(
        Result(result) if result in Result.values else None,
        frozenset(data.getlist("about")) & {code for code, _name in KINDS},
        tuple(topics)[:20],
        data.get("notes", "").replace("\r\n", "\n")[:20_000],
        tuple(row.need() for row in needs_in(data) if row.what),
    )


def _row(index: int, need: DataNeed) -> NeedRow:
    return NeedRow(
        index, need.what, need.region, str(need.year_from or ""), str(need.year_to or ""),
        need.level, need.period, need.obtained,
    )  # fmt: skip


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and int(text) in YEARS else None
