"""Questions about desks, contacts, decisions and the display's message."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.administration.forms.fields import DayField, LinesField
from satupintu.administration.forms.services import words_field
from satupintu.administration.forms.windows import WindowsField
from satupintu.offices.choices import Decision
from satupintu.offices.models import SITES, Contact, ContactKind
from satupintu.offices.published import OfferedService

LONGEST_MESSAGE = 90


class DeskForm(forms.Form):
    """A desk: its name, the way to it, what it serves."""

    name = words_field(
        gettext_lazy("Nama meja"), 40, gettext_lazy("Tulis nama meja."),
        help_text=gettext_lazy("Seperti diucapkan: Meja 2, Perpustakaan."),
    )  # fmt: skip
    way = words_field(
        gettext_lazy("Jalan ke sana (boleh kosong)"), 90, "", required=False,
        help_text=gettext_lazy("Misalnya: Dari pintu masuk, belok kanan."),
    )  # fmt: skip
    services = forms.MultipleChoiceField(
        label=gettext_lazy("Melayani"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Pilih sedikitnya satu layanan.")},
    )
    active = forms.BooleanField(label=gettext_lazy("Meja dipakai"), required=False)

    def __init__(self, *args: Any, services: tuple[OfferedService, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["services"]
        field.choices = [(str(one.id), one.short_name) for one in services]  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    """One way to reach the office."""

    kind = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=ContactKind.choices)
    value = words_field(
        gettext_lazy("Nomor, alamat, atau tautan"), 200, gettext_lazy("Tulis nomor atau alamatnya.")
    )
    for_complaints = forms.BooleanField(label=gettext_lazy("Juga pintu pengaduan"), required=False)

    def clean(self) -> dict[str, Any]:
        """What visitors will press on leads somewhere."""
        given = super().clean() or {}
        shown = Contact(kind=given.get("kind", ""), value=given.get("value", ""))
        try:
            if shown.kind in SITES and shown.value:
                URLValidator(["https", "http"], message=_("Tulis alamat lengkap: https://…"))(
                    shown.link
                )
            elif shown.kind == ContactKind.EMAIL and shown.value:
                EmailValidator(_("Tulis e-mail seperti nama@bps.go.id."))(shown.value)
        except ValidationError as wrong:
            self.add_error("value", wrong)
        return given


class MessageForm(forms.Form):
    """One sentence on the display: short, still, not in capitals (ADM-6)."""

    value = forms.CharField(
        label=gettext_lazy("Pesan"),
        help_text=gettext_lazy("Paling banyak 90 huruf. Kosongkan untuk menghapus."),
        required=False,
    )
    valid_from = DayField(label=gettext_lazy("Tampil mulai"))

    def clean_value(self) -> str:
        text = " ".join(str(self.cleaned_data["value"]).split())
        if len(text) > LONGEST_MESSAGE:
            words = _("Pesan %(n)d huruf. Pendekkan sampai 90 huruf.")
            raise forms.ValidationError(words % {"n": len(text)})
        if shouted(text):
            raise forms.ValidationError(
                _("Tulis dengan huruf biasa: kalimat dengan huruf besar semua sulit dibaca.")
            )
        return text


def shouted(text: str) -> bool:
    """Whether a text is written in capitals; short names such as BPS or PST are not."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 5 and sum(sign.isupper() for sign in letters) > 0.7 * len(letters)


class DecisionForm(forms.Form):
    """One decision of the office, from a day on; the answer's kind is the decision's."""

    valid_from = DayField(label=gettext_lazy("Berlaku mulai"))
    field_order = ["value", "valid_from"]

    def __init__(self, *args: Any, decision: Decision, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["value"] = value_field(decision)
        self.order_fields(self.field_order)


def value_field(decision: Decision) -> forms.Field:
    """The question that a decision asks."""
    label = str(decision.label)
    if decision.kind == "yes":
        return forms.TypedChoiceField(
            label=label, choices=[("1", _("Ya")), ("", _("Tidak"))], coerce=bool,
            empty_value="", required=False, widget=forms.RadioSelect,
        )  # fmt: skip
    if decision.kind == "one_of":
        options = [(code, str(words)) for code, words in decision.options]
        errors = {"required": _("Pilih satu.")}
        return forms.ChoiceField(
            label=label, choices=options, widget=forms.RadioSelect, error_messages=errors
        )
    if decision.kind == "number":
        span = _("Tulis angka dari %(least)d sampai %(most)d.")
        words = span % {"least": decision.least, "most": decision.most}
        errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), words)
        return forms.IntegerField(
            label=label, min_value=decision.least, max_value=decision.most, error_messages=errors
        )
    if decision.name in {"mute_windows", "volume_windows"}:
        loud = decision.name == "volume_windows"
        hint = _("Misalnya 08.00–10.00 60.") if loud else _("Misalnya 11.45–12.15.")
        return WindowsField(label=label, help_text=hint, loudness=loud)
    if decision.kind == "list":
        return LinesField(label=label, help_text=_("Satu baris satu isian."), longest=60)
    return forms.CharField(label=label, required=False, max_length=decision.most)
