"""The nouns of online consultation; the rooms outside read them from here."""

from satupintu.consultations.models.canned import CannedAnswer
from satupintu.consultations.models.cases import (
    Closing,
    Consultation,
    ConsultationSeries,
    Door,
)
from satupintu.consultations.models.clocks import CalendarSeen, Pause, Reminder, Round
from satupintu.consultations.models.knowledge import PublicAnswer
from satupintu.consultations.models.messages import (
    Author,
    Draft,
    Kind,
    Message,
    MessageWords,
    Presence,
)
from satupintu.consultations.models.moves import Handover, Merger
from satupintu.consultations.models.needs import DataNeed

__all__ = [
    "Author",
    "CalendarSeen",
    "CannedAnswer",
    "Closing",
    "Consultation",
    "ConsultationSeries",
    "DataNeed",
    "Door",
    "Draft",
    "Handover",
    "Kind",
    "Merger",
    "Message",
    "MessageWords",
    "Pause",
    "Presence",
    "PublicAnswer",
    "Reminder",
    "Round",
]
