"""An ended consultation as other services know it: they ask here and never read its tables."""

from dataclasses import dataclass
from datetime import date, datetime

from satupintu.consultations.models import Consultation, Message
from satupintu.offices.published import published


@dataclass(frozen=True)
class Ending:
    """One ending of a consultation; a reopened one ends again and may be judged again."""

    id: int  # of the consultation
    nth: int
    office_id: int
    office_code: str
    day: date  # when it ended, local day of the office
    code: str  # its number
    state: str
    ended_at: datetime | None
    example: bool

    @property
    def subject(self) -> str:
        """How the journal names it."""
        return f"consultation:{self.id}"

    @property
    def over(self) -> bool:
        """Whether it stands closed now."""
        return self.ended_at is not None


def ending_of(pk: int, nth: int) -> Ending | None:
    """The nth ending of a consultation, while no later one has begun."""
    case = Consultation.objects.select_related("office").filter(pk=pk, reopened=nth).first()
    if case is None or case.number is None:
        return None
    place = published(case.office.code)
    ended = case.closed_at or case.answered_at
    return Ending(
        case.pk, nth, case.office_id, case.office.code,
        place.local(ended).date() if ended else place.day, case.number, case.state,
        ended, case.example,
    )  # fmt: skip


def who_answered(ending: Ending) -> set[int]:
    """The officers who wrote in it."""
    rows = Message.objects.filter(consultation_id=ending.id).exclude(officer=None)
    return {pk for pk in rows.values_list("officer_id", flat=True) if pk}
