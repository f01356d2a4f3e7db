"""Questions about a service's words and about the fourteen components of its standard."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.administration.forms.fields import DayField, LinesField
from satupintu.offices.published import OfficeDesk
from satupintu.ui.fields import LongText


def words_field(label: Any, most: int, empty: Any, **options: Any) -> forms.CharField:
    """One line of text with the instruction shown when it is empty."""
    errors = {"required": empty}
    return forms.CharField(label=label, max_length=most, error_messages=errors, **options)


class ServiceForm(forms.Form):
    """What a visitor reads and hears about a service."""

    name = words_field(
        gettext_lazy("Nama di mesin antrean"), 60, gettext_lazy("Tulis nama layanan."),
        help_text=gettext_lazy("Kata pengunjung, misalnya: Tanya atau konsultasi data."),
    )  # fmt: skip
    example = words_field(
        gettext_lazy("Contoh (boleh kosong)"), 90, "", required=False,
        help_text=gettext_lazy("Satu baris di bawah nama."),
    )  # fmt: skip
    short_name = words_field(
        gettext_lazy("Nama pendek di layar"), 30, gettext_lazy("Tulis nama pendek.")
    )
    formal_name = words_field(
        gettext_lazy("Nama resmi di standar"), 120, gettext_lazy("Tulis nama resmi.")
    )
    letter = words_field(
        gettext_lazy("Huruf nomor"), 1, gettext_lazy("Tulis satu huruf."),
        help_text=gettext_lazy("Huruf baru berlaku paling cepat besok."),
    )  # fmt: skip
    fee_text = words_field(
        gettext_lazy("Biaya"), 120, gettext_lazy("Tulis biayanya, juga bila tidak ada.")
    )
    limit_minutes = forms.IntegerField(
        label=gettext_lazy("Batas menunggu (menit)"),
        help_text=gettext_lazy("Dihitung sejak pengunjung sebelumnya selesai."),
        min_value=1,
        max_value=120,
        error_messages={
            "required": gettext_lazy("Tulis batas menunggu dalam menit."),
            "invalid": gettext_lazy("Tulis batas menunggu dengan angka, misalnya 10."),
            "min_value": gettext_lazy("Batas menunggu paling sedikit 1 menit."),
            "max_value": gettext_lazy("Batas menunggu paling banyak 120 menit."),
        },
    )
    offered = forms.BooleanField(label=gettext_lazy("Ditawarkan kepada pengunjung"), required=False)
    valid_from = DayField(label=gettext_lazy("Berlaku mulai"))

    def clean_letter(self) -> str:
        return str(self.cleaned_data["letter"]).upper()


ICONS = (
    ("list", gettext_lazy("Daftar")), ("chart", gettext_lazy("Grafik")),
    ("pin", gettext_lazy("Peta")), ("people", gettext_lazy("Orang")),
    ("paper", gettext_lazy("Lembar")), ("web", gettext_lazy("Situs")),
    ("book", gettext_lazy("Buku")), ("star", gettext_lazy("Bintang")),
)  # fmt: skip


class NewServiceForm(ServiceForm):
    """A service more: its words, its picture, and the desks that serve it."""

    offered = None  # type: ignore[assignment]
    letter = words_field(
        gettext_lazy("Huruf nomor"), 1, gettext_lazy("Tulis satu huruf."),
        help_text=gettext_lazy("Yang bunyinya tidak mirip huruf layanan lain dan P."),
    )  # fmt: skip
    icon = forms.ChoiceField(
        label=gettext_lazy("Gambar"), choices=ICONS, widget=forms.RadioSelect, initial="list",
        error_messages={"required": gettext_lazy("Pilih gambar.")},
    )  # fmt: skip
    desks = forms.MultipleChoiceField(
        label=gettext_lazy("Dilayani di"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Pilih sedikitnya satu meja.")},
    )  # fmt: skip
    field_order = [
        "name", "example", "short_name", "formal_name", "letter", "limit_minutes", "fee_text",
        "icon", "desks", "valid_from",
    ]  # fmt: skip

    def __init__(self, *args: Any, desks: tuple[OfficeDesk, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["desks"]
        field.choices = [(str(one.id), one.name) for one in desks]  # type: ignore[attr-defined]


TEXTS = {
    "dasar_hukum": gettext_lazy("Dasar hukum"),
    "pengaduan": gettext_lazy("Penanganan pengaduan, saran, dan masukan"),
    "sarana": gettext_lazy("Sarana, prasarana, dan fasilitas"),
    "kompetensi": gettext_lazy("Kompetensi pelaksana"),
    "pengawasan": gettext_lazy("Pengawasan internal"),
    "jumlah_pelaksana": gettext_lazy("Jumlah pelaksana"),
    "jaminan_pelayanan": gettext_lazy("Jaminan pelayanan"),
    "jaminan_keamanan": gettext_lazy("Jaminan keamanan dan keselamatan"),
    "evaluasi": gettext_lazy("Evaluasi kinerja pelaksana"),
}
NAMES = {
    "dasar_hukum": TEXTS["dasar_hukum"],
    "persyaratan": gettext_lazy("Persyaratan"),
    "prosedur": gettext_lazy("Sistem, mekanisme, dan prosedur"),
    "jangka_waktu": gettext_lazy("Jangka waktu penyelesaian"),
    "biaya": gettext_lazy("Biaya atau tarif"),
    "produk": gettext_lazy("Produk pelayanan"),
    **{key: label for key, label in TEXTS.items() if key != "dasar_hukum"},
}  # the fourteen components of article 21, Law 25/2009, in the order of the form


class StandardForm(forms.Form):
    """The fourteen components; time at the desk and fee come from the service itself."""

    valid_from = DayField(label=gettext_lazy("Berlaku mulai"))
    decree = forms.CharField(
        label=gettext_lazy("Nomor keputusan (boleh kosong)"), max_length=120, required=False
    )
    reviewed_on = DayField(label=gettext_lazy("Ditinjau pada"))
    visit = LinesField(
        label=gettext_lazy("Persyaratan datang langsung"),
        help_text=gettext_lazy(
            "Satu baris satu syarat. Awali dengan tanda - bila sedang tidak berlaku."
        ),
    )
    online = LinesField(label=gettext_lazy("Persyaratan online"), rows=3)
    visit_steps = LinesField(
        label=gettext_lazy("Prosedur datang langsung"),
        help_text=gettext_lazy("Satu baris satu langkah."),
        rows=9,
    )
    online_steps = LinesField(label=gettext_lazy("Prosedur online"), rows=4)
    online_days = forms.IntegerField(
        label=gettext_lazy("Batas jawaban online (hari kerja, boleh kosong)"),
        required=False,
        min_value=1,
        max_value=30,
        error_messages={"invalid": gettext_lazy("Tulis dengan angka, misalnya 3.")},
    )
    produk = LinesField(label=NAMES["produk"], help_text=gettext_lazy("Satu baris satu produk."))

    def __init__(self, *args: Any, content: dict[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.content = content
        for key, label in TEXTS.items():
            self.fields[key] = LongText(
                label=label, longest=2000, rows=3,
                error_messages={"required": _("Tulis komponen ini: %(name)s.") % {"name": label}},
            )  # fmt: skip
        for name, value in answers(content).items():
            self.initial.setdefault(name, value)

    def told(self) -> dict[str, Any]:
        """The content as it is kept; what the form does not ask for stays."""
        given, kept = self.cleaned_data, self.content
        days = {"online_days": given["online_days"]} if given["online_days"] else {}
        time = {k: v for k, v in kept.get("jangka_waktu", {}).items() if k != "online_days"}
        old = kept.get("persyaratan", {})
        return {
            **kept,
            **{key: given[key].strip() for key in TEXTS},
            "persyaratan": {
                way: required(given[way], old.get(way, [])) for way in ("visit", "online")
            },
            "prosedur": {"visit": given["visit_steps"], "online": given["online_steps"]},
            "jangka_waktu": {**time, **days},
            "produk": given["produk"],
        }


def answers(content: dict[str, Any]) -> dict[str, Any]:
    """A kept standard as the form's first answers."""
    needs, steps = content.get("persyaratan", {}), content.get("prosedur", {})
    return {
        **{key: content.get(key, "") for key in TEXTS},
        "visit": [_line(one) for one in needs.get("visit", [])],
        "online": [_line(one) for one in needs.get("online", [])],
        "visit_steps": steps.get("visit", []),
        "online_steps": steps.get("online", []),
        "online_days": content.get("jangka_waktu", {}).get("online_days"),
        "produk": content.get("produk", []),
    }


SIGNS = {
    "identity": re.compile(r"identitas|\bKTP\b|\bSIM\b|paspor", re.IGNORECASE),
    "email": re.compile(r"e-?mail|surel", re.IGNORECASE),
    "guest_book": re.compile(r"buku tamu", re.IGNORECASE),
    "account": re.compile(r"\bakun\b", re.IGNORECASE),
}  # by what a requirement is known when its words are written anew: forms follow its code


def required(lines: list[str], old: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Requirements with the code they had: by their words, by what they ask, by their place."""
    by_text = {one["text"]: one["code"] for one in old}
    texts = [re.sub(r"^-\s*", "", line) for line in lines]
    taken = {by_text[text] for text in texts if text in by_text}
    found = []
    for place, (line, text) in enumerate(zip(lines, texts, strict=True)):
        code = by_text.get(text) or _known_by(text, taken)
        if not code and len(old) == len(lines) and old[place]["code"] not in taken:
            code = old[place]["code"]
        taken.add(code := code or f"own_{place + 1}")
        found.append({"code": code, "text": text, "on": not line.startswith("-")})
    return found


def _known_by(text: str, taken: set[str]) -> str:
    asked = (code for code, sign in SIGNS.items() if code not in taken and sign.search(text))
    return next(asked, "")


def _line(one: dict[str, Any]) -> str:
    return str(one["text"]) if one.get("on", True) else f"- {one['text']}"
