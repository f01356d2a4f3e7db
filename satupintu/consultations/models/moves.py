"""A consultation goes to another office or to a subject unit; who gave it away keeps a trace."""

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
