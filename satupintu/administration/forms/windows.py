"""Times of the day at which the display is silent, or how loud it is; one line each."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from satupintu.administration.forms.fields import LinesField, dotted, hour_in

LINE = re.compile(r"(\S+?)\s*(?:-|–|s\.d\.)\s*(\S+)(?:\s+(\d{1,3})\s*%?)?")


class WindowsField(LinesField):
    """ "11.45–12.15" as ["11:45", "12:15"]; with a loudness "08.00–10.00 60" adds 60 (percent)."""

    def __init__(self, *, loudness: bool, **options: Any) -> None:
        super().__init__(**options)
        self.loudness = loudness

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(as_line(one) if isinstance(one, list) else str(one) for one in value)

    def clean(self, value: Any) -> Any:
        return [self._window(line) for line in super().clean(value)]

    def _window(self, line: str) -> list[str | int]:
        found = LINE.fullmatch(line)
        told = [hour_in(found[1]), hour_in(found[2])] if found else []
        if not found or not all(told) or told[0] >= told[1]:
            raise forms.ValidationError(
                _("Tulis “%(line)s” sebagai jam mulai–jam selesai, misalnya 11.45–12.15.")
                % {"line": line[:30]}
            )
        if not self.loudness:
            return [*told]
        if not found[3] or int(found[3]) > 100:
            raise forms.ValidationError(
                _("Tambahkan kerasnya suara dari 0 sampai 100, misalnya 08.00–10.00 60.")
            )
        return [*told, int(found[3])]


def as_line(window: list[Any]) -> str:
    """A kept window as it is written in the form."""
    loud = f" {window[2]}" if len(window) > 2 else ""
    return f"{dotted(window[0])}–{dotted(window[1])}{loud}"
