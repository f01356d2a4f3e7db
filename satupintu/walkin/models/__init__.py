"""The nouns of the hall."""

from satupintu.walkin.models.guests import (
    AnnouncedGroup,
    BookOpen,
    GuestBookEntry,
    PassBy,
    Prefill,
)
from satupintu.walkin.models.hall import Alert, DayClosing, Duty, Shift
from satupintu.walkin.models.numbers import (
    Door,
    Line,
    NumberSeries,
    ServiceChange,
    Ticket,
    mark_of,
)
from satupintu.walkin.models.shelf import ELSEWHERE, ShelfItem
from satupintu.walkin.models.turns import (
    Correction,
    DataNeed,
    Ending,
    Referral,
    Start,
    Turn,
)

__all__ = [
    "ELSEWHERE",
    "Alert",
    "AnnouncedGroup",
    "BookOpen",
    "Correction",
    "DataNeed",
    "DayClosing",
    "Door",
    "Duty",
    "Ending",
    "GuestBookEntry",
    "Line",
    "NumberSeries",
    "PassBy",
    "Prefill",
    "Referral",
    "ServiceChange",
    "ShelfItem",
    "Shift",
    "Start",
    "Ticket",
    "Turn",
    "mark_of",
]
