"""Answers on the supervisor's forms: clock times of one day, and days."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from satupintu.rules.typed_time import typed_time


class ClockField(forms.Field):
    """ "09.05", "9:05" or "0905" as a time of day; nothing stays nothing."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label=label, required=False, widget=forms.TextInput, **more)

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip()
        if not text:
            return None
        if (at := typed_time(text)) is None:
            raise ValidationError(_("Tulis jam dengan angka, misalnya 09.05."))
        return at

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H.%M}" if isinstance(value, time) else value


class DayField(forms.DateField):
    """A day from the browser's own calendar, or typed as 24/07/2026."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(
            label=label, required=False, input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": _("Tulis tanggal, misalnya 24/07/2026.")}, **more,
        )  # fmt: skip


def moment(day: date, at: time | None, zone: ZoneInfo) -> datetime | None:
    """A clock time of an office's day as a moment."""
    return datetime.combine(day, at, zone) if at else None
