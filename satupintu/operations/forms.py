"""The eight questions as one page; each answer is looked at as at the terminal."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.offices import starting_standard as start
from satupintu.offices.models import Office, Zone
from satupintu.operations import questions
from satupintu.operations.questions import Answers, Wrong
from satupintu.people.models import Officer

T = TypeVar("T")


def line(label: Any, most: int, **more: Any) -> forms.CharField:
    """One line; what is missing is said by the question's own words."""
    return forms.CharField(label=label, max_length=most, required=False, **more)


def secret(label: Any, **more: Any) -> forms.CharField:
    """A password, as it was typed."""
    return line(label, 200, strip=False, widget=forms.PasswordInput, **more)


class SetupForm(forms.Form):
    """What a new office starts from. Nothing is stored before every answer can be taken."""

    code = line(
        gettext_lazy("Kode dari server"), 20,
        help_text=gettext_lazy("12 huruf dan angka. Server menulisnya saat dijalankan."),
    )  # fmt: skip
    office_code = line(
        gettext_lazy("Kode kantor"), 4,
        help_text=gettext_lazy("Empat angka dari daftar BPS, misalnya 3300."),
    )  # fmt: skip
    name = line(gettext_lazy("Nama kantor"), 120)
    zone = forms.ChoiceField(
        label=gettext_lazy("Zona waktu"), choices=Zone.choices, required=False,
        widget=forms.RadioSelect, initial="WIB",
    )  # fmt: skip
    address = line(gettext_lazy("Alamat: jalan dan kota"), 200)
    hours = line(
        gettext_lazy("Jam buka"), 300,
        help_text=gettext_lazy(
            "Hari, jam, lalu titik koma. Dua bagian sehari dipisah koma: jeda di antaranya."
        ),
    )  # fmt: skip
    desks = line(gettext_lazy("Jumlah meja"), 3, initial="3")
    services = forms.MultipleChoiceField(
        label=gettext_lazy("Layanan yang ditawarkan"), widget=forms.CheckboxSelectMultiple,
        choices=[(each["code"], gettext_lazy(each["name"])) for each in start.SERVICES],
        initial=list(questions.SERVICES),
        error_messages={"required": gettext_lazy("Pilih sedikitnya satu layanan.")},
    )  # fmt: skip
    phone = line(gettext_lazy("Telepon kantor (boleh kosong)"), 40)
    email = line(gettext_lazy("E-mail kantor (boleh kosong)"), 120)
    complaint = line(gettext_lazy("Situs atau e-mail pengaduan (boleh kosong)"), 200)
    admin_name = line(gettext_lazy("Nama administrator pertama"), 120)
    username = line(
        gettext_lazy("Nama pengguna untuk masuk"), 60,
        help_text=gettext_lazy("Huruf kecil dan angka tanpa spasi, misalnya wati."),
    )  # fmt: skip
    password = secret(
        gettext_lazy("Kata sandi"), help_text=gettext_lazy("Kosongkan bila ingin dibuatkan.")
    )
    again = secret(gettext_lazy("Kata sandi sekali lagi"))
    holidays = forms.BooleanField(
        label=gettext_lazy("Muat hari libur nasional dan cuti bersama menurut SKB"),
        required=False, initial=True,
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["hours"] = questions.hours_in_words(start.HOURS)
        self.level = ""

    def clean_office_code(self) -> str:
        return self._looked_at(
            "office_code", questions.office_code, _("Tulis empat angka, misalnya 3300 atau 3374.")
        )

    def clean_name(self) -> str:
        known = self._known()
        typed = self.cleaned_data["name"] or (known.name if known else "")
        self.cleaned_data["name"] = typed
        return self._looked_at("name", questions.name, _("Tulis nama lengkap kantor."))

    def clean_zone(self) -> str:
        return self._looked_at("zone", questions.zone, _("Pilih zona waktu."))

    def clean_address(self) -> str:
        words = _("Tulis jalan dan kota; pengunjung mencarinya.")
        return self._looked_at("address", questions.address, words)

    def clean_hours(self) -> dict[str, Any]:
        words = _("Tulis seperti: Senin-Kamis 08.00-15.30; Jumat 08.00-11.30, 13.00-16.00")
        return self._looked_at("hours", questions.hours, words)

    def clean_desks(self) -> int:
        words = _("Tulis angka dari 1 sampai %(most)d.") % {"most": questions.MOST_DESKS}
        return self._looked_at("desks", questions.desks, words)

    def clean_phone(self) -> str:
        return self._looked_at("phone", questions.phone, _("Tulis nomor seperti 024-8412802."))

    def clean_email(self) -> str:
        return self._looked_at("email", questions.email, _("Tulis e-mail seperti nama@bps.go.id."))

    def clean_complaint(self) -> str:
        words = _("Tulis alamat yang dimulai https://, atau alamat e-mail.")
        return self._looked_at("complaint", questions.complaint, words)

    def clean_admin_name(self) -> str:
        return self._looked_at("admin_name", questions.name, _("Tulis nama lengkapnya."))

    def clean_username(self) -> str:
        words = _("Pakai huruf kecil dan angka tanpa spasi, sedikitnya dua.")
        return self._looked_at("username", questions.username, words)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("password") != said.get("again") and "password" not in self.errors:
            self.add_error("again", _("Kedua kata sandi berbeda. Tulis sekali lagi."))
            return said
        officer = Officer(username=said.get("username", ""), name=said.get("admin_name", ""))
        try:
            said["password"] = questions.password(said.get("password", ""), officer)
        except Wrong as wrong:
            self.add_error("password", str(wrong))
        return said

    def told(self) -> Answers:
        """The answers as `satupintu setup` takes them."""
        said = self.cleaned_data
        services = tuple(each for each in questions.SERVICES if each in said["services"])
        return Answers(
            said["office_code"], said["name"], said["zone"], said["address"], said["hours"],
            said["desks"], services, said["phone"], said["email"], said["complaint"],
            said["username"], said["admin_name"], said["password"],
            level=questions.level_of(said["office_code"], self._known()),
            password_made=not self.data.get("password"),
        )  # fmt: skip

    def _known(self) -> Office | None:
        return Office.objects.filter(code=self.cleaned_data.get("office_code", "")).first()

    def _looked_at(self, field: str, look: Callable[[str], T], words: str) -> T:
        try:
            return look(self.cleaned_data[field])
        except Wrong:
            raise forms.ValidationError(words) from None
