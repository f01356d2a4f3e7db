"""What is written down about a service: kinds, topics, result, notes, and the data wanted (SKD)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.catalogue.data_needs import NeedsForm, needs, rows_typed
from satupintu.catalogue.models import INFORMATION
from satupintu.offices.models import Result
from satupintu.ui.fields import one_newline, too_long
from satupintu.walkin.actions.day import MISS_LONGEST
from satupintu.walkin.actions.serving import Outcome

NOTES_LONGEST = 20_000
TOPIC_LONGEST, TOPICS_MOST = 60, 20


class Ticked(forms.MultipleChoiceField):
    """Boxes to tick; what was ticked under an older list is still an answer."""

    def valid_value(self, value: Any) -> bool:
        return 0 < len(str(value)) <= TOPIC_LONGEST


class ServiceForm(NeedsForm):
    """What the officer states at the end of a service (MJ-9)."""

    about = forms.MultipleChoiceField(
        label=gettext_lazy("Jenis informasi"), choices=INFORMATION, required=False,
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
        for words in lines_too_long(self.data):  # type: ignore[arg-type]
            self.add_error(None, words)
        return super().clean()


def lines_too_long(data: QueryDict) -> list[str]:
    """What is longer than its place, each line by its name; the rows of data say it themselves."""
    lines = [
        (_("Catatan"), one_newline(data.get("notes", "")), NOTES_LONGEST),
        *((_("Topik lain"), name, TOPIC_LONGEST) for name in _more_topics(data)),
        (_("Sebab terlambat"), data.get("miss", "").strip(), MISS_LONGEST),
    ]
    found = [f"{label}: {words}" for label, text, most in lines if (words := too_long(text, most))]
    if len(_topics(data)) > TOPICS_MOST:
        found.append(_("Paling banyak %d topik. Hapus yang tidak perlu.") % TOPICS_MOST)
    return found


def _more_topics(data: QueryDict) -> list[str]:
    return [text.strip() for text in data.get("more_topics", "").split(",")]


def _topics(data: QueryDict) -> list[str]:
    named = [*data.getlist("topics"), *_more_topics(data)]
    return [name for name in dict.fromkeys(named) if 0 < len(name) <= TOPIC_LONGEST]


def outcome_in(data: QueryDict) -> Outcome:
    """What was written, taken as far as it can be understood: a draft is never refused."""
    result = data.get("result", "")
    return Outcome(
        Result(result) if result in Result.values else None,
        frozenset(data.getlist("about")) & {code for code, _name in INFORMATION},
        tuple(_topics(data)[:TOPICS_MOST]),
        one_newline(data.get("notes", "")),
        needs(rows_typed(data)),
    )
