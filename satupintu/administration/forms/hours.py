"""Questions about opening hours, seasons and single days."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.administration.forms.fields import DayField, IntervalsField, Spans

WEEK = [f"day_{number}" for number in range(7)]


class WeekForm(forms.Form):
    """Hours for each weekday, with as many parts as the day has."""

    day_0 = IntervalsField(label=gettext_lazy("Senin"))
    day_1 = IntervalsField(label=gettext_lazy("Selasa"))
    day_2 = IntervalsField(label=gettext_lazy("Rabu"))
    day_3 = IntervalsField(label=gettext_lazy("Kamis"))
    day_4 = IntervalsField(label=gettext_lazy("Jumat"))
    day_5 = IntervalsField(label=gettext_lazy("Sabtu"))
    day_6 = IntervalsField(label=gettext_lazy("Minggu"))

    def week(self) -> dict[str, Spans]:
        """As it is kept; weekdays that are closed are left out."""
        answers = {str(n): self.cleaned_data[name] for n, name in enumerate(WEEK)}
        return {day: spans for day, spans in answers.items() if spans}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.get(name) for name in WEEK):
            self.add_error("day_0", _("Isi jam layanan sedikitnya untuk satu hari."))
        return given


class HoursForm(WeekForm):
    """The week from a day on."""

    valid_from = DayField(label=gettext_lazy("Berlaku mulai"))
    field_order = ["valid_from", *WEEK]


class SeasonForm(WeekForm):
    """Other hours between two days."""

    name = forms.CharField(
        label=gettext_lazy("Nama musim"),
        help_text=gettext_lazy("Misalnya Ramadan 1448 H."),
        max_length=60,
        error_messages={"required": gettext_lazy("Tulis nama musim.")},
    )
    first = DayField(label=gettext_lazy("Hari pertama"))
    last = DayField(label=gettext_lazy("Hari terakhir"))
    field_order = ["name", "first", "last", *WEEK]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("Hari terakhir ada sebelum hari pertama."))
        return given


class SpecialDayForm(forms.Form):
    """One day that differs from the rest."""

    day = DayField(label=gettext_lazy("Tanggal"))
    reason = forms.CharField(
        label=gettext_lazy("Alasan"),
        help_text=gettext_lazy("Dibaca pengunjung, misalnya: Hari jadi provinsi."),
        max_length=120,
        error_messages={"required": gettext_lazy("Tulis alasannya.")},
    )
    hours = IntervalsField(
        label=gettext_lazy("Jam buka hari itu"),
        help_text=gettext_lazy("Kosongkan bila kantor tutup sehari penuh."),
    )


def initial_week(hours: dict[str, Spans]) -> dict[str, Spans]:
    """A kept week as the form's first answers."""
    return {name: hours.get(str(n), []) for n, name in enumerate(WEEK)}
