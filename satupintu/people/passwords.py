"""What is wrong with a new password, in the words of this house instead of the library's."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NEW_PASSWORD = _("Sedikitnya 10 huruf atau angka. Beberapa kata lebih mudah diingat.")
WORDS = {
    "password_too_short": _("Kata sandi baru lebih pendek dari 10 huruf. Tambahkan satu kata."),
    "password_too_common": _("Kata sandi ini mudah ditebak. Pilih yang lain."),
    "password_too_similar": _("Kata sandi ini mirip dengan nama Anda. Pilih yang lain."),
}


def told_plainly(check: Callable[..., Any], *what: Any) -> list[str]:
    """Runs Django's validators; an empty list when the password may be used."""
    try:
        check(*what)
    except ValidationError as refused:
        return [str(WORDS.get(fault.code or "", fault.message)) for fault in refused.error_list]
    return []
