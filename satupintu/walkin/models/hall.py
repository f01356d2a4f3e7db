"""The hall itself: desks on duty, the roster, calls for help, the closing of a day."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Duty(models.Model):
    """A stretch in which a desk was ready or on a break, and who sat there."""

    class State(models.TextChoices):
        READY = "ready", _("Siap")
        BREAK = "break", _("Istirahat")

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="duties")
    desk = models.ForeignKey("offices.Desk", models.CASCADE, related_name="duties")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="duties")
    day = models.DateField()
    state = models.CharField(max_length=6, choices=State, default=State.READY)
    since = models.DateTimeField()
    back_at = models.DateTimeField(null=True)  # the promised end of a break
    until = models.DateTimeField(null=True)  # null: now

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["desk"], condition=models.Q(until=None), name="one_duty_at_a_desk"
            )
        ]
        indexes = [models.Index(fields=["office", "day"], name="duty_day")]

    def __str__(self) -> str:
        return f"{self.desk_id} {self.state}"


class Shift(models.Model):
    """The roster: who is planned where."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="shifts")
    day = models.DateField()
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="shifts")
    desk = models.ForeignKey("offices.Desk", models.CASCADE, null=True, related_name="shifts")
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        indexes = [models.Index(fields=["office", "day"], name="shift_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.officer_id}"


class Alert(models.Model):
    """Something in the hall wants a person: help at a kiosk, no paper, no sound, a burst."""

    class Kind(models.TextChoices):
        HELP = "help", _("Minta bantuan")
        PAPER_LOW = "paper_low", _("Kertas hampir habis")
        PRINTER = "printer", _("Pencetak bermasalah")
        SOUND = "sound", _("Suara mati")
        BURST = "burst", _("Banyak nomor sekaligus")
        SILENT = "silent", _("Tidak terhubung")

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="alerts")
    device = models.ForeignKey("people.Device", models.CASCADE, null=True, related_name="alerts")
    kind = models.CharField(max_length=10, choices=Kind)
    raised_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["office", "answered_at"], name="alert_open")]

    def __str__(self) -> str:
        return self.kind


class DayClosing(models.Model):
    """A day that is over: who ended it, nobody when it ended by itself; a row of each."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="closings")
    day = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    left_open = models.PositiveSmallIntegerField(default=0)
    remarks = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="a_day_closes_once")]

    def __str__(self) -> str:
        return f"{self.office_id} {self.day}"
