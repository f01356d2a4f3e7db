"""Texts that officers use again, each with the day on which somebody last found it true."""

from django.conf import settings
from django.db import models


class CannedAnswer(models.Model):
    """A text with placeholders such as {tahun}; unfilled ones keep a message from being sent."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="canned_answers")
    shortcut = models.CharField(max_length=30)  # typed after ::
    title = models.CharField(max_length=120)
    text = models.TextField()
    topic = models.CharField(max_length=60, blank=True)
    uses = models.PositiveIntegerField(default=0)
    checked_on = models.DateField()
    check_by = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "shortcut"],
                condition=models.Q(retired_at=None),
                name="one_text_of_a_shortcut",
            )
        ]

    def __str__(self) -> str:
        return self.shortcut
