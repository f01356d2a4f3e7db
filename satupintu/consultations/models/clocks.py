"""The clocks of a consultation: one for each question, with its pauses and reminders."""

from django.conf import settings
from django.db import models

from satupintu.consultations.models.cases import Consultation


class Round(models.Model):
    """One question from its coming to its answer. A further question opens the next round."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="clock_rounds", db_index=False
    )
    n = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    examine_by = models.DateTimeField(null=True)  # unexamined until then, the clock starts itself
    complete_at = models.DateTimeField(null=True)  # recorded as clear and complete
    examined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    by_itself = models.BooleanField(default=False)
    checklist = models.JSONField(default=list)  # requirements of the standard seen to be there
    days = models.PositiveSmallIntegerField(default=3)  # as the standard stood when it began
    due_at = models.DateTimeField(null=True)
    promised_at = models.DateTimeField(null=True)  # another time told to the user, with its reason
    promise_reason = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    within_standard = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "n"], name="one_round_of_a_number")
        ]

    def __str__(self) -> str:
        return f"round {self.n} of {self.consultation_id}"


class Pause(models.Model):
    """A stretch in which the user owes a reply; the user sees the reason."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="pauses")
    start = models.DateTimeField()
    end = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=models.Q(end=None), name="one_open_pause"
            )
        ]

    def __str__(self) -> str:
        return f"pause of {self.round_id}"


class Reminder(models.Model):
    """A reminder sent to a user who owes a reply; the same one is never sent twice."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="reminders")
    waiting_since = models.DateTimeField()
    nth = models.PositiveSmallIntegerField()  # working days of silence when it was sent
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "waiting_since", "nth"], name="a_reminder_is_sent_once"
            )
        ]

    def __str__(self) -> str:
        return f"reminder {self.nth} of {self.consultation_id}"


class CalendarSeen(models.Model):
    """By which calendar the open promises of an office were last worked out."""

    office = models.OneToOneField("offices.Office", models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"calendar of {self.office_id}"
