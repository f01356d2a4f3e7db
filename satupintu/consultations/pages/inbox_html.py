"""Messages of a conversation as HTML, written without the template engine.

A page shows dozens of them: through templates they would cost four fifths of its time. What
somebody wrote is escaped here, every value by `_e`, as the engine would.
"""

from typing import Any

from django.template.defaultfilters import urlize
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from satupintu.consultations.models import Consultation, Door
from satupintu.consultations.queries.thread import Shown
from satupintu.offices.models import Office
from satupintu.ui import formats
from satupintu.ui.markup import escaped as _e
from satupintu.ui.templatetags.ui import icon

LABELS = {"answer": "done", "ask": "pause", "correction": "pen"}  # kinds with a word and a symbol


def looked_for(trail: dict[str, Any]) -> str:
    """What was searched before it was asked: by the asker, or for them."""
    words = _("Sudah mencari “%(query)s” sebelum bertanya.") % {"query": trail["query"]}
    if trail.get("by_itself"):
        n = len(trail.get("viewed") or ())
        words = ngettext(
            "Pertanyaan ini dicari dahulu di katalog: %(n)s hasil diperlihatkan.",
            "Pertanyaan ini dicari dahulu di katalog: %(n)s hasil diperlihatkan.", n,
        ) % {"n": n}  # fmt: skip
    return f'<p class="event">{icon("search")}<span>{_e(words)}</span></p>'


class _Icons(dict[str, str]):
    """Symbols as HTML by name, each drawn once."""

    def __missing__(self, name: str) -> str:
        self[name] = drawn = str(icon(name))
        return drawn


class Conversation:
    """Writes the messages of one conversation for one reader."""

    def __init__(self, case: Consultation, office: Office, to_name: str) -> None:
        self.case, self.office = case, office
        self.asker = _e(case.name or to_name)
        self.zone = timezone.get_current_timezone()
        self.icons, self.doors = _Icons(), {code: _e(word) for code, word in Door.choices}
        self.mend_url = reverse("inbox-mend", args=[office.code, case.pk, 0]).removesuffix("0/")
        self.said = {
            "answer": _("Jawaban diberikan"), "ask": _("Tanya balik"), "correction": _("Ralat"),
            "wrong": _("Angka di pesan ini keliru dan sudah diralat."),
            "note": _("Catatan internal"), "inside": _("hanya petugas"),
            "held": _("terkirim sebentar lagi"), "read": _("dibaca pengguna"),
        }  # fmt: skip
        self.said = {name: _e(words) for name, words in self.said.items()}
        self.from_words, self.at_words = _("dari %(number)s"), _("pesan pukul %(at)s")

    def message(self, each: Shown) -> str:
        """One message, under the heading of its day where a day begins."""
        day = f'<p class="day">{_e(formats.long_date(each.day))}</p>' if each.new_day else ""
        m, at = each.message, formats.clock(each.message.at, self.zone)
        if m.kind == "line":
            words = f"<span>{at} {_e(m.text)}</span>"
            return f'{day}<p class="event" data-n="{m.n}">{self.icons["info"]}{words}</p>\n'
        if m.kind == "note":
            return f"{day}{self._note(each, at)}"
        return (
            f'{day}<article class="msg{" mine" if each.mine else ""}" data-n="{m.n}"'
            f' id="pesan-{m.n}">{self._head(each, at)}\n{self._labels(each)}\n{self._words(each)}'
            f"{self._cites(m.cites)}{self._files(each)}{self._mend(each, at)}</article>"
        )

    def _note(self, each: Shown, at: str) -> str:
        m = each.message
        head = f"<b>{self.said['note']}</b> {self._officer(each)} · {at} · {self.said['inside']}"
        return (
            f'<article class="msg note" data-n="{m.n}" id="pesan-{m.n}"><header>{head}</header>'
            f"{self._words(each)}{self._files(each)}</article>\n"
        )

    def _head(self, each: Shown, at: str) -> str:
        m = each.message
        who = self._officer(each) if each.mine else self.asker
        head = f"<b>{who}</b> {self.doors.get(m.channel) or _e(m.channel)} · {at}"
        if each.origin:
            head += f" · {_e(self.from_words % {'number': each.origin})}"
        if each.held_until:
            head += f" · {self.said['held']}"
        elif each.mine and m.n <= self.case.user_read and not each.origin:
            head += f" · {self.said['read']}"
        return f"<header>{head}</header>"

    def _officer(self, each: Shown) -> str:
        return _e(each.message.officer_name or "")

    def _labels(self, each: Shown) -> str:
        kind, found = each.message.kind, ""
        if symbol := LABELS.get(kind):
            found = f'<p class="label">{self.icons[symbol]}{self.said[kind]}</p>'
        if each.message.wrong_since_kept:
            found += f'<p class="label">{self.icons["alert"]}{self.said["wrong"]}</p>'
        return found

    def _words(self, each: Shown) -> str:
        text = each.message.text
        words = urlize(text, autoescape=True) if each.links else _e(text)
        return f'<div class="pre">{words}</div>'

    def _cites(self, cites: list[dict[str, Any]]) -> str:
        if not cites:
            return ""
        written = []
        for cite in cites:
            title, link = _e(cite.get("title", "")), cite.get("link")
            if link:
                title = f'<a href="{_e(link)}" rel="noreferrer">{title}</a>'
            source = cite.get("from")
            more = f' <span class="quiet">{_e(source)}</span>' if source else ""
            written.append(f'<li class="cite"><b>{title}</b>{more}</li>')
        return f'<ul class="cites">{"".join(written)}</ul>'

    def _files(self, each: Shown) -> str:
        if not each.files:
            return ""
        shown = {"files": each.files, "office": self.office}
        return render_to_string("files/parts/list.html", shown)

    def _mend(self, each: Shown, at: str) -> str:
        m = each.message
        if not each.mine or not m.shown_at_kept or m.wrong_since_kept or each.origin:
            return ""
        hidden = f'<span class="vh"> {_e(self.at_words % {"at": at})}</span>'
        words = f"{self.said['correction']}{hidden}"
        return (
            f'<p class="in-mend"><a class="small" href="{_e(self.mend_url)}{m.pk}/">{words}</a></p>'
        )
