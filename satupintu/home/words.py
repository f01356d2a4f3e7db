"""The words of a published standard in the language of the page.

What an office starts from is translated; what it wrote itself stays as written and is marked as
Indonesian, so that a screen reader does not read it as English.
"""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import get_language, gettext

NOT_WORDS = frozenset({"code"})
SOURCE = "id"


def said(text: str) -> str:
    """A sentence in the page's language; HTML-safe where it has to be marked as Indonesian."""
    if not text.strip() or (get_language() or SOURCE).startswith(SOURCE):
        return text
    translated = gettext(text)
    return translated if translated != text else format_html('<span lang="id">{}</span>', text)


def all_said(value: Any) -> Any:
    """Every sentence of a standard's content; its codes and numbers stay."""
    if isinstance(value, str):
        return said(value)
    if isinstance(value, list):
        return [all_said(each) for each in value]
    if isinstance(value, dict):
        return {key: one if key in NOT_WORDS else all_said(one) for key, one in value.items()}
    return value
