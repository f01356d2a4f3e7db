"""Questions about officers and machines."""

import re
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.administration.forms.services import words_field
from satupintu.people.models import Device, Officer, Role

# What each role may do, as a sentence an administrator can answer for (ADM-4).
MAY: dict[str, str | Promise] = {
    Role.FRONT_OFFICE: gettext_lazy(
        "Meja depan: mencatat buku tamu dan melihat kontak pengunjung hari ini."
    ),
    Role.CONSULTANT: gettext_lazy(
        "Petugas konsultasi: memanggil nomor, menulis catatan, dan melihat kontak yang dilayaninya."
    ),
    Role.COMPLAINT_HANDLER: gettext_lazy(
        "Penangan pengaduan: satu-satunya yang membaca isi pengaduan."
    ),
    Role.SUPERVISOR: gettext_lazy(
        "Kepala pelayanan: melihat seluruh hari, mengoreksi, menutup hari, mencetak buku tamu."
    ),
    Role.ADMINISTRATOR: gettext_lazy(
        "Administrator: mengubah pengaturan dan memberi kode masuk; tidak membaca isi pengaduan."
    ),
}
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,58}")
PRINTER = re.compile(r"[A-Za-z0-9.\-]{1,200}:\d{1,5}")


class RolesForm(forms.Form):
    """An officer's name and what the officer may do here."""

    name = words_field(
        gettext_lazy("Nama"), 120, gettext_lazy("Tulis nama petugas."),
        help_text=gettext_lazy("Seperti dibaca pengunjung."),
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("E-mail (boleh kosong)"),
        required=False,
        max_length=254,
        error_messages={"invalid": gettext_lazy("Tulis e-mail seperti nama@bps.go.id.")},
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Peran"),
        choices=list(MAY.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Pilih sedikitnya satu peran.")},
    )


class WelcomeForm(RolesForm):
    """A new officer."""

    username = words_field(
        gettext_lazy("Nama pengguna"), 60, gettext_lazy("Tulis nama pengguna."),
        help_text=gettext_lazy("Untuk masuk: huruf kecil tanpa spasi, misalnya rina.w."),
    )  # fmt: skip
    field_order = ["name", "username", "email", "roles"]

    def clean_username(self) -> str:
        name = str(self.cleaned_data["username"]).strip().lower()
        if not NAME.fullmatch(name):
            raise forms.ValidationError(
                _("Pakai huruf kecil, angka, titik, atau garis; tanpa spasi.")
            )
        return name


class TypedNameForm(forms.Form):
    """What cannot be undone asks for the name of the thing (ADM-9)."""

    typed = forms.CharField(required=False)

    def __init__(self, *args: Any, name: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.name = name
        self.fields["typed"].label = _("Ketik “%(name)s” untuk memastikan") % {"name": name}

    def clean_typed(self) -> str:
        typed = " ".join(str(self.cleaned_data["typed"]).split())
        if typed.casefold() != self.name.casefold():
            words = _("Ketik %(name)s persis seperti di atas.")
            raise forms.ValidationError(words % {"name": self.name})
        return typed


class LeaveForm(TypedNameForm):
    """An officer leaves; somebody takes over what is open."""

    successor = forms.ModelChoiceField(
        label=gettext_lazy("Meja dan pengunjung yang masih terbuka diteruskan kepada"),
        queryset=Officer.objects.none(),
        required=False,
        empty_label=gettext_lazy("Tidak ada yang terbuka"),
    )

    def __init__(self, *args: Any, colleagues: Any, needed: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["successor"]
        field.queryset = colleagues  # type: ignore[attr-defined]
        field.required = needed
        field.error_messages["required"] = _("Pilih petugas yang meneruskan.")
        if not needed:
            del self.fields["successor"]


class JoinForm(forms.Form):
    """The code that the machine shows, and what it is called."""

    code = words_field(
        gettext_lazy("Kode di layar perangkat"), 12, gettext_lazy("Ketik kode dari perangkat."),
        help_text=gettext_lazy("6 huruf dan angka."),
    )  # fmt: skip
    name = words_field(
        gettext_lazy("Nama perangkat"), 40, gettext_lazy("Beri nama perangkat."),
        help_text=gettext_lazy("Misalnya: Mesin pintu timur."),
    )  # fmt: skip


def number(label: Any, least: float, most: float, **options: Any) -> forms.FloatField:
    """A measure between two bounds, told in one sentence when it is not."""
    words = _("Tulis angka dari %(least)s sampai %(most)s.") % {"least": least, "most": most}
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), words)
    return forms.FloatField(
        label=label, min_value=least, max_value=most, error_messages=errors, localize=False,
        **options,
    )  # fmt: skip


class KioskForm(forms.Form):
    """How a kiosk prints."""

    name = JoinForm.base_fields["name"]
    print = forms.ChoiceField(
        label=gettext_lazy("Mencetak nomor"),
        choices=[
            ("", gettext_lazy("Tidak mencetak, nomor difoto")),
            ("browser", gettext_lazy("Lewat peramban perangkat")),
            ("server", gettext_lazy("Ke pencetak di jaringan")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    printer = forms.CharField(
        label=gettext_lazy("Alamat pencetak di jaringan (boleh kosong)"),
        help_text=gettext_lazy("Alamat dan port, misalnya 192.168.1.50:9100."),
        required=False,
        max_length=210,
    )
    width = forms.TypedChoiceField(
        label=gettext_lazy("Lebar kertas"),
        choices=[("80", "80 mm"), ("58", "58 mm")],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih lebar kertas.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        printer = str(given.get("printer", "")).strip()
        if given.get("print") == "server" and not PRINTER.fullmatch(printer):
            self.add_error("printer", _("Tulis alamat dan port, misalnya 192.168.1.50:9100."))
        return given

    def settings(self) -> dict[str, Any]:
        """As the machine keeps it."""
        given, over_network = self.cleaned_data, self.cleaned_data["print"] == "server"
        return {
            "print": "" if over_network else given["print"],
            "printer": given["printer"].strip() if over_network else "",
            "width": given["width"],
        }


class DisplayForm(forms.Form):
    """How large a display is and how far the last chair stands."""

    name = JoinForm.base_fields["name"]
    inch = number(
        gettext_lazy("Ukuran layar (inci, sudut ke sudut)"), 10, 120,
        help_text=gettext_lazy("Tertulis di televisi, misalnya 43."),
    )  # fmt: skip
    farthest_seat_m = number(gettext_lazy("Jarak kursi terjauh (meter)"), 1, 40)


FORMS: dict[str, type[KioskForm] | type[DisplayForm]] = {
    Device.Kind.KIOSK: KioskForm,
    Device.Kind.DISPLAY: DisplayForm,
}
