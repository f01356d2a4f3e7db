"""The questions of the satisfaction survey (SKM): four worded answers each, best worth 4.

Source: PermenPANRB 14/2017, the nine elements with the wordings of its own questionnaire. They are
named, not numbered, because documents differ in the order of the last two.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SCORES: tuple[tuple[int, str | Promise], ...] = (
    (4, _("Sangat puas")),
    (3, _("Puas")),
    (2, _("Kurang puas")),
    (1, _("Tidak puas")),
)  # best first, as shown
VALUES = frozenset({1, 2, 3, 4})


@dataclass(frozen=True)
class Element:
    """One element: its name, the question, and the four answers from 1 to 4."""

    name: str
    question: str | Promise
    answers: tuple[str | Promise, str | Promise, str | Promise, str | Promise]

    @property
    def choices(self) -> list[tuple[int, str | Promise]]:
        """The answers as value and words, best first."""
        return [(value, self.answers[value - 1]) for value in (4, 3, 2, 1)]


ELEMENTS: tuple[Element, ...] = (
    Element(
        "requirements",
        _("Apakah persyaratan sesuai dengan jenis pelayanannya?"),
        (_("Tidak sesuai"), _("Kurang sesuai"), _("Sesuai"), _("Sangat sesuai")),
    ),
    Element(
        "procedure",
        _("Apakah prosedur pelayanan mudah?"),
        (_("Tidak mudah"), _("Kurang mudah"), _("Mudah"), _("Sangat mudah")),
    ),
    Element(
        "time",
        _("Apakah pelayanan diberikan dengan cepat?"),
        (_("Tidak cepat"), _("Kurang cepat"), _("Cepat"), _("Sangat cepat")),
    ),
    Element(
        "cost",
        _("Apakah biaya pelayanan wajar?"),
        (_("Sangat mahal"), _("Cukup mahal"), _("Murah"), _("Gratis")),
    ),
    Element(
        "product",
        _("Apakah hasil pelayanan sesuai dengan standar pelayanan?"),
        (_("Tidak sesuai"), _("Kurang sesuai"), _("Sesuai"), _("Sangat sesuai")),
    ),
    Element(
        "competence",
        _("Bagaimana kemampuan petugas?"),
        (_("Tidak kompeten"), _("Kurang kompeten"), _("Kompeten"), _("Sangat kompeten")),
    ),
    Element(
        "behaviour",
        _("Bagaimana kesopanan dan keramahan petugas?"),
        (
            _("Tidak sopan dan ramah"),
            _("Kurang sopan dan ramah"),
            _("Sopan dan ramah"),
            _("Sangat sopan dan ramah"),
        ),
    ),
    Element(
        "complaints",
        _("Bagaimana penanganan pengaduan, saran, dan masukan?"),
        (
            _("Tidak ada"),
            _("Ada tetapi tidak berfungsi"),
            _("Berfungsi kurang maksimal"),
            _("Dikelola dengan baik"),
        ),
    ),
    Element(
        "facilities",
        _("Bagaimana sarana dan prasarana?"),
        (_("Buruk"), _("Cukup"), _("Baik"), _("Sangat baik")),
    ),
)
NAMES = frozenset(element.name for element in ELEMENTS)
