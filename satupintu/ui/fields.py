"""A form field as one question on a screen: label, hint, problem, answer, in that order.

The problem beside the field and the line in the summary are made from the same error, so their
words cannot differ. Browser validation stays off: the server answers, in words that help.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.forms.forms import BaseForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.ui import formats

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class LongText(forms.CharField):
    """A text of several lines; one that is too long is refused in words and kept whole.

    The browser is given no maxlength: it would drop the end of a pasted text without a word.
    """

    def __init__(self, *, longest: int, rows: int = 6, **options: Any) -> None:
        self.longest = longest
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), **count_marks(self.longest)}

    def to_python(self, value: Any) -> str:
        return one_newline(str(super().to_python(value)))

    def validate(self, value: str) -> None:
        super().validate(value)
        if problem := too_long(value, self.longest):
            raise forms.ValidationError(problem, code="max_length")


def one_newline(text: str) -> str:
    """The text as its writer counts it: a form sends two signs for each end of a line."""
    return text.replace("\r\n", "\n")


def too_long(text: str, longest: int) -> str:
    """Says how many letters a text has and how many it may have; "" for one that fits."""
    if len(text) <= longest:
        return ""
    words = _(
        "Tulisan ini %(now)s huruf; paling banyak %(most)s huruf. Pendekkan dulu. "
        "Tulisan Anda masih utuh di sini."
    )
    return words % {"now": formats.number(len(text)), "most": formats.number(longest)}


def count_marks(longest: int) -> dict[str, Any]:
    """What a text carries so that ui.js tells how much is left once little is."""
    return {
        "data-longest": longest, "data-left": gettext_lazy("# huruf tersisa"),
        "data-over": gettext_lazy("# huruf terlalu banyak"),
    }  # fmt: skip


class Problem(NamedTuple):
    """One line of the summary: the words and the id of the field they speak of."""

    words: str
    target: str


class Choice(NamedTuple):
    """One chip: what is posted, what is read, whether chosen, its id and its number key."""

    value: str
    label: str
    on: bool
    id: str
    key: str


def one_of(widget: forms.Widget) -> bool:
    """Whether only one chip may be chosen; Django makes the many a kind of the one."""
    many = isinstance(widget, forms.CheckboxSelectMultiple)
    return isinstance(widget, forms.RadioSelect) and not many


def target_of(bound: BoundField) -> str:
    """Returns the id a summary line jumps to: the field, or the first chip of a group."""
    grouped = isinstance(bound.field.widget, GROUPS)
    return f"{bound.auto_id}_0" if grouped else str(bound.auto_id)


def problems(form: BaseForm) -> Iterator[Problem]:
    """Yields the form's problems in the order of its fields, those of no field first."""
    for words in form.non_field_errors():
        yield Problem(str(words), "")
    for bound in form:
        for words in words_of(bound):
            yield Problem(words, target_of(bound))


def words_of(bound: BoundField) -> Iterator[str]:
    """What is wrong with a field; of one that is too long, how long it is and may be.

    A field that says in words of its own what it takes keeps them.
    """
    own = "max_length" in bound.field.error_messages
    for fault in bound.errors.as_data():
        if fault.code == "max_length" and fault.params and not own:
            yield too_long(str(fault.params["value"]), int(fault.params["limit_value"]))
        else:
            yield from (str(each) for each in fault.messages)


def choices_of(bound: BoundField, keys: bool) -> list[Choice]:
    """Returns the chips of a group with the answer kept."""
    value = bound.value()
    chosen = {str(v) for v in value} if isinstance(value, (list, tuple, set)) else {str(value)}
    return [
        Choice(str(v), str(label), str(v) in chosen, f"{bound.auto_id}_{n}",
               str(n + 1) if keys and n < 9 else "")
        for n, (v, label) in enumerate(bound.field.widget.choices)
        if str(v) != "" or one_of(bound.field.widget)
    ]  # fmt: skip


def control(bound: BoundField, described_by: str, **attrs: Any) -> str:
    """Renders the control itself without `required` or a length: the server tells of both."""
    widget = bound.field.widget
    if bound.field.localize:
        widget.is_localized = True
    plain = isinstance(widget, forms.CheckboxInput)
    # No maxlength: the end of a pasted text would be gone without a word.
    merged: dict[str, Any] = {"id": bound.auto_id, "maxlength": False}
    merged |= {} if plain else {"class": "input"}
    merged |= {
        name.replace("_", "-"): value
        for name, value in attrs.items()
        if value not in (None, "", False)
    }
    if described_by:
        merged["aria-describedby"] = described_by
    if bound.errors:
        merged["aria-invalid"] = "true"
    return str(widget.render(bound.html_name, bound.value(), merged, renderer=bound.form.renderer))


def shown_field(
    bound: BoundField, hint: str = "", label: str = "", keys: bool = False,
    hide_label: bool = False, **attrs: Any,
) -> dict[str, Any]:  # fmt: skip
    """Returns what parts/field.html needs; further names become attributes of the control."""
    widget = bound.field.widget
    words = hint or bound.help_text
    described = [f"{bound.auto_id}-hint"] if words else []
    described += [f"{bound.auto_id}-problem"] if bound.errors else []
    kind = "tick" if isinstance(widget, forms.CheckboxInput) else "line"
    if isinstance(widget, GROUPS):
        kind = "group"
    if bound.is_hidden:
        kind = "hidden"
    grouped = kind == "group"
    return {
        "kind": kind, "bound": bound, "id": bound.auto_id, "name": bound.html_name,
        "label": label or bound.label, "hint": words, "errors": list(words_of(bound)),
        "hide_label": hide_label, "described_by": " ".join(described),
        "choices": choices_of(bound, keys) if grouped else [],
        "input_type": "radio" if one_of(widget) else "checkbox",
        "control": "" if grouped else control(bound, " ".join(described), **attrs),
    }  # fmt: skip
