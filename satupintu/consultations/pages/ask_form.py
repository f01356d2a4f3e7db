"""The form of a question: what, what for, where and when, attachments, how to reach the asker."""

import json
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from satupintu.catalogue.search_key import search_key, search_number
from satupintu.consultations.actions.asking import QUESTION_LONGEST, Asked
from satupintu.consultations.actions.enclosing import Brought
from satupintu.consultations.models import Consultation
from satupintu.files.access import holder
from satupintu.files.field import AttachmentsField
from satupintu.people.codes import MAIN_USE
from satupintu.people.fields import AddressField, PhoneField, no_identity_number
from satupintu.ui.fields import LongText

TRAIL_LONGEST = 4000
WAYS = (
    ("web", _("Di halaman ini, dengan pemberitahuan e-mail")),
    ("phone", _("Telepon")),
)


class AskForm(forms.Form):
    """Only the question and an address are needed; the rest helps to answer sooner."""

    question = LongText(
        label=_("Apa yang ingin Anda tanyakan?"), longest=QUESTION_LONGEST,
        help_text=_("Sebutkan data, wilayah, dan tahunnya bila tahu. Tidak perlu bahasa resmi."),
        error_messages={"required": _("Tulis pertanyaan Anda, satu kalimat pun cukup.")},
    )  # fmt: skip
    use = forms.ChoiceField(
        label=_("Untuk apa? (boleh kosong)"), choices=MAIN_USE, required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Pilih salah satu, atau kosongkan.")},
    )  # fmt: skip
    region = forms.CharField(
        label=_("Wilayah (boleh kosong)"), max_length=120, required=False,
        help_text=_("Misalnya Kota Semarang."),
    )  # fmt: skip
    years = forms.CharField(
        label=_("Tahun (boleh kosong)"), max_length=40, required=False,
        help_text=_("Misalnya 2016-2025."),
    )  # fmt: skip
    attached = AttachmentsField()
    name = forms.CharField(
        label=_("Nama Anda"), max_length=120,
        error_messages={"required": _("Tulis nama Anda, agar petugas dapat menyapa.")},
    )  # fmt: skip
    email = AddressField(
        label=_("Alamat e-mail"), max_length=254,
        help_text=_("Kami kirim satu kode ke alamat ini. Tanpa kata sandi."),
        error_messages={"required": _("Tulis alamat e-mail, misalnya nama@contoh.id.")},
    )  # fmt: skip
    phone = PhoneField(label=_("Nomor telepon (boleh kosong)"))
    contact_by = forms.ChoiceField(
        label=_("Cara menghubungi Anda"), choices=WAYS, initial="web", required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    may_publish = forms.BooleanField(
        label=_("Tanya jawab ini boleh diterbitkan tanpa nama, agar berguna bagi orang lain"),
        required=False,
    )  # fmt: skip
    trail = forms.CharField(required=False, max_length=TRAIL_LONGEST, widget=forms.HiddenInput)
    draft = forms.CharField(required=False, max_length=22, widget=forms.HiddenInput)

    def clean_question(self) -> str:
        return no_identity_number(str(self.cleaned_data["question"]))

    def clean_draft(self) -> str:
        given = str(self.cleaned_data["draft"])
        return given if len(given) == 22 and given.isascii() and given.isalnum() else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("contact_by") == "phone" and not given.get("phone"):
            self.add_error("phone", _("Tulis nomor telepon bila ingin dihubungi lewat telepon."))
        return given

    def asked(self, request: HttpRequest) -> Asked:
        """What was said, as the action takes it."""
        given = self.cleaned_data
        return Asked(
            question=given["question"], name=given["name"], email=given["email"],
            phone=given["phone"], contact_by=given["contact_by"] or "web", use=given["use"],
            region=given["region"], years=given["years"], trail=read_trail(given["trail"]),
            files=Brought(tuple(given["attached"]), holder(request)),
            may_publish=given["may_publish"],
        )  # fmt: skip


def read_trail(text: str) -> dict[str, Any]:
    """The search that led here, as the page carried it; anything else is no trail."""
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    query = _clean(str(found.get("query", "")))[:200]
    chips = [each[:60] for each in _texts(found.get("chips"))][:8]
    viewed = [each[:120] for each in _texts(found.get("viewed"))][:12]
    if not (query or viewed):
        return {}
    trail = {"query": query, "chips": chips, "viewed": viewed}
    search = search_number(str(found.get("search", "")))
    return trail | ({"search": search} if search else {})


def _texts(given: Any) -> list[str]:
    rows = given if isinstance(given, list) else []
    return [_clean(each) for each in rows if isinstance(each, str)]


def _clean(text: str) -> str:
    # JSON can spell what no database and no page can hold: NUL and halves of letters.
    return text.encode(errors="ignore").decode().replace("\0", "")


def from_draft(case: Consultation) -> dict[str, Any]:
    """The answers of a draft, for changing them."""
    names = ("question", "use", "region", "years", "name", "email", "phone", "contact_by")
    given: dict[str, Any] = {name: getattr(case, name) for name in names}
    trail = case.trail | {"search": search_key(case.trail.get("search", 0))}
    return given | {
        "may_publish": case.may_publish, "trail": json.dumps(trail), "draft": case.token
    }  # fmt: skip
