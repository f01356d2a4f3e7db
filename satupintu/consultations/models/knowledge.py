"""An answered question made public: a redacted copy, read by a second person."""

from hashlib import sha256

from django.conf import settings
from django.db import models

from satupintu.consultations.models.cases import Consultation


class PublicAnswer(models.Model):
    """Proposed by one officer, read by another, then an item of the catalogue; may be withdrawn."""

    class State(models.TextChoices):
        PROPOSED = "proposed"
        PUBLISHED = "published"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="public_answer")
    question = models.TextField()
    answer = models.TextField()
    sources = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    check_by = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["consultation"], condition=models.Q(state="proposed"),
                name="public_answer_to_read",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"public answer of {self.consultation_id}"

    @property
    def mark(self) -> str:
        """Of its words: who has read these has read no others."""
        return sha256("\0".join([self.question, self.answer, self.sources]).encode()).hexdigest()
