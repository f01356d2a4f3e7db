"""Files that were refused on the form of a question: said again where everything is looked over.

Without the script a form whose file was refused comes back, is pressed again, and goes through
without the file. Kept in the session, for the question that was written last.
"""

from collections.abc import Iterable

from django.http import HttpRequest

from satupintu.consultations.models import Consultation
from satupintu.consultations.pages.ask_form import AskForm
from satupintu.files.models import StoredFile

LEFT = "left_behind"


def note_left(request: HttpRequest, form: AskForm) -> None:
    """Remember what this form's files were refused for, beside what was refused before."""
    refused: dict[str, str] = form.fields["attached"].refused  # type: ignore[attr-defined]
    token = form.data.get("draft", "")
    if refused and token:
        request.session[LEFT] = {token: _left(request, token) | refused}


def left_behind(
    request: HttpRequest, draft: Consultation, files: Iterable[StoredFile]
) -> list[str]:
    """The sentences, but for a file that came along after all."""
    names = {file.name for file in files}
    return [words for name, words in _left(request, draft.token).items() if name not in names]


def _left(request: HttpRequest, token: str) -> dict[str, str]:
    kept: dict[str, str] = request.session.get(LEFT, {}).get(token, {})
    return kept
