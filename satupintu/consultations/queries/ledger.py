"""Why this is the due moment: the steps of the clock as lines, the same for officer and asker."""

from dataclasses import dataclass

from satupintu.consultations.models import Consultation
from satupintu.consultations.queries.clock import clock_of, current_round
from satupintu.offices.explained import sentence
from satupintu.offices.published import Published
from satupintu.rules.clock_steps import StepKind
from satupintu.rules.online_clock import OnlineClock
from satupintu.rules.working_time import CalendarNotLoaded, HoursNotKnown
from satupintu.ui import formats

WHOLE_DAYS = frozenset({StepKind.DAY_ZERO, StepKind.COUNTED, StepKind.EXTRA_DAY,
                        StepKind.SKIPPED, StepKind.PAUSED_DAY})  # fmt: skip
KINDS = {StepKind.DUE: "goal", StepKind.PAUSE: "hold", StepKind.PAUSED_DAY: "hold"}


@dataclass(frozen=True)
class LedgerLine:
    """One line: `kind` is done, hold or goal."""

    kind: str
    title: str
    text: str


def ledger(place: Published, case: Consultation) -> list[LedgerLine]:
    """The lines of the clock that runs now; nothing before it has begun (INB-5)."""
    try:
        return lines_of(place, clock_of(place, current_round(case)))
    except (CalendarNotLoaded, HoursNotKnown):
        return []


def lines_of(place: Published, found: OnlineClock | None) -> list[LedgerLine]:
    """The steps of a clock as lines; of the asker's, those that the asker was shown."""
    if found is None:
        return []
    lines = []
    for step in found.steps:
        title = formats.long_date(step.at, place.zone)
        if step.kind not in WHOLE_DAYS:
            title += f", {formats.clock(step.at, place.zone)}"
        lines.append(LedgerLine(KINDS.get(StepKind(step.kind), "done"), title, sentence(step)))
    return lines
