"""Answers that settings ask for: a day, opening hours of a weekday, lines of text."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.rules.typed_time import typed_time

Spans = list[list[str]]


class DayField(forms.DateField):
    """A calendar day, day first: a browser's own calendar would follow the browser's language."""

    widget = forms.DateInput(format="%d-%m-%Y", attrs={"autocomplete": "off"})
    default_error_messages = {
        "required": gettext_lazy("Tulis tanggal, misalnya 27-07-2026."),
        "invalid": gettext_lazy("Tulis tanggal seperti 27-07-2026."),
    }

    def __init__(self, **options: Any) -> None:
        formats = ["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y", "%Y-%m-%d"]
        hint = gettext_lazy("Hari-bulan-tahun, misalnya 27-07-2026.")
        super().__init__(**{"input_formats": formats, "help_text": hint, **options})


class IntervalsWidget(forms.Widget):
    """Pairs of times, as many as there are; a button adds one more without any script."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[tuple[str, str]]:
        opens, closes = data.getlist(f"{name}_opens"), data.getlist(f"{name}_closes")
        return list(zip(opens, closes, strict=False))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}_opens" not in data

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        pairs = list(value or []) or [("", "")]
        attrs = attrs or {}
        described = attrs.get("aria-describedby", "")
        rows = format_html_join(
            "",
            '<span class="cluster"><input class="input" name="{}_opens" value="{}" id="{}" '
            'aria-label="{}" aria-describedby="{}" inputmode="numeric" autocomplete="off">'
            '<span aria-hidden="true">–</span><input class="input" name="{}_closes" value="{}" '
            'aria-label="{}" aria-describedby="{}" inputmode="numeric" autocomplete="off"></span>',
            [
                (name, dotted(opens), f"{attrs.get('id')}{f'_{n}' if n else ''}",
                 _("Buka, bagian %(n)d") % {"n": n + 1}, described,
                 name, dotted(closes), _("Tutup, bagian %(n)d") % {"n": n + 1}, described)
                for n, (opens, closes) in enumerate(pairs)
            ],
        )  # fmt: skip
        more = format_html(
            '<button class="button plain" name="more" value="{}">{}</button>', name, _("+ bagian")
        )
        return format_html('<span class="cluster">{}{}</span>', rows, more)


class IntervalsField(forms.Field):
    """The opening hours of one day: [["08:00", "12:00"], …], none when closed."""

    widget = IntervalsWidget

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def to_python(self, value: Any) -> Spans:
        spans = [
            [_time(opens), _time(closes)]
            for opens, closes in value or []
            if opens.strip() or closes.strip()
        ]
        spans.sort()
        for opens, closes in spans:
            if closes <= opens:
                raise forms.ValidationError(
                    _("Jam tutup %(closes)s harus sesudah jam buka %(opens)s.")
                    % {"opens": dotted(opens), "closes": dotted(closes)}
                )
        for (_opens, earlier), (later, _closes) in pairwise(spans):
            if later < earlier:
                raise forms.ValidationError(
                    _("Dua bagian bertumpuk di pukul %(time)s. Jam istirahat di antara keduanya.")
                    % {"time": dotted(later)}
                )
        return spans


class LinesField(forms.CharField):
    """A list, one line each."""

    def __init__(
        self, *, most: int = 40, longest: int = 300, rows: int = 5, **options: Any
    ) -> None:
        self.most, self.longest = most, longest
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(**{"required": False, "widget": widget, **options})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        lines = [" ".join(line.split()) for line in str(text).splitlines() if line.strip()]
        if len(lines) > self.most:
            raise forms.ValidationError(_("Paling banyak %(most)d baris.") % {"most": self.most})
        for line in lines:
            if len(line) > self.longest:
                raise forms.ValidationError(
                    _("Baris yang dimulai “%(start)s” lebih panjang dari %(most)d huruf.")
                    % {"start": line[:30], "most": self.longest}
                )
        return lines


def hour_in(text: str) -> str:
    """ "8", "8.30" or "0830" as it is kept, "08:00"; "" for what is no time of a day."""
    at = typed_time(text) or typed_time(f"{text.strip()}.00")
    return f"{at:%H:%M}" if at else ""


def dotted(time: str) -> str:
    """ "08:00" as people read it, "08.00"; what somebody typed otherwise stays as typed."""
    return time.replace(":", ".")


def _time(text: str) -> str:
    if not (at := hour_in(text)):
        raise forms.ValidationError(_("Tulis jam seperti 08.00, dengan jam buka dan jam tutup."))
    return at
