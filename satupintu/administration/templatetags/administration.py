"""How settings are written in words."""

from collections.abc import Mapping, Sequence

from django import template
from django.utils.translation import gettext as _

from satupintu.ui import formats

register = template.Library()
Spans = Sequence[Sequence[str]]


@register.filter
def spans_in_words(spans: Spans) -> str:
    """[["08:00", "12:00"]] as "08.00–12.00"."""
    parts = [f"{opens}–{closes}".replace(":", ".") for opens, closes in spans]
    return _(" dan ").join(parts) or _("tutup")


@register.filter
def week_in_words(hours: Mapping[str, Spans]) -> str:
    """A week with equal neighbours told together: "Senin–Kamis 08.00–15.30. Jumat …"."""
    days = formats.DAYS[formats.language()]
    groups: list[tuple[int, int, Spans]] = []
    for number in range(7):
        spans = hours.get(str(number), [])
        if groups and groups[-1][2] == spans:
            groups[-1] = (groups[-1][0], number, spans)
        else:
            groups.append((number, number, spans))
    return ". ".join(
        f"{days[first]}{f'–{days[last]}' if last != first else ''} {spans_in_words(spans)}"
        for first, last, spans in groups
    )
