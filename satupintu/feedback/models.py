"""What visitors and askers thought of a service. Never shown singly to those who served."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rating(models.Model):
    """One answer to one visit, or to one ending of a consultation."""

    class Door(models.TextChoices):
        PHONE = "phone", _("Ponsel")
        KIOSK = "kiosk", _("Mesin antrean")
        SLIP = "slip", _("Lembar penilaian")

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="ratings")
    ticket = models.OneToOneField("walkin.Ticket", models.PROTECT, null=True, related_name="rating")
    consultation = models.ForeignKey(
        "consultations.Consultation", models.PROTECT, null=True, related_name="ratings"
    )
    ending = models.PositiveSmallIntegerField(default=0)  # which one, of a reopened consultation
    day = models.DateField()
    score = models.PositiveSmallIntegerField()  # 1 tidak puas … 4 sangat puas (SKM)
    elements = models.JSONField(default=dict)  # name → 1…4, see elements.py
    comment = models.CharField(max_length=1200, blank=True)
    door = models.CharField(max_length=6, choices=Door)
    keyed_by = models.ForeignKey("people.Officer", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    example = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["office", "day"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(score__range=(1, 4)), name="score_1_to_4"),
            models.UniqueConstraint(
                fields=["consultation", "ending"], name="an_ending_is_rated_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ticket=None) ^ models.Q(consultation=None),
                name="a_rating_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"rating {self.pk}"
