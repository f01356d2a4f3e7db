"""What happened, when and by whom: one row per event, numbered per office, never changed."""

from hashlib import sha256

from django.db import models

KEY_LONGEST = 64  # signs, as many as a digest has


class Entry(models.Model):
    # Found by the indexes below, which begin with the office: one of its own would be a page more
    # for every press to write.
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+", db_index=False)
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    event = models.CharField(max_length=40)  # ticket.taken
    subject = models.CharField(max_length=40)  # ticket:123
    actor = models.CharField(max_length=40)  # officer:5, device:2, visitor, system
    facts = models.JSONField(default=dict)  # ids and codes only, never personal text

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "seq"], name="one_entry_per_seq")]
        indexes = [
            models.Index(fields=["office", "event", "at"]),
            models.Index(fields=["office", "subject"]),
        ]

    def __str__(self) -> str:
        return f"{self.office_id}/{self.seq} {self.event} {self.subject}"


class Head(models.Model):
    """The last number given in an office's journal; the row under which numbers are drawn."""

    office = models.OneToOneField(
        "offices.Office", models.PROTECT, primary_key=True, related_name="+"
    )
    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.office_id}@{self.last}"


class Seal(models.Model):
    """Entries first…last of an office, hashed together with the seal before."""

    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="+")
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "first"], name="one_seal_per_stretch")
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.first}-{self.last}"


class Press(models.Model):
    """One press of one button, linked to what it made; the same press twice makes it once."""

    key = models.CharField(max_length=KEY_LONGEST)
    office = models.ForeignKey("offices.Office", models.CASCADE, related_name="+", db_index=False)
    made = models.CharField(max_length=40)  # ticket:123
    at = models.DateTimeField()

    class Meta:
        # `unique=True` on the field would have PostgreSQL keep a second index, for LIKE.
        constraints = [models.UniqueConstraint(fields=["key"], name="one_press_of_a_key")]

    def __str__(self) -> str:
        return f"{self.key} → {self.made}"


def key_of(press: str) -> str:
    """How a press is kept: two that differ are never one, however long they are."""
    return press if len(press) <= KEY_LONGEST else sha256(press.encode()).hexdigest()
