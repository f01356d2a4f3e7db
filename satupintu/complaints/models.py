"""A complaint in its simplest form: what was written, a receipt number, who may read it."""

from django.db import models


class ComplaintSeries(models.Model):
    """The last receipt number of an office's year; numbers leave it by one atomic upsert."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="+")
    period = models.CharField(max_length=4)  # local year, 2026
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "period"], name="one_complaint_series")
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.period}: {self.last}"


class Complaint(models.Model):
    """What somebody complained of, by whichever door; who wrote it may be unknown."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="complaints")
    number = models.CharField(max_length=20, unique=True)  # P-2026-3300-0031
    text = models.TextField(max_length=2000)
    contact = models.CharField(max_length=120, blank=True)
    ticket_code = models.CharField(max_length=20, blank=True)  # where the visitor named a visit
    visit_day = models.DateField(null=True)  # of that visit; or all that was said of it
    door = models.CharField(max_length=10)  # phone, kiosk, web, slip, inbox
    consultation = models.CharField(max_length=24, blank=True)  # number of where it was written
    received_at = models.DateTimeField()
    kept_from = models.ManyToManyField("people.Officer", related_name="+")  # who served that visit
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey("people.Officer", models.PROTECT, null=True, related_name="+")
    example = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["office", "received_at"])]

    def __str__(self) -> str:
        return self.number

    @property
    def subject(self) -> str:
        return f"complaint:{self.pk}"
