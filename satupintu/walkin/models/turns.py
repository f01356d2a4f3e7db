"""Turns at a desk: a call, what came of it, who was sent on, what was corrected."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from satupintu.catalogue.models import DataNeeded
from satupintu.offices.models import Result
from satupintu.walkin.models.numbers import Ticket


class Ending(models.TextChoices):
    """How a turn ended."""

    FINISHED = "finished", _("Selesai")
    NO_SHOW = "no_show", _("Tidak hadir")
    REFERRED = "referred", _("Dirujuk")
    TRANSFERRED = "transferred", _("Dialihkan")
    POSTPONED = "postponed", _("Minta waktu")
    LEFT = "left", _("Membatalkan")
    UNDONE = "undone", _("Diurungkan")
    CLOSED = "closed", _("Ditutup saat tutup hari")


class Start(models.TextChoices):
    """How it is known when a service began."""

    PRESSED = "pressed", _("Ditekan petugas")
    AUTOMATIC = "automatic", _("Otomatis")
    CORRECTED = "corrected", _("Dikoreksi")
    STATED = "stated", _("Disalin dari kertas")


class Turn(models.Model):
    """One call of a number to a desk and what came of it."""

    office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="turns", db_index=False
    )
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="turns")
    day = models.DateField()
    service = models.ForeignKey("offices.Service", models.PROTECT, related_name="+", db_index=False)
    desk = models.ForeignKey("offices.Desk", models.PROTECT, related_name="turns", db_index=False)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    queued_at = models.DateTimeField()
    called_at = models.DateTimeField()
    calls = models.PositiveSmallIntegerField(default=1)
    last_called_at = models.DateTimeField()
    to_front = models.BooleanField(default=False)  # the guest book is missing: front office first
    quiet = models.BooleanField(default=False)  # sent over in person, not called out
    order_reason = models.CharField(max_length=20, blank=True)  # why this number was next
    out_of_order = models.CharField(max_length=120, blank=True)  # reason for passing others
    coming_at = models.DateTimeField(null=True)
    # the ten-minute clock, kept as reckoned then
    after = models.OneToOneField("self", models.SET_NULL, null=True, related_name="before")
    clock_from = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    start_kind = models.CharField(max_length=10, choices=Start, blank=True)
    within_standard = models.BooleanField(null=True)
    miss_reason = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, choices=Ending, blank=True)
    result = models.CharField(max_length=14, choices=Result, blank=True)
    topics = models.JSONField(default=list)
    about_data = models.BooleanField(default=False)
    about_metadata = models.BooleanField(default=False)
    about_classification = models.BooleanField(default=False)
    notes = models.TextField(blank=True)
    notes_saved_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["office", "day", "ended_at"], name="turn_day"),
            models.Index(fields=["desk", "day"], name="turn_desk"),
        ]

    def __str__(self) -> str:
        return f"{self.ticket_id} at {self.desk_id}"

    @property
    def handed_over(self) -> bool:
        """Taken over from a colleague: no call of its own, and no ten minutes."""
        return self.clock_from is None


class DataNeed(DataNeeded):
    """One datum a visitor asked for: a row of Block III of the data-needs survey (SKD)."""

    turn = models.ForeignKey(Turn, models.CASCADE, related_name="data_needs")


class Referral(models.Model):
    """A visitor sent on, with what was already told, to another service or another officer."""

    ANSWER_SECONDS = 120  # MJ-7: who is asked to take over answers within two minutes

    class Outcome(models.TextChoices):
        PLACED = "placed", "Menunggu"
        ACCEPTED = "accepted", "Diterima"
        REFUSED = "refused", "Ditolak"
        TAKEN_BACK = "taken_back", "Ditarik kembali"
        SENT_BACK = "sent_back", "Dikembalikan"
        EXPIRED = "expired", "Tidak diterima dalam 2 menit"

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="referrals")
    from_turn = models.ForeignKey(Turn, models.CASCADE, related_name="referrals")
    to_service = models.ForeignKey("offices.Service", models.PROTECT, related_name="+")
    to_desk = models.ForeignKey("offices.Desk", models.PROTECT, null=True, related_name="+")
    to_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    transfer = models.BooleanField(default=False)  # same service, another officer
    reason = models.CharField(max_length=60)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.PLACED)
    settled_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.ticket_id} → {self.to_service_id}"

    @property
    def answer_by(self) -> datetime:
        """Until when a colleague may take over."""
        return self.made_at + timedelta(seconds=self.ANSWER_SECONDS)


class Correction(models.Model):
    """A forgotten or wrong press set right afterwards; the old value stays beside the new."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="corrections")
    turn = models.ForeignKey(Turn, models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=20)
    old = models.CharField(max_length=60, blank=True)
    new = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.field} of {self.turn_id}"
