"""A file arrives in pieces that can be taken up again after the connection was lost (PRT-12)."""

from satupintu.files import disk, names
from satupintu.files.accepted import MOST_BYTES
from satupintu.files.actions.keep import keep_staged
from satupintu.files.actions.room import room_for
from satupintu.files.models import Arrival, StoredFile
from satupintu.files.refusals import Refused
from satupintu.offices.acts import act
from satupintu.rules import clock


class Elsewhere(Exception):
    """The piece does not follow what is there; `received` is where to go on."""

    def __init__(self, received: int) -> None:
        super().__init__(str(received))
        self.received = received


def begin(office_id: int, name: str, size: int, *, holder: str, household: str = "") -> Arrival:
    """Make room for a file of this size. Raises Refused: empty, big, many, share, full."""
    shown = names.clean(name)
    if size <= 0:
        raise Refused("empty", shown)
    if size > MOST_BYTES:
        raise Refused("big", shown)
    key = disk.new_key()
    try:
        disk.created(disk.staging(key)).close()
        with act(office_id) as doing:
            room_for(office_id, size, holder=holder, household=household)
            return Arrival.objects.create(
                office_id=office_id, key=key, holder=holder, household=household, name=shown,
                size=size, at=doing.at, touched_at=doing.at,
            )  # fmt: skip
    except (disk.NoRoom, OSError):
        raise Refused("full", shown) from None
    except Refused as refusal:
        disk.staging(key).unlink(missing_ok=True)
        raise Refused(refusal.reason, shown) from None


def add(arrival: Arrival, offset: int, data: bytes) -> Arrival:
    """The next piece. Raises Elsewhere when it is another one, Refused when it does not fit."""
    if offset != arrival.received:
        raise Elsewhere(arrival.received)
    after = offset + len(data)
    if not data or after > arrival.size:
        raise Refused("failed", arrival.name)
    try:
        disk.put(disk.staging(arrival.key), offset, data)
    except disk.NoRoom:
        raise Refused("full", arrival.name) from None
    except FileNotFoundError:
        raise Refused("failed", arrival.name) from None
    mine = Arrival.objects.filter(pk=arrival.pk, received=offset)
    if not mine.update(received=after, touched_at=clock.now()):
        raise Elsewhere(Arrival.objects.values_list("received", flat=True).get(pk=arrival.pk))
    arrival.received = after
    return arrival


def finish(arrival: Arrival, *, actor: str, kinds: tuple[str, ...]) -> StoredFile:
    """The last piece is there: the file is looked at and kept. Raises Refused, Elsewhere.

    Of two who finish at once one keeps it.
    """
    gone, _ = Arrival.objects.filter(pk=arrival.pk, received=arrival.size).delete()
    if not gone:
        raise Elsewhere(arrival.received)
    return keep_staged(
        arrival.office_id, disk.staging(arrival.key), arrival.size, arrival.name,
        actor=actor, holder=arrival.holder, household=arrival.household, kinds=kinds,
    )  # fmt: skip


def give_up(arrival: Arrival) -> None:
    """The person does not want to send it after all, or has not gone on for a day."""
    Arrival.objects.filter(pk=arrival.pk).delete()
    disk.staging(arrival.key).unlink(missing_ok=True)
