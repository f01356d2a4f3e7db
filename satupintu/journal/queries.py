"""Questions to the journal."""

from satupintu.journal.models import Entry, Head, Press


def heads() -> dict[int, int]:
    """Office id → number of its newest entry: the cursor that live pages follow."""
    return dict(Head.objects.values_list("office_id", "last"))


def head(office_id: int) -> int:
    """The number of the office's newest entry, 0 when nothing has happened yet."""
    return Head.objects.filter(office_id=office_id).values_list("last", flat=True).first() or 0


def history(office_id: int, subject: str) -> list[Entry]:
    """What happened to one thing, oldest first."""
    return list(Entry.objects.filter(office_id=office_id, subject=subject).order_by("seq"))


def made_by(press: str) -> str | None:
    """What a press of a button has already made ("ticket:123"); None when it is new."""
    return Press.objects.filter(key=press[:64]).values_list("made", flat=True).first()
