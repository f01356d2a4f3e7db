"""The guest book as a form: what is asked at the front office, and in which words it helps."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.offices.published import OfferedService, Published
from satupintu.people import codes
from satupintu.people.actions.persons import Told
from satupintu.people.names import e164, has_identity_number
from satupintu.rules.whole import whole
from satupintu.ui.fields import Choice, choices_of
from satupintu.walkin.actions.guest_book import Written

NO_NUMBERS = gettext_lazy("Jangan tulis NIK; kartu identitas cukup dilihat.")
MOST_PEOPLE = 999
FLAGS = (
    ("", gettext_lazy("Dipanggil seperti biasa")),
    ("fetch", gettext_lazy("Perlu dijemput")),
    ("write", gettext_lazy("Lewat tulisan")),
)
COUNTED_ONLY = gettext_lazy("Hanya untuk menghitung siapa pengguna layanan. Boleh dikosongkan.")


def line(label: Any, most: int, **more: Any) -> forms.CharField:
    """One line of text that may stay empty."""
    return forms.CharField(label=label, max_length=most, required=False, **more)


def chips(label: Any, choices: codes.Codes, **more: Any) -> forms.ChoiceField:
    """One answer of a few, or none."""
    return forms.ChoiceField(
        label=label, choices=choices, required=False, widget=forms.RadioSelect, **more
    )


class GuestBookForm(forms.Form):
    """Everything beside the card itself. Nothing has `required`: the words below say what helps."""

    name = line(gettext_lazy("Nama"), 120)
    email = line(gettext_lazy("E-mail"), 120)
    phone = line(gettext_lazy("WhatsApp"), 40)
    no_email = forms.BooleanField(label=gettext_lazy("Tidak punya e-mail"), required=False)
    institution = line(gettext_lazy("Instansi, sekolah, atau usaha"), 120)
    institution_kind = chips(gettext_lazy("Jenis instansi"), codes.INSTITUTION_KINDS)
    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("Keperluan hari ini"),
        required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Boleh lebih dari satu. Tekan angkanya."),
    )  # fmt: skip
    purpose_text = line(gettext_lazy("Keperluan lain, dengan kata pengunjung"), 200)
    identity = chips(
        gettext_lazy("Identitas sudah dilihat"), codes.IDENTITY,
        help_text=gettext_lazy(
            "Kartu identitas hanya dilihat. Nomornya tidak dicatat, tidak disalin."
        ),
    )  # fmt: skip
    flag = chips(
        gettext_lazy("Cara memanggil"), FLAGS,
        help_text=gettext_lazy(
            "Agar petugas tahu cara menemui pengunjung. Sebabnya tidak dicatat."
        ),
    )  # fmt: skip
    head_count = line(gettext_lazy("Jumlah orang"), 20)
    group_name = line(
        gettext_lazy("Nama rombongan"), 120,
        help_text=gettext_lazy("Satu penghubung saja. Nama anggota, apalagi anak, tidak ditulis."),
    )  # fmt: skip
    use = chips(gettext_lazy("Datanya untuk"), codes.MAIN_USE, help_text=COUNTED_ONLY)
    sex = chips(gettext_lazy("Jenis kelamin"), codes.SEX, help_text=COUNTED_ONLY)
    birth_year = line(gettext_lazy("Tahun lahir"), 20, help_text=COUNTED_ONLY)
    education = chips(gettext_lazy("Pendidikan terakhir"), codes.EDUCATION, help_text=COUNTED_ONLY)
    occupation = chips(gettext_lazy("Pekerjaan utama"), codes.OCCUPATION, help_text=COUNTED_ONLY)
    support_needed = line(
        gettext_lazy("Bantuan yang diperlukan"), 120,
        help_text=gettext_lazy(
            "Supaya petugas menyiapkannya, misalnya kursi roda atau teks besar."
        ),
    )  # fmt: skip
    service = chips(gettext_lazy("Layanan"), ())
    priority = forms.BooleanField(
        label=gettext_lazy("Didahulukan"), required=False,
        help_text=gettext_lazy(
            "Lansia, ibu hamil, penyandang disabilitas. Sebabnya tidak ditanyakan."
        ),
    )  # fmt: skip
    reason = line(gettext_lazy("Alasan mendahului nomor lain"), 120)

    def __init__(
        self, place: Published, data: Mapping[str, Any] | None = None, *,
        purposes: list[str], day: date | None = None, known: bool = False,
        service: OfferedService | None = None, **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **more)
        self.place, self.known, self.visited = place, known, service
        self.has_ticket, self.day = day is not None, day or place.day
        kept = [*(self.initial.get("purposes") or [])]
        if self.data and hasattr(self.data, "getlist"):
            kept += self.data.getlist("purposes")
        listed = list(dict.fromkeys([*purposes, *kept]))
        self.fields["purposes"].choices = [(each, each) for each in listed]  # type: ignore[attr-defined]
        self.fields["service"].choices = [  # type: ignore[attr-defined]
            (service.code, service.short_name) for service in place.services if service.offered
        ]

    @property
    def kinds_met_often(self) -> list[Choice]:
        """Six kinds of institution, as chips."""
        return choices_of(self["institution_kind"], False)[:6]

    @property
    def kinds_met_rarely(self) -> list[Choice]:
        """The rest of the survey's list, one press away."""
        return choices_of(self["institution_kind"], False)[6:]

    @property
    def rare_kind_chosen(self) -> bool:
        return any(kind.on for kind in self.kinds_met_rarely)

    @property
    def asked(self) -> frozenset[str]:
        """What the published standard asks for the service of this visit; unknown: for any."""
        code = str(getattr(self, "cleaned_data", {}).get("service") or "")
        service = self.visited or self.place.service(code)
        if service:
            return service.requires
        return frozenset().union(*(each.requires for each in self.place.services))

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for name, value in list(said.items()):
            if isinstance(value, str) and has_identity_number(value):
                self.add_error(name, str(NO_NUMBERS))
        if not self.known:
            self._clean_visitor(said)
        if not said.get("purposes") and not said.get("purpose_text"):
            self.add_error("purposes", _("Pilih keperluan, boleh lebih dari satu."))
        if "identity" in self.asked and not said.get("identity"):
            self.add_error("identity", _("Pilih kartu identitas yang sudah dilihat."))
        if not self.has_ticket and not said.get("service"):
            self.add_error("service", _("Pilih layanan."))
        return said

    def _clean_visitor(self, said: dict[str, Any]) -> None:
        if not said.get("name") and "name" not in self.errors:
            self.add_error("name", _("Tulis nama pengunjung."))
        asked = "email" in self.asked and not said.get("no_email")
        given = said.get("email") or said.get("phone") or {"email", "phone"} & set(self.errors)
        if asked and not given:
            self.add_error("email", self._email_words())

    def _email_words(self) -> str:
        return _(
            'Masukkan alamat e-mail, misalnya nama@contoh.id, atau pilih "Tidak punya e-mail".'
        )

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip()
        if email:
            try:
                validate_email(email)
            except ValidationError:
                raise ValidationError(self._email_words()) from None
        return email

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"]).strip()
        if not phone or has_identity_number(phone):
            return phone
        if not (number := e164(phone)):
            raise ValidationError(_("Tulis nomor WhatsApp, misalnya 0812 3456 7890."))
        return number

    def clean_birth_year(self) -> int | None:
        typed = str(self.cleaned_data["birth_year"]).strip()
        if not typed:
            return None
        if not 1900 <= whole(typed) <= self.place.day.year:
            raise ValidationError(_("Tulis tahun lahir dengan empat angka, misalnya 1995."))
        return int(typed)

    def clean_head_count(self) -> int:
        typed = str(self.cleaned_data["head_count"]).strip() or "1"
        if not 1 <= whole(typed) <= MOST_PEOPLE:
            raise ValidationError(_("Tulis jumlah orang dengan angka, 1 sampai 999."))
        return int(typed)

    def told(self) -> Told:
        """What the visitor said about themselves."""
        said = self.cleaned_data
        return Told(**{name: said[name] for name in Told.__dataclass_fields__})

    def written(self) -> Written:
        """What is written of this visit."""
        said, listed = self.cleaned_data, self.place.choices["purposes"]
        text = said["purpose_text"].strip()
        purposes = [*said["purposes"], *([text] if text in listed else [])]
        return Written(
            purposes=tuple(dict.fromkeys(purposes)), purpose_text="" if text in listed else text,
            identity=said["identity"], use=said["use"], group_name=said["group_name"],
            head_count=said["head_count"], flag=said["flag"],
            opened_at=self._moment("opened_at"), signed_at=self._moment("signed_at"),
        )  # fmt: skip

    def _moment(self, name: str) -> datetime | None:
        """A moment of the ticket's day that the page states; anything else is not believed."""
        try:
            moment = parse_datetime(str(self.data.get(name, "")))
        except ValueError:
            return None
        today = moment and moment.tzinfo and self.place.local(moment).date() == self.day
        return moment if today else None
