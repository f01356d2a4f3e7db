"""A kept file goes out: only to whom its owner lets in, to be saved and never shown as a page."""

from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from satupintu.files import disk, names
from satupintu.files.access import OfficeRequest, by_its_owner, key_in, may_read, signed
from satupintu.files.models import StoredFile
from satupintu.files.workflow import State

# Whatever is in it: no browser runs it, shows it inside this site, guesses its type or keeps it.
HARMLESS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Encoding": "identity",  # packing ten megabytes again would hold a thread for nothing
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@by_its_owner
@require_safe
def download(request: OfficeRequest, office_code: str, key: str) -> HttpResponseBase:
    """The file behind an address that tells nothing without the right to read it."""
    file = StoredFile.objects.filter(key=key, office=request.office).first()
    if file is None or not may_read(request, file):
        raise Http404
    if not file.readable:
        return _not_now(request, file)
    if settings.FILES_ADDRESS:
        return _not_kept(
            redirect(settings.FILES_ADDRESS + reverse("file-link", args=[signed(file)]))
        )
    return sent(request, file)


@by_its_owner
@require_safe
def link(request: OfficeRequest, token: str) -> HttpResponseBase:
    """The same by a link that ends after five minutes: on an address without any session."""
    file = StoredFile.objects.filter(key=key_in(token) or "-", state=State.CLEAN).first()
    if file is None:
        raise Http404
    return sent(request, file)


def sent(request: OfficeRequest, file: StoredFile) -> HttpResponseBase:
    """The bytes with every header that keeps them harmless."""
    try:
        content = disk.place(file.key).open("rb")
    except FileNotFoundError:
        return _not_now(request, file)
    answer = FileResponse(content, content_type=file.says.media_type)
    answer.headers["Content-Disposition"] = names.header(file.name)
    for name, value in HARMLESS.items():
        answer.headers[name] = value
    return _not_kept(answer)


def _not_now(request: OfficeRequest, file: StoredFile) -> HttpResponseBase:
    said: dict[str, Any] = {"file": file, "office": getattr(request, "office", None)}
    status = 409 if file.waiting else 410
    return _not_kept(render(request, "files/not_now.html", said, status=status))


def _not_kept(answer: HttpResponseBase) -> HttpResponseBase:
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
