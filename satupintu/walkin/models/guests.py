"""The guest book, and those who come without a name: passers-by and announced groups."""

from django.conf import settings
from django.db import models

from satupintu.walkin.models.numbers import Ticket


class GuestBookEntry(models.Model):
    """What the guest book says of a visit. An identity card is seen: its kind, never its number."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="guest_book")
    day = models.DateField()
    ticket = models.OneToOneField(Ticket, models.PROTECT, null=True, related_name="entry")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="visits")
    identity = models.CharField(max_length=10, blank=True)  # ktp, sim, paspor, other
    purposes = models.JSONField(default=list)  # codes of the office's purpose list
    purpose_text = models.CharField(max_length=200, blank=True)
    use = models.CharField(max_length=1, blank=True)  # SKD main use
    group_name = models.CharField(max_length=120, blank=True)
    head_count = models.PositiveSmallIntegerField(default=1)
    known = models.BooleanField(default=False)  # a returning visitor
    prefilled = models.BooleanField(default=False)  # written on the visitor's own phone
    opened_at = models.DateTimeField(null=True)  # FO-1: how long signing took
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    copied_from_paper = models.BooleanField(default=False)
    imported = models.BooleanField(default=False)
    example = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["office", "day"], name="guest_book_day")]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class Prefill(models.Model):
    """The guest book as the visitor wrote it while waiting; gone when it is signed."""

    ticket = models.OneToOneField(Ticket, models.CASCADE, related_name="prefill")
    answers = models.JSONField()
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"prefill of {self.ticket_id}"


class BookOpen(models.Model):
    """Which guest book an officer has open, or writes in; forgotten after a minute."""

    officer = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="open_at")
    seen_at = models.DateTimeField()
    writing = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.officer_id} at {self.ticket_id}"


class PassBy(models.Model):
    """Somebody who came for something else and was shown the way; no name, no clock."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="pass_bys")
    day = models.DateField()
    kind = models.CharField(max_length=20)  # directions, other_section, ppid, desil, other
    at = models.DateTimeField()
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    example = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["office", "day"], name="pass_by_day")]

    def __str__(self) -> str:
        return self.kind


class AnnouncedGroup(models.Model):
    """A class or delegation that said it would come on a date. Its members are never listed."""

    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="announced_groups")
    day = models.DateField()
    at = models.TimeField(null=True)
    name = models.CharField(max_length=120)
    contact = models.CharField(max_length=120, blank=True)
    head_count = models.PositiveSmallIntegerField()
    service = models.ForeignKey("offices.Service", models.PROTECT, related_name="+")
    ticket = models.OneToOneField(Ticket, models.SET_NULL, null=True, related_name="announced")
    cancelled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
