"""A subject unit: its name, the topics it answers, its members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from satupintu.administration.forms.services import words_field
from satupintu.administration.queries.staff import consultants
from satupintu.offices.published import Published
from satupintu.people.actions.subject_units import Unit
from satupintu.people.models import Officer


class UnitForm(forms.Form):
    """Topics and members may stay open."""

    name = words_field(
        gettext_lazy("Nama tim"), 80, gettext_lazy("Tulis nama tim."),
        help_text=gettext_lazy("Pengguna membacanya, misalnya Tim Statistik Harga."),
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topik (boleh kosong)"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    members = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Anggota (boleh kosong)"), required=False,
        queryset=Officer.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tanpa anggota, setiap petugas konsultasi dapat mengambilnya."),
    )  # fmt: skip

    def __init__(self, *args: Any, place: Published, **options: Any) -> None:
        super().__init__(*args, **options)
        known = [*place.choices["purposes"], *(options.get("initial") or {}).get("topics", [])]
        topics = [(each, each) for each in dict.fromkeys(known)]
        self.fields["topics"].choices = topics  # type: ignore[attr-defined]
        rows = consultants(place.office.pk, place.day)
        self.fields["members"].queryset = rows  # type: ignore[attr-defined]

    def told(self) -> Unit:
        """As it is kept."""
        given = self.cleaned_data
        return Unit(given["name"], given["topics"], [each.pk for each in given["members"]])
