"""Numbers: where they come from, and the place in line that one gives."""

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from satupintu.walkin.workflow import State


class NumberSeries(models.Model):
    """The last number drawn of a series in a period; numbers leave it by one atomic upsert."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="+")
    name = models.CharField(max_length=16)  # "A", "P", "A luring"
    period = models.CharField(max_length=10)  # local day, 2026-07-24
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "name", "period"], name="one_series")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.period}: {self.last}"


class Line(models.Model):
    """The row under which an office calls, so that two desks never get one number."""

    office = models.OneToOneField(
        "offices.Office", models.CASCADE, primary_key=True, related_name="+"
    )
    streak = models.PositiveSmallIntegerField(default=0)  # privileged calls since the last ordinary

    def __str__(self) -> str:
        return f"line of {self.office_id}"


class Door(models.TextChoices):
    """By which way a number was taken."""

    KIOSK = "kiosk", _("Mesin antrean")
    PHONE = "phone", _("Ponsel")
    FRONT = "front", _("Meja depan")
    PAPER = "paper", _("Disalin dari kertas")
    DATED = "dated", _("Janji temu")


class Ticket(models.Model):
    """A number and the place in line that it gives. One visit has one, through all services."""

    # Each index is one more page that every press writes: only those that a screen asks by.
    office = models.ForeignKey(
        "offices.Office", models.PROTECT, related_name="tickets", db_index=False
    )
    day = models.DateField()
    series = models.CharField(max_length=16)
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=10)
    token = models.CharField(max_length=11)  # 65 bits; opens the visitor's page
    service = models.ForeignKey(
        "offices.Service", models.PROTECT, related_name="tickets", db_index=False
    )
    state = models.CharField(max_length=10, default=State.WAITING)
    priority = models.BooleanField(default=False)  # the reason is never asked for or stored
    referred = models.BooleanField(default=False)
    returned = models.BooleanField(default=False)  # came back after a missed call: is next
    flag = models.CharField(max_length=10, blank=True)  # "fetch" perlu dijemput, "write" tulis
    door = models.CharField(max_length=6, choices=Door)
    device = models.ForeignKey(
        "people.Device", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    head_count = models.PositiveSmallIntegerField(default=1)
    issued_at = models.DateTimeField()
    queued_at = models.DateTimeField()  # the order of calling; a referral or more time moves it
    restarted_at = models.DateTimeField(null=True)  # asked for more time or came back: clock anew
    postponements = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=40, blank=True)
    turn = models.OneToOneField("Turn", models.SET_NULL, null=True, related_name="current_of")
    wanted_desk = models.ForeignKey(
        "offices.Desk", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    ahead = models.PositiveIntegerField(null=True)  # people ahead when issued
    forecast_p50 = models.PositiveSmallIntegerField(null=True)  # minutes, as told to the visitor
    forecast_p90 = models.PositiveSmallIntegerField(null=True)
    example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "day", "series", "number"], name="a_number_is_given_once"
            ),
            # Not `unique=True`: PostgreSQL would keep a second index, for LIKE.
            models.UniqueConstraint(fields=["token"], name="one_ticket_of_a_token"),
        ]
        indexes = [
            models.Index(fields=["office", "day", "state", "queued_at"], name="ticket_line"),
            models.Index(fields=["office", "day", "code"], name="ticket_code"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def subject(self) -> str:
        return f"ticket:{self.pk}"

    @property
    def mark(self) -> str:
        """Names the ticket in public snapshots without opening its page."""
        return mark_of(self.token)


class ServiceChange(models.Model):
    """A number of the wrong service set right at the front office; what it was stays beside it."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="service_changes")
    from_service = models.ForeignKey("offices.Service", models.PROTECT, related_name="+")
    to_service = models.ForeignKey("offices.Service", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # As it stood in the line that was left, for taking the change back.
    restarted_before = models.DateTimeField(null=True)
    told_before = models.JSONField(default=dict)  # what the visitor was told when it was given
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.ticket_id}: {self.from_service_id} → {self.to_service_id}"


def mark_of(token: str) -> str:
    """By what a ticket is known in the public state; its token, which opens it, stays unknown."""
    return sha256(token.encode()).hexdigest()[:10]
