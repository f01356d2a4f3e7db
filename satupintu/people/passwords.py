"""A new password, and what is wrong with it in the words of this house, not the library's."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WORDS = {
    "password_too_short": _("Kata sandi baru lebih pendek dari 10 huruf. Tambahkan satu kata."),
    "password_too_common": _("Kata sandi ini mudah ditebak. Pilih yang lain."),
    "password_too_similar": _("Kata sandi ini mirip dengan nama Anda. Pilih yang lain."),
}


class NewPasswordField(forms.CharField):
    """The password from now on: any signs, spaces too; the validators judge it afterwards."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Kata sandi baru"), strip=False, max_length=200, widget=forms.PasswordInput,
            help_text=_("Sedikitnya 10 huruf atau angka. Beberapa kata lebih mudah diingat."),
            error_messages={"required": _("Masukkan kata sandi baru.")},
        )  # fmt: skip


def told_plainly(check: Callable[..., Any], *what: Any) -> list[str]:
    """Runs Django's validators; an empty list when the password may be used."""
    try:
        check(*what)
    except ValidationError as refused:
        return [str(WORDS.get(fault.code or "", fault.message)) for fault in refused.error_list]
    return []
