"""A group that announces itself: when, who may be asked, how many, and for which service."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.offices.published import Published
from satupintu.people.names import has_identity_number
from satupintu.rules.typed_time import typed_day, typed_time
from satupintu.rules.whole import whole
from satupintu.walkin.actions.front_door import Announcement
from satupintu.walkin.pages.front_office_form import MOST_PEOPLE, NO_NUMBERS, chips, line
from satupintu.walkin.queries.roster import why_closed


class GroupForm(forms.Form):
    """The members of a group are never listed: a name, a contact, a count."""

    day = line(gettext_lazy("Tanggal datang"), 10, widget=forms.DateInput(attrs={"type": "date"}))
    at = line(
        gettext_lazy("Jam, bila sudah tahu"), 8, widget=forms.TimeInput(attrs={"type": "time"})
    )
    name = line(
        gettext_lazy("Nama rombongan"),
        120,
        help_text=gettext_lazy("Misalnya SMA 3 Semarang, kelas XI."),
    )
    contact = line(
        gettext_lazy("Penghubung"), 120, help_text=gettext_lazy("Satu nama. Anggota tidak ditulis.")
    )
    head_count = line(gettext_lazy("Jumlah orang"), 20)
    service = chips(gettext_lazy("Layanan"), ())

    def __init__(self, place: Published, data: Any = None) -> None:
        super().__init__(data)
        self.place = place
        self.fields["service"].choices = [  # type: ignore[attr-defined]
            (service.code, service.short_name) for service in place.services if service.offered
        ]

    def clean_day(self) -> date:
        day = typed_day(str(self.cleaned_data["day"]))
        if day is None:
            raise ValidationError(_("Pilih tanggal datang."))
        if day < self.place.day:
            raise ValidationError(_("Pilih hari ini atau sesudahnya."))
        if why := why_closed(self.place, day):
            words = _("Kantor tutup hari itu (%(why)s). Pilih hari lain, atau buka harinya dulu.")
            raise ValidationError(words % {"why": why})
        return day

    def clean_at(self) -> time | None:
        typed = str(self.cleaned_data["at"])
        at = typed_time(typed)
        if typed and at is None:
            raise ValidationError(_("Tulis jam, misalnya 09.30, atau kosongkan."))
        return at

    def clean_head_count(self) -> int:
        typed = str(self.cleaned_data["head_count"]).strip()
        if not 1 <= whole(typed) <= MOST_PEOPLE:
            raise ValidationError(_("Tulis jumlah orang dengan angka, 1 sampai 999."))
        return int(typed)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not said.get("name"):
            self.add_error("name", _("Tulis nama rombongan."))
        if not said.get("service"):
            self.add_error("service", _("Pilih layanan."))
        for name in ("name", "contact"):
            if has_identity_number(str(said.get(name, ""))):
                self.add_error(name, str(NO_NUMBERS))
        return said

    def said(self) -> Announcement:
        """The announcement as written."""
        told = self.cleaned_data
        return Announcement(
            day=told["day"], at=told["at"], name=told["name"], contact=told["contact"],
            head_count=told["head_count"], service_code=told["service"],
        )  # fmt: skip
