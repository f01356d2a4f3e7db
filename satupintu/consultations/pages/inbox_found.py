"""What a search found, in the place of the list: it stays there beside the conversation it opens.

What was looked for may be a name, so it stands in the session and in no address.
"""

from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from satupintu.consultations.pages.inbox_rows import hits
from satupintu.consultations.queries.message_search import search
from satupintu.people.access import OfficeRequest
from satupintu.people.names import has_identity_number
from satupintu.rules.whole import whole

FOUND = "found"  # in an address: the list is what was found last
LOOKED = f"?{FOUND}=1"
LAST = "inbox_search"


def look_for(request: OfficeRequest, text: str, before: str) -> None:
    """Remember what is looked for; numbers of identity are not kept anywhere."""
    request.session[LAST] = [] if has_identity_number(text) else [text, before]


def last_search(request: OfficeRequest) -> tuple[str, str] | None:
    """What was looked for last: the text, and before which message its page ends."""
    kept = request.session.get(LAST)
    return (str(kept[0]), str(kept[1])) if kept else None


def found_rows(request: OfficeRequest, chosen: int | None = None) -> str:
    """The rows as HTML, or why there are none."""
    shown = {"office": request.office, "csrf_token": get_token(request)}
    asked = last_search(request)
    if asked is None:
        shown["refused"] = _("Nomor identitas tidak disimpan, jadi tidak bisa dicari di sini.")
    elif asked[0]:
        text, before = asked
        found = search(request.published, text, whole(before) or None)
        rows = hits(request.published, found.hits, LOOKED, chosen)
        shown |= {"text": text, "hits": rows, "before": found.before}
    return render_to_string("consultations/inbox_hits.html", shown)
