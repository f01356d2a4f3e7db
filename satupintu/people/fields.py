"""Questions that several forms ask a person: address, telephone, and what the survey counts (SKD).

Each may stay empty unless its form says otherwise, and what is wrong is said with an example.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from satupintu.outbox.letters import BadAddress, canonical
from satupintu.people import codes
from satupintu.people.names import e164, has_identity_number
from satupintu.rules import clock

OLDEST_BIRTH_YEAR = 1900
NOTHING = [("", gettext_lazy("Tidak perlu ditulis"))]
BIRTH_YEAR = gettext_lazy("Tulis tahun lahir dengan 4 angka, misalnya 1998.")


class AddressField(forms.CharField):
    """An e-mail address, as it is stored and written to."""

    def clean(self, value: object) -> str:
        typed: str = super().clean(value)
        try:
            return canonical(typed) if typed else ""
        except BadAddress:
            words = _("Tulis alamat e-mail seperti nama@contoh.id.")
            raise forms.ValidationError(words) from None


class CodeField(forms.CharField):
    """The six digits of a letter, typed or pasted however they were copied."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Kode 6 angka"), max_length=200,
            help_text=gettext_lazy("Boleh ditempel. Surat biasanya tiba dalam satu menit."),
            error_messages={"required": gettext_lazy("Masukkan kode dari surat kami.")},
        )  # fmt: skip


def no_identity_number(text: str) -> str:
    """The words, when no population number is in them. Raises ValidationError: none is kept."""
    if has_identity_number(text):
        raise forms.ValidationError(_("Hapus nomor identitas. Kami tidak mencatatnya."))
    return text


def code_refused(left: int) -> str:
    """Why a code from a letter does not work, and what to do; `left` tries remain."""
    if not left:
        return _("Kode ini sudah tidak berlaku. Minta kode baru.")
    words = ngettext(
        "Kode tidak cocok. Periksa angka di surat terakhir; masih %(left)d kali lagi.",
        "Kode tidak cocok. Periksa angka di surat terakhir; masih %(left)d kali lagi.",
        left,
    )
    return words % {"left": left}


def sent_again() -> str:
    """A further code was sent: whoever pressed sees that it worked, and need not press again."""
    return _("Kode baru dikirim. Kode di surat sebelumnya tidak berlaku lagi.")


class PhoneField(forms.CharField):
    """A telephone number in any usual way of writing, kept as +62…; it may stay empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=24, required=False, **options)

    def clean(self, value: object) -> str:
        typed: str = super().clean(value)
        number = e164(typed) if typed else ""
        if typed and not number:
            raise forms.ValidationError(_("Tulis nomor telepon seperti 0812-3456-7890."))
        return number


def chips(label: Any, options: codes.Codes, why: Any) -> forms.ChoiceField:
    """A question of the survey, with its reason, that may stay unanswered."""
    offered = [*NOTHING, *options]
    return forms.ChoiceField(
        label=label, required=False, choices=offered, help_text=why, widget=forms.RadioSelect
    )


def main_use() -> forms.ChoiceField:
    """What the data are for, in the groups of the survey."""
    return chips(
        gettext_lazy("Dipakai terutama untuk apa?"), codes.MAIN_USE,
        gettext_lazy("Supaya kami tahu data mana yang perlu didahulukan."),
    )  # fmt: skip


class SurveyForm(forms.Form):
    """What only the statistics of the service need to know of a person."""

    occupation = chips(
        gettext_lazy("Pekerjaan utama"), codes.OCCUPATION,
        gettext_lazy("Supaya kami tahu siapa yang terlayani."),
    )  # fmt: skip
    education = chips(
        gettext_lazy("Pendidikan terakhir"), codes.EDUCATION,
        gettext_lazy("Supaya penjelasan kami mudah diikuti."),
    )  # fmt: skip
    sex = chips(
        gettext_lazy("Jenis kelamin"), codes.SEX,
        gettext_lazy("Supaya kami bisa memeriksa apakah layanan merata."),
    )  # fmt: skip
    birth_year = forms.IntegerField(
        label=gettext_lazy("Tahun lahir"), required=False, min_value=OLDEST_BIRTH_YEAR,
        help_text=gettext_lazy("Cukup tahunnya. Supaya kami tahu kelompok umur yang terlayani."),
        widget=forms.TextInput, error_messages={"invalid": BIRTH_YEAR, "min_value": BIRTH_YEAR},
    )  # fmt: skip

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        if year and year > clock.now().year:
            raise forms.ValidationError(str(BIRTH_YEAR))
        return year
