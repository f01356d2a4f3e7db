"""Items of the catalogue that belong to a visit: shown to the officer, or handed to the visitor."""

from django.db import models

from satupintu.walkin.models.numbers import Ticket

ELSEWHERE = "elsewhere:"  # an institution that a visitor was shown to, by its folded name


class ShelfItem(models.Model):
    """What the item said then: the visit stays true when the catalogue changes."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="shelf")
    ident = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    says = models.CharField(max_length=300, blank=True)  # source, period
    link = models.CharField(max_length=600, blank=True)
    handed = models.BooleanField(default=False)  # by the officer; else pinned by the visitor
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "ident", "handed"], name="an_item_is_shelved_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.ident} of {self.ticket_id}"

    @property
    def elsewhere(self) -> bool:
        """Whether this is another institution, not an item of the catalogue."""
        return self.ident.startswith(ELSEWHERE)
