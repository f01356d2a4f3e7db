"""On which weekdays an officer serves, and who stands in (ADM-4)."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.administration.forms.fields import DayField
from satupintu.administration.forms.hours import WeekForm
from satupintu.people.models import Officer
from satupintu.people.working_days import WorkingDays


class WorkingDaysForm(forms.Form):
    """Weekdays and substitute from a day on."""

    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Bertugas pada"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Pilih sedikitnya satu hari.")},
    )  # fmt: skip
    substitute = forms.ModelChoiceField(
        label=gettext_lazy("Pengganti pada hari lain (boleh kosong)"),
        queryset=Officer.objects.none(), required=False,
        empty_label=gettext_lazy("Tidak ada pengganti"),
        help_text=gettext_lazy(
            "Ia yang dijadwalkan bila jadwal pekan lalu disalin, dan disarankan saat pindah tugas."
        ),
    )  # fmt: skip
    valid_from = DayField(label=gettext_lazy("Berlaku mulai"))

    def __init__(
        self, *args: Any, colleagues: Any, open_days: Collection[int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        names = [WeekForm.base_fields[f"day_{number}"].label for number in range(7)]
        listed = [(number, name) for number, name in enumerate(names) if number in open_days]
        self.fields["days"].choices = listed  # type: ignore[attr-defined]
        self.fields["substitute"].queryset = colleagues  # type: ignore[attr-defined]
        self.open_days = frozenset(open_days)

    def clean_substitute(self) -> Officer | None:
        other: Officer | None = self.cleaned_data["substitute"]
        if other and frozenset(self.cleaned_data.get("days", ())) >= self.open_days:
            words = _("Kosongkan: petugas ini bertugas setiap hari buka.")
            raise forms.ValidationError(words)
        return other

    def told(self) -> WorkingDays:
        """As it is kept: days on which the office is closed are nobody's day off."""
        given = self.cleaned_data
        closed = frozenset(range(7)) - self.open_days
        other = given["substitute"]
        return WorkingDays(frozenset(given["days"]) | closed, other.pk if other else None)
