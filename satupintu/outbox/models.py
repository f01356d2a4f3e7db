"""Parcels: everything that leaves the product, kept until it has left."""

from django.db import models

from satupintu.outbox.workflow import Cause, State


class Parcel(models.Model):
    """Something to be sent to somebody outside, by one channel. Its words go when they are old."""

    office = models.ForeignKey(
        "offices.Office", models.CASCADE, related_name="parcels", db_index=False
    )
    channel = models.CharField(max_length=10, default="email")
    key = models.CharField(max_length=100)  # one cause, one parcel
    kind = models.CharField(max_length=12)  # code, notice, reminder, answer
    about = models.CharField(max_length=60, blank=True)  # "consultation:17"
    address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    message_id = models.CharField(max_length=200)  # the same at every attempt
    thread_id = models.CharField(max_length=200, blank=True)  # what all mails about a case answer
    urgent = models.BooleanField(default=False)  # somebody sits and waits for it
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    cause = models.CharField(max_length=12, choices=Cause, blank=True)
    said = models.CharField(max_length=40, blank=True)  # the other side's code, never its sentence
    created_at = models.DateTimeField()
    tried_since = models.DateTimeField()  # four days from here it is given up
    next_at = models.DateTimeField()
    useless_after = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        # `unique=True` on a field would have PostgreSQL keep a second index, for LIKE.
        constraints = [
            models.UniqueConstraint(fields=["key"], name="one_parcel_of_a_key"),
            models.UniqueConstraint(fields=["message_id"], name="one_parcel_of_a_message_id"),
        ]
        indexes = [
            models.Index(
                fields=["-urgent", "next_at"],
                name="parcel_due",
                condition=models.Q(state__in=[State.QUEUED, State.FAILED]),
            ),
            models.Index(
                fields=["claimed_until"],
                name="parcel_claimed",
                condition=models.Q(state=State.CLAIMED),
            ),
            models.Index(fields=["office", "state", "-id"], name="parcel_office"),
            models.Index(fields=["about"], name="parcel_about"),
        ]

    def __str__(self) -> str:
        return f"parcel {self.pk}"


class Enclosure(models.Model):
    """A small file that travels with a parcel, such as the date of an appointment."""

    parcel = models.ForeignKey(Parcel, models.CASCADE, related_name="enclosures")
    name = models.CharField(max_length=80)
    content_type = models.CharField(max_length=80)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name
