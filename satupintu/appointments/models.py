"""A moment for a visit or a video meeting, inside somebody's transaction."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from satupintu.appointments.workflow import State


class Way(models.TextChoices):
    VISIT = "visit", _("Datang")
    ZOOM = "zoom", _("Zoom")


class Appointment(models.Model):
    """Moments of one offer share `offer`; taking one withdraws the others."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="appointments")
    about = models.CharField(max_length=40)  # consultation:17
    number = models.CharField(max_length=24)  # K-2026-3300-00417, to be shown and called by
    offer = models.CharField(max_length=22)
    way = models.CharField(max_length=5, choices=Way)
    state = models.CharField(max_length=10, default=State.OFFERED)
    service = models.CharField(max_length=20, default="consultation")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    link = models.CharField(max_length=400, blank=True)  # of the video meeting
    offered_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)  # of a cancelling
    minutes = models.TextField(blank=True)  # what was said
    ticket = models.CharField(max_length=10, blank=True)  # J-003, the number of the visit
    revision = models.PositiveSmallIntegerField(default=0)  # SEQUENCE of the calendar entry
    reminded_at = models.DateTimeField(null=True)
    example = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["about", "state"], name="appointment_about"),
            models.Index(fields=["office", "state", "starts_at"], name="appointment_day"),
            models.Index(fields=["officer", "state", "starts_at"], name="appointment_officer"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.pk}"

    @property
    def subject(self) -> str:
        return f"appointment:{self.pk}"

    @property
    def moment(self) -> tuple[str, datetime]:
        """What the user chooses between: how, and when."""
        return self.way, self.starts_at
