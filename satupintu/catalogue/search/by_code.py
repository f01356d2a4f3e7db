"""What typed codes lead to: the codes themselves, what stands below them, else above."""

from satupintu.catalogue.search.full_text import Candidate
from satupintu.catalogue.search.gather import Filters, of_codes
from satupintu.catalogue.search.question import Question
from satupintu.catalogue.search.scoring import Scored
from satupintu.catalogue.search.signs import signs

CODE_SCORE = 3.0  # before whatever words lead to


def found_by_code(
    codes: tuple[str, ...], question: Question, filters: Filters, office_id: int | None
) -> tuple[list[Scored], bool]:
    """Entries in order, and whether one of them is what was typed.

    A code that no edition has leads to what stands above it, one that the named edition lacks to
    other editions: near, not exact.
    """
    rows = of_codes(codes, question.read.scheme, filters, office_id)
    itself = sorted(
        (one for one in rows if one.code in codes), key=lambda one: -signs(one, question)
    )
    below = sorted(
        (one for one in rows if one.code not in codes and one.code.startswith(codes)),
        key=lambda one: (not _of_edition(one, question), one.code, -signs(one, question)),
    )
    above = sorted(
        (one for one in rows if len(one.code) < len(codes[0])), key=lambda one: -len(one.code)
    )
    order = [Scored(one, CODE_SCORE + signs(one, question), 1.0, True) for one in itself]
    order += [
        Scored(one, CODE_SCORE - 1 - 0.01 * place, 1.0, True)
        for place, one in enumerate(below or ([] if itself else above))
    ]
    return order, any(_of_edition(one, question) for one in (*itself, *below))


def _of_edition(one: Candidate, question: Question) -> bool:
    """Whether it is of an edition that was named; of any when none was."""
    named = tuple(filter(None, (question.read.edition, *question.read.editions)))
    return not named or one.source.endswith(named)
