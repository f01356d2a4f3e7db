"""What is written down about a service: kinds, topics, result, notes, and the data wanted (SKD)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.catalogue.data_needs import NeedsForm, needs, rows_typed
from satupintu.ui.fields import one_newline, too_long
from satupintu.walkin.actions.serving import Outcome
from satupintu.walkin.models import Result

NOTES_LONGEST = 20_000
KINDS = (
    ("data", gettext_lazy("Data")),
    ("metadata", gettext_lazy("Metadata")),
    ("classification", gettext_lazy("Klasifikasi")),
)


class Ticked(forms.MultipleChoiceField):
    """Boxes to tick; what was ticked under an older list is still an answer."""

    def valid_value(self, value: Any) -> bool:
        return 0 < len(str(value)) <= 60


class ServiceForm(NeedsForm):
    """What the officer states at the end of a service (MJ-9)."""

    about = forms.MultipleChoiceField(
        label=gettext_lazy("Jenis informasi"), choices=KINDS, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    topics = Ticked(
        label=gettext_lazy("Topik"), required=False, widget=forms.CheckboxSelectMultiple
    )
    result = forms.ChoiceField(
        label=gettext_lazy("Hasil"), choices=Result, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih hasil layanan sebelum menyelesaikan.")},
    )  # fmt: skip

    def __init__(
        self, data: QueryDict | None, initial: Mapping[str, Any], *, topics: Iterable[str],
        kind_needed: bool,
    ) -> None:  # fmt: skip
        super().__init__(data, auto_id="layanan_%s", initial=dict(initial))
        ticked = self.fields["topics"]
        assert isinstance(ticked, Ticked)
        ticked.choices = [(name, name) for name in topics]
        self.kind_needed = kind_needed

    def clean_about(self) -> list[str]:
        about: list[str] = self.cleaned_data["about"]
        if self.kind_needed and not about:
            raise forms.ValidationError(_("Pilih jenis informasi, boleh lebih dari satu."))
        return about

    def clean(self) -> dict[str, Any]:
        notes = one_newline(self.data.get("notes", ""))
        if problem := too_long(notes, NOTES_LONGEST):
            label = _("Catatan")
            self.add_error(None, f"{label}: {problem}")
        return super().clean()


def outcome_in(data: QueryDict) -> Outcome:
    """What was written, taken as far as it can be understood: a draft is never refused."""
    result = data.get("result", "")
    more = [text.strip()[:60] for text in data.get("more_topics", "").split(",")]
    topics = dict.fromkeys(name[:60] for name in [*data.getlist("topics"), *more] if name)
    return Outcome(
        Result(result) if result in Result.values else None,
        frozenset(data.getlist("about")) & {code for code, _name in KINDS},
        tuple(topics)[:20],
        one_newline(data.get("notes", "")),
        needs(rows_typed(data)),
    )
