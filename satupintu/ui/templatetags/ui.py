"""Template tags and filters of the look; `{% load ui %}` at the top of a page.

{% icon "clock" %}                       one symbol of the sprite
{% icon_inline "clock" %}                the same drawn in the page, saves a request
{% badge "warn" "clock" text %}          icon, word, colour
{% strip "warn" "pause" %}...{% endstrip %}   one sentence about whose turn it is; "late slim"
{% nothing "done" title %}...{% endnothing %} an empty list says what follows
{% undo_bar text url %}                  act at once, undo for ten seconds
{% ruler minutes %}                      ten minutes, ten marks
{% ledger steps %}                       why this due date; dicts or objects: kind title text
<textarea{% longest 8000 %}>              a long text, counted near its end and never cut
{% print_head office_name title %}       head of a printed sheet
{{ case.number|unbroken }}                a number that is never parted at the end of a line
{{ moment|clock }} {{ moment|clock:zone }} {{ moment|long_date }} {{ moment|ago:now }}
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.forms.forms import BaseForm
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from satupintu.ui import formats, icons
from satupintu.ui.fields import count_marks, problems, shown_field

register = template.Library()


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """Draws one symbol of the sprite; it is decoration, the word beside it carries the meaning."""
    return _drawn(name, classes)


@cache
def _drawn(name: str, classes: str) -> SafeString:
    icons.known(name)
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        f"i {classes}".strip(), static("ui/icons.svg"), name,
    )  # fmt: skip


@register.filter
def unbroken(value: object) -> SafeString:
    """Keeps a number on one line; copied, it is still the number."""
    return format_html('<span class="whole">{}</span>', value)


@register.simple_tag
def icon_inline(name: str, classes: str = "") -> SafeString:
    """Draws the symbol inside the page, for pages that may not ask for one file more."""
    symbol = icons.known(name)
    return format_html(
        '<svg class="{}" viewBox="{}" aria-hidden="true">{}</svg>',
        f"i {classes}".strip(), symbol.box, mark_safe(symbol.drawing),
    )  # fmt: skip


@register.simple_tag
def mark(inline: bool = False) -> SafeString:
    """Draws the open door, the only mark of the product."""
    symbol = icons.known("mark")
    drawing = (
        mark_safe(symbol.drawing)
        if inline
        else format_html('<use href="{}#mark"></use>', static("ui/icons.svg"))
    )
    return format_html(
        '<svg class="mark" viewBox="{}" aria-hidden="true">{}</svg>', symbol.box, drawing
    )


@register.simple_tag
def badge(kind: str, icon_name: str, text: str) -> SafeString:
    """Shows a state as icon, word and colour; kind is ok, warn, late, info, bare or a mix."""
    return format_html('<span class="badge {}">{}{}</span>', kind, icon(icon_name), text)


@register.simple_block_tag
def strip(content: str, kind: str, icon_name: str, role: str = "") -> SafeString:
    """Says in one sentence who waits for whom; kind is info, ok, warn, late, with slim if small."""
    role_mark = format_html(' role="{}"', role) if role else ""
    return format_html(
        '<div class="strip {}"{}>{}<div class="grow">{}</div></div>',
        kind, role_mark, icon(icon_name), content,
    )  # fmt: skip


@register.simple_block_tag
def nothing(content: str, icon_name: str, title: str) -> SafeString:
    """Fills the place of an empty list: what is not there, and what comes next."""
    return format_html('<div class="empty">{}<h3>{}</h3>{}</div>', icon(icon_name), title, content)


@register.inclusion_tag("ui/parts/undo_bar.html", takes_context=True)
def undo_bar(
    context: Context, text: str, url: str, seconds: int = 10, **hidden: str
) -> dict[str, Any]:
    """Shows what was just done and a button that undoes it; further names are posted along."""
    return {
        "text": text, "url": url, "seconds": seconds, "hidden": hidden,
        "csrf_token": context.get("csrf_token"),
    }  # fmt: skip


@register.inclusion_tag("ui/parts/ruler.html")
def ruler(minutes: float, limit: int = 10, label: bool = True) -> dict[str, Any]:
    """Draws the minutes passed as ten marks; `label` off when words beside say the same."""
    passed = max(0, int(minutes))
    full = min(10, passed * 10 // limit)
    marks = [
        {"x": n * 10, "width": 9 if n < 9 else 10,
         "kind": ("near" if n >= 7 else "on") if n < full else ""}
        for n in range(10)
    ]  # fmt: skip
    words = gettext("%(passed)d dari %(limit)d menit sudah lewat")
    if passed > limit:
        words, passed = gettext("lewat %(passed)d menit dari %(limit)d menit"), passed - limit
    return {"marks": marks, "words": words % {"passed": passed, "limit": limit} if label else ""}


@register.inclusion_tag("ui/parts/ledger.html")
def ledger(steps: Iterable[Any]) -> dict[str, Any]:
    """Lists what happened and what it did to the due date; kind is done, hold, goal or empty."""
    return {"steps": list(steps)}


@register.inclusion_tag("ui/parts/print_head.html")
def print_head(office: str, title: str, detail: str = "") -> dict[str, str]:
    """Heads a printed sheet with the office, what the sheet is, and one line of detail."""
    return {"office": office, "title": title, "detail": detail}


@register.inclusion_tag("ui/parts/field.html")
def field(bound: Any, **choices: Any) -> dict[str, Any]:
    """Shows one question: label, hint, problem, answer kept. See satupintu/ui/fields.py."""
    return shown_field(bound, **choices)


@register.simple_tag
def longest(letters: int) -> SafeString:
    """Marks a text without a form class as one of at most so many letters; see LongText."""
    return format_html_join("", ' {}="{}"', count_marks(letters).items())


@register.inclusion_tag("ui/parts/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """Lists the problems of the forms under "Ada masalah", in the words beside the fields."""
    found = [problem for form in forms if form for problem in problems(form)]
    return {"problems": found, "count": len({problem.target for problem in found})}


@register.inclusion_tag("ui/parts/pick.html")
def pick(
    name: str, choices: Iterable[tuple[Any, str]], selected: Any = None,
    kind: str = "radio", legend: str = "", hint: str = "", keys: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Offers chips without a form class; kind is radio or checkbox, keys shows 1, 2, 3."""
    chosen = (
        {str(one) for one in selected}
        if isinstance(selected, (list, tuple, set))
        else {str(selected)}
    )
    options = [
        {
            "value": value,
            "label": label,
            "on": str(value) in chosen,
            "key": n if keys and n < 10 else "",
        }
        for n, (value, label) in enumerate(choices, start=1)
    ]
    return {"name": name, "options": options, "kind": kind, "legend": legend, "hint": hint}


@register.filter
def clock(moment: dt.datetime | dt.time | None, zone: formats.ZoneLike = None) -> str:
    """Writes "09.05" on the office's clock; nothing when there is no moment."""
    return formats.clock(moment, zone) if moment else ""


@register.filter
def clock_zone(moment: dt.datetime | None, zone: formats.ZoneLike = None) -> str:
    """Writes "09.05 WIB"."""
    return f"{formats.clock(moment, zone)} {formats.zone_word(zone)}" if moment else ""


@register.filter
def zone_key(zone: formats.ZoneLike) -> str:
    """Writes the zone as browsers know it: WIB becomes Asia/Jakarta."""
    return str(formats.zone_of(zone))


@register.filter
def long_date(moment: dt.datetime | dt.date | None, zone: formats.ZoneLike = None) -> str:
    """Writes "Rabu, 29 Juli 2026"."""
    return formats.long_date(moment, zone) if moment else ""


@register.filter
def short_date(moment: dt.datetime | dt.date | None, zone: formats.ZoneLike = None) -> str:
    """Writes "29 Juli 2026"."""
    return formats.short_date(moment, zone) if moment else ""


@register.filter
def ago(moment: dt.datetime | None, now: dt.datetime) -> str:
    """Writes "6 menit lalu", seen from `now`."""
    return formats.ago(moment, now) if moment else ""


@register.filter
def number(value: int | float | Decimal | None, places: int | None = None) -> str:
    """Writes 1234.5 as "1.234,5"."""
    return "" if value is None else formats.number(value, places)


@register.filter
def minutes(count: int | float | None) -> str:
    """Writes whole minutes as "6 menit"."""
    return "" if count is None else formats.minutes(int(count))


@register.filter
def masked_email(address: str | None) -> str:
    """Writes "si***@undip.ac.id"."""
    return formats.masked_email(address or "")


@register.filter
def masked_phone(phone: str | None) -> str:
    """Writes "08**-****-12"."""
    return formats.masked_phone(phone or "")


@register.filter
def get(mapping: Mapping[str, Any], key: str) -> Any:
    """Looks up one key of a mapping whose key is itself a variable."""
    return mapping.get(key, "")
