"""Questions about words that lead to other words, and about whose data something is."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.administration.forms.services import words_field
from satupintu.catalogue.actions.synonyms import LONGEST_HINT, LONGEST_MEANING, LONGEST_WORDS
from satupintu.catalogue.models import SynonymKind


class WordForm(forms.Form):
    """What people type, and what stands in the catalogue."""

    words = words_field(
        gettext_lazy("Yang diketik orang"), LONGEST_WORDS, gettext_lazy("Tulis katanya."),
        help_text=gettext_lazy("Misalnya: umr, gaji minimum."),
    )  # fmt: skip
    means = words_field(
        gettext_lazy("Artinya di katalog"), LONGEST_MEANING, "", required=False,
        help_text=gettext_lazy(
            "Misalnya: upah minimum. Pisahkan beberapa arti dengan garis tegak |. Kosongkan agar "
            "arti bawaan kata ini tidak dipakai."
        ),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("Jenis"), choices=SynonymKind.choices, initial=SynonymKind.EVERYDAY
    )


class HintForm(forms.Form):
    """Whose data it is when it is not this office's."""

    words = words_field(
        gettext_lazy("Kata yang dicari"), LONGEST_HINT, gettext_lazy("Tulis sedikitnya satu kata."),
        help_text=gettext_lazy("Pisahkan dengan koma: guru, sekolah, dapodik."),
    )  # fmt: skip
    institution = words_field(
        gettext_lazy("Instansi"), 160, gettext_lazy("Tulis nama instansinya."),
        help_text=gettext_lazy("Misalnya: Dinas Pendidikan Provinsi."),
    )  # fmt: skip
    address = words_field(
        gettext_lazy("Alamat (boleh kosong)"), 200, "", required=False,
        help_text=gettext_lazy("Untuk pengunjung yang ditunjukkan ke sana dari meja."),
    )  # fmt: skip
    link = forms.URLField(
        label=gettext_lazy("Tautan (boleh kosong)"), required=False, max_length=300,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Tulis alamat lengkap: https://…")},
    )  # fmt: skip
    note = words_field(
        gettext_lazy("Catatan (boleh kosong)"), 300, "", required=False,
        help_text=gettext_lazy("Satu kalimat untuk pencari."),
    )  # fmt: skip

    def clean_words(self) -> str:
        """At least one word that can be searched."""
        said = str(self.cleaned_data["words"])
        if not any(sign.isalnum() for sign in said):
            raise forms.ValidationError(_("Tulis sedikitnya satu kata."))
        return said


def refusal(problem: Any) -> str:
    """Why words are not kept, and how to mend it."""
    said = {
        "empty": _("Tulis kata dengan huruf atau angka."),
        "long": _("Terlalu panjang. Pendekkan kata atau artinya."),
        "talk": _("Kata-kata ini dilewati saat mencari. Tambahkan kata yang menyebut isinya."),
        "same": _("Kata dan artinya sama. Tulis arti yang lain."),
        "twin": _("Kata dengan arti ini sudah ada."),
    }
    return said.get(problem.why, str(problem))
