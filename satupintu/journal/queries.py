"""Questions to the journal."""

from satupintu.journal.models import Entry, Head, Press, key_of


def heads() -> dict[int, int]:
    """Office id → number of its newest entry: the cursor that live pages follow."""
    return dict(Head.objects.values_list("office_id", "last"))


def head(office_id: int) -> int:
    """The number of the office's newest entry, 0 when nothing has happened yet."""
    return Head.objects.filter(office_id=office_id).values_list("last", flat=True).first() or 0


def history(office_id: int, subject: str) -> list[Entry]:
    """What happened to one thing, oldest first."""
    return list(Entry.objects.filter(office_id=office_id, subject=subject).order_by("seq"))


def newest_of(office_id: int, subject: str) -> int:
    """The number of the newest entry about one thing, 0 for none."""
    rows = Entry.objects.filter(office_id=office_id, subject=subject)
    return rows.order_by("-seq").values_list("seq", flat=True).first() or 0


def between(office_id: int, after: int, upto: int, about: str) -> list[Entry]:
    """The entries after one number up to another whose subjects begin so ("consultation:")."""
    rows = Entry.objects.filter(office_id=office_id, seq__gt=after, seq__lte=upto)
    return list(rows.filter(subject__startswith=about).order_by("seq"))


def made_by(press: str) -> str | None:
    """What a press of a button has already made ("ticket:123"); None when it is new."""
    return Press.objects.filter(key=key_of(press)).values_list("made", flat=True).first()
