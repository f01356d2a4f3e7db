"""*Dengarkan*: the standard of a service as sound, whole or the part that a player asks for."""

import mimetypes
import re
from pathlib import Path

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from satupintu.home.queries import standard_of
from satupintu.home.reading import reading
from satupintu.people.access import OfficeRequest, open_to_all

AN_HOUR = 3600


@open_to_all
@require_safe
def listen(request: OfficeRequest, office_code: str, service_code: str) -> HttpResponseBase:
    """The reading of the standard that is in force today."""
    found = standard_of(request.published, service_code)
    file = reading(request.published, found) if found else None
    if file is None:
        raise Http404
    answer = _sound(file, request.headers.get("Range", ""))
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Content-Encoding"] = "identity"  # a part of what is packed would be no sound
    answer.headers["Cache-Control"] = f"public, max-age={AN_HOUR}"
    return answer


def _sound(file: Path, wanted: str) -> HttpResponseBase:
    kind = mimetypes.guess_type(file.name)[0] or "audio/wav"
    size = file.stat().st_size
    asked = re.fullmatch(r"bytes=(\d{1,12})-(\d{0,12})", wanted)
    if asked is None:
        return FileResponse(file.open("rb"), content_type=kind)
    first, last = int(asked[1]), min(int(asked[2] or size), size - 1)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with file.open("rb") as source:
        source.seek(first)
        part = source.read(last - first + 1)
    span = {"Content-Range": f"bytes {first}-{last}/{size}"}
    return HttpResponse(part, content_type=kind, status=206, headers=span)
