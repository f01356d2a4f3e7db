"""Questions about a year's holidays: the decree, and its days as proposed or as pasted."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.administration.forms.fields import LinesField
from satupintu.offices.actions.holidays import Proposal
from satupintu.offices.models import Holiday

LINE = re.compile(
    r"(\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4})\s*[;,\t|]\s*([^;\t|]+?)\s*[;,\t|]\s*(.+)"
)


class YearForm(forms.Form):
    """The decree in hand, and its days; a file is pasted or chosen."""

    decree = forms.CharField(
        label=gettext_lazy("Nomor SKB"),
        help_text=gettext_lazy(
            "Seperti tertulis di keputusan, misalnya SKB 1497/2025, 2/2025, 5/2025."
        ),
        max_length=120,
        error_messages={
            "required": gettext_lazy("Tulis nomor SKB. Tanpa SKB, tahun tidak dimuat.")
        },
    )
    days = LinesField(
        label=gettext_lazy("Hari-harinya"),
        help_text=gettext_lazy(
            "Satu baris satu hari: tanggal; libur nasional atau cuti bersama; nama."
        ),
        rows=14,
        most=60,
    )
    file = forms.FileField(
        label=gettext_lazy("Atau berkas CSV dengan kolom yang sama"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
    )

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.year = year

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        given["proposals"] = self._proposals(
            [line for line in given.get("days", []) if line.strip()]
        )
        return given

    def _proposals(self, lines: list[str]) -> list[Proposal]:
        found = []
        for line in lines:
            try:
                found.append(read_line(line, self.year))
            except ValueError as fault:
                self.add_error("days", str(fault))
        if not lines:
            self.add_error("days", _("Tempelkan hari-hari libur tahun ini."))
        return found


def read_line(line: str, year: int) -> Proposal:
    """ "2026-03-20; cuti bersama; Idulfitri" as a day; ValueError in words for the form."""
    found = LINE.fullmatch(line.strip())
    if not found:
        raise ValueError(
            _("Baris “%(line)s” belum berisi tanggal; jenis; nama.") % {"line": line[:40]}
        )
    written, kind, name = found[1], found[2].strip().lower(), found[3].strip()
    parts = [int(part) for part in written.split("-")]
    try:
        day = date(*parts) if len(written.split("-")[0]) == 4 else date(*reversed(parts))
    except ValueError:
        raise ValueError(_("Tanggal %(day)s tidak ada di kalender.") % {"day": written}) from None
    if day.year != year:
        raise ValueError(_("%(day)s bukan di tahun %(year)d.") % {"day": written, "year": year})
    if kind not in Holiday.Kind.values:
        raise ValueError(
            _("“%(kind)s” bukan jenis yang dikenal: tulis libur nasional atau cuti bersama.")
            % {"kind": kind[:30]}
        )
    return Proposal(day, name[:120], kind)


def lines_of_file(file: Any) -> list[str]:
    """The lines of a chosen file, to be looked at before they are loaded."""
    text: str = file.read(64 * 1024).decode("utf-8-sig", "replace")
    return [line.strip() for line in text.splitlines() if line.strip()]


def as_lines(days: list[Proposal]) -> list[str]:
    """Days as they are written in the form."""
    return [f"{each.day.isoformat()}; {each.kind}; {each.name}" for each in days]
