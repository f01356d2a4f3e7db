"""The question for attachments in a form of any service.

    attached = AttachmentsField()                      # in the form
    form.fields["attached"].asked_by(request, actor)   # in the page, before is_valid()
    {% field form.attached %} and <script src="{% static 'files/upload.js' %}" defer></script>
    attach(doing, office_id, "consultation:17", cleaned["attached"], holder=holder(request))

The form is multipart. What the script has sent already comes back as keys; without the script the
files come with the form. Files once kept stay with the form while another answer is mended.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.loader import get_template
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from satupintu.files.accepted import (
    ALLOWED,
    CHUNK,
    FORM_MEGABYTES,
    MOST_BYTES,
    MOST_MEGABYTES,
    PER_MESSAGE,
    suffixes,
    words,
)
from satupintu.files.access import allowed_now, holder, household
from satupintu.files.actions.keep import keep
from satupintu.files.models import StoredFile
from satupintu.files.queries import contents_of, ended, loose
from satupintu.files.refusals import Refused, sentence

FORMS, IN_SECONDS = 60, 600  # with files, of one address


class AttachmentsWidget(forms.Widget):
    """A choice of files, those that are there already, and what the script needs."""

    needs_multipart_form = True

    def __init__(self) -> None:
        super().__init__()
        self.kinds: tuple[str, ...] = ALLOWED
        self.many = True
        self.request: HttpRequest | None = None
        self.there: list[StoredFile] = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, list[Any]]:
        def several(source: Any, key: str) -> list[Any]:
            if hasattr(source, "getlist"):
                return list(source.getlist(key))
            return [source[key]] if source.get(key) else []

        return {"new": several(files, name), "kept": several(data, f"{name}_kept")}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(self.value_from_datadict(data, files, name).values())

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        office = getattr(self.request, "office", None)
        said = {
            "name": name, "attrs": dict(attrs or {}), "there": self.there, "many": self.many,
            "accept": suffixes(self.kinds), "most": MOST_BYTES, "chunk": CHUNK,
            "kinds": " ".join(self.kinds), "at_most": PER_MESSAGE if self.many else 1,
            "address": reverse("upload", args=[office.code]) if office else "",
            "too_big": sentence("big", "#"), "empty": sentence("empty", "#"),
            "wrong": sentence("type", "#", self.kinds), "too_many": sentence("many"),
            "in_one": FORM_MEGABYTES,
        }  # fmt: skip
        return mark_safe(get_template("files/parts/field.html").render(said, self.request))


class AttachmentsField(forms.Field):
    """Keys of kept files. Types and limit stand before the choice (PRT-12)."""

    widget = AttachmentsWidget

    def __init__(self, *, kinds: tuple[str, ...] = ALLOWED, many: bool = True, **more: Any) -> None:
        more.setdefault("required", False)
        more.setdefault("label", gettext_lazy("Lampiran (boleh kosong)"))
        super().__init__(**more)
        self.kinds, self.many, self.actor = kinds, many, "person"
        self.request: HttpRequest | None = None
        self.named: set[str] = set()
        self.refused: dict[str, str] = {}  # why, by the name of the file
        self.widget.kinds, self.widget.many = kinds, many
        if not self.help_text:
            self.help_text = lazy(hint, str)(kinds)  # a form class is older than the request

    def asked_by(self, request: HttpRequest, actor: str = "person") -> None:
        """Whose session brings the files, into which office; `actor` as in the journal."""
        self.request = self.widget.request = request
        self.actor = actor

    def contents(self) -> list[str]:
        """What came with the form, for `press_of`; also what a press before this one took."""
        assert self.request is not None
        return contents_of(holder(self.request), self.named) if self.named else []

    def clean(self, value: Any) -> list[str]:
        """Keep what came with the form and find what came before it."""
        assert self.request is not None, "asked_by() comes first"
        self.named = set(value["kept"][:PER_MESSAGE])
        there = self._there(value["kept"])
        refused = self._gone(there)
        for file in value["new"]:
            if len(there) + len(refused) >= (PER_MESSAGE if self.many else 1):
                refused[""] = sentence("many")
                break
            try:
                there.append(self._keep(file))
            except Refused as refusal:
                refused[file.name] = sentence(refusal.reason, refusal.name, self.kinds)
        self.widget.there, self.refused = there, refused
        self.named |= {file.key for file in there}
        if refused:
            raise forms.ValidationError(list(refused.values()))
        if self.required and not there:
            raise forms.ValidationError(sentence("none"))
        return [file.key for file in there]

    def _there(self, keys: list[str]) -> list[StoredFile]:
        assert self.request is not None
        return loose(holder(self.request), keys)[:PER_MESSAGE] if keys else []

    def _gone(self, there: list[StoredFile]) -> dict[str, str]:
        missing = self.named - {file.key for file in there}
        rows = ended(missing) if missing else []
        return {file.name: sentence(file.reason, file.name, self.kinds) for file in rows}

    def _keep(self, file: Any) -> StoredFile:
        request: Any = self.request
        if not allowed_now(request, most=FORMS, seconds=IN_SECONDS):
            raise Refused("busy", file.name)
        mine = holder(request, begin=True)
        return keep(
            request.office.pk, file, file.name, actor=self.actor, holder=mine,
            household=household(request), kinds=self.kinds,
        )  # fmt: skip


def hint(kinds: tuple[str, ...] = ALLOWED) -> str:
    """ "PDF, XLSX, CSV, JPG, PNG; paling besar 10 MB"."""
    said = {"kinds": words(kinds), "most": MOST_MEGABYTES}
    return _("%(kinds)s; paling besar %(most)s MB.") % said
