"""A consultation goes to another office or a subject unit, or becomes part of another one."""

from django.conf import settings
from django.db import models

from satupintu.consultations.models.cases import Consultation


class Handover(models.Model):
    """From which office to which, why, and whether the promise to the user was kept.

    Within an office both are the same, and `unit` tells to which subject unit it went.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="handovers")
    from_office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    to_office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.SubjectUnit", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)  # the user reads it
    due_before = models.DateTimeField(null=True)
    promised_at = models.DateTimeField(null=True)  # another time than before, None: kept

    class Meta:
        indexes = [models.Index(fields=["from_office", "-id"], name="handover_from")]

    def __str__(self) -> str:
        return f"handover of {self.consultation_id}"


class Merger(models.Model):
    """One consultation has become part of another: since when, and what has to stand again in that
    one if they are two after all."""

    gone = models.OneToOneField(Consultation, models.CASCADE, related_name="merger")
    at = models.DateTimeField()
    promised_before = models.DateTimeField(null=True)  # `promised_at` of the other one's question

    def __str__(self) -> str:
        return f"merger of {self.gone_id}"
