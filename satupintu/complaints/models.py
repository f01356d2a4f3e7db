"""A complaint in its simplest form: what was written, a receipt number, who may read it."""

from django.db import models


class Complaint(models.Model):
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="complaints")
    number = models.CharField(max_length=20, unique=True)  # P-2026-3300-0031
    text = models.TextField(max_length=2000)
    contact = models.CharField(max_length=120, blank=True)
    ticket_code = models.CharField(max_length=20, blank=True)  # where the visitor named a visit
    door = models.CharField(max_length=10)  # phone, kiosk, web, slip
    received_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey("people.Officer", models.PROTECT, null=True, related_name="+")
    example = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["office", "received_at"])]

    def __str__(self) -> str:
        return self.number
