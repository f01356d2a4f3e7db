"""What an ending sums up (PRT-15): question, answer, sources and how to cite them."""

from textwrap import shorten

from django.utils.translation import gettext as _

from satupintu.consultations.models import Consultation
from satupintu.consultations.queries.case import last_answer
from satupintu.offices.published import Published


def summary_of(place: Published, case: Consultation) -> str:
    """Question, answer, sources and how to cite them, ready to be looked over."""
    parts = [_("Pertanyaan: %s") % shorten(case.question, 400, placeholder=" …")]
    given = last_answer(case)
    if given is not None:
        parts.append(_("Jawaban: %s") % _in_lines(given.text, 1200))
        cites = given.cites or (given.corrects.cites if given.corrects else [])
        parts += [_("Sumber: %s") % citation(place, cite) for cite in cites]
    return "\n\n".join(parts)


def citation(place: Published, cite: dict[str, str]) -> str:
    """ "BPS Provinsi Jawa Tengah (2026), Inflasi …, https://…": how it is cited in a paper."""
    words = f"{cite.get('from') or place.office.name} ({place.day.year}), {cite.get('title', '')}"
    return f"{words}. {cite['link']}" if cite.get("link") else f"{words}."


def _in_lines(text: str, most: int) -> str:
    """At most so many signs with the lines of a list as they are, cut between words."""
    return text if len(text) <= most else f"{text[:most].rsplit(None, 1)[0]} …"
