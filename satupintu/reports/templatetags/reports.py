"""How corrections are written: {{ row.field|correction_field }}, {{ row.old|correction_value }}."""

from datetime import datetime

from django import template
from django.utils.translation import gettext as _

from satupintu.reports.words import FIELD_WORDS
from satupintu.ui import formats

register = template.Library()
CODES = {
    "finished": lambda: _("Selesai"),
    "no_show": lambda: _("Tidak hadir"),
    "referred": lambda: _("Dirujuk"),
    "closed": lambda: _("Ditutup saat tutup hari"),
    "yes": lambda: _("ya"),
    "no": lambda: _("tidak"),
    "": lambda: _("belum ada"),
}


@register.filter
def correction_field(name: str) -> str:
    """The name of what was corrected, in words."""
    return str(FIELD_WORDS.get(name, name))


@register.filter
def correction_value(text: str, zone: formats.ZoneLike = None) -> str:
    """An old or new value: "09.05", a word, or that there was none."""
    if text in CODES:
        return CODES[text]()
    try:
        return formats.clock(datetime.fromisoformat(text), zone)
    except ValueError:
        return text


@register.filter
def cell(mapping: dict[object, object], key: object) -> object:
    """Looks up a key that is not text."""
    return mapping.get(key, "")
