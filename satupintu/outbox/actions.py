"""Parcels are put, claimed, settled, tried again, and emptied. Nothing here speaks to a network.

`put` belongs inside the act of whoever causes the letter: both happen, or neither.
"""

import hmac
import secrets
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from satupintu.database.part import part
from satupintu.database.statements import insert_new, write
from satupintu.offices import acts
from satupintu.outbox.letters import CODE, LARGEST, Attached, Letter, canonical, one_line
from satupintu.outbox.models import Enclosure, Parcel
from satupintu.outbox.workflow import FOR_GOOD, OF_THE_WAY, OVER, WAITING, Cause, State
from satupintu.rules import clock

LEASE = timedelta(minutes=5)  # longer than all waiting times of one sending together
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=4)
WAY_LONGEST_WAIT = timedelta(minutes=5)  # when the server is back, everything goes at once
GIVE_UP_AFTER = timedelta(days=4)  # as mail servers do among themselves
KEEP = timedelta(days=30)  # words of what was sent, for "did you not get our letter?"
BATCH = 500

on_put: list[Callable[[], None]] = []  # told after commit that something waits


class TooLarge(ValueError):
    """The enclosures are files; those belong into the product, with a link."""


def put(office_id: int, letter: Letter, *, key: str) -> None:
    """Have a letter sent. The same key again is the same parcel and sends nothing more.

    Raises BadAddress or TooLarge.
    """
    now = clock.now()
    if sum(len(one.content) for one in letter.attached) > LARGEST:
        raise TooLarge
    parcel: dict[str, Any] = {
        "office_id": office_id, "key": key, "kind": letter.kind, "about": letter.about,
        "address": canonical(letter.to), "subject": one_line(letter.subject), "text": letter.text,
        "message_id": _message_id(letter.about or letter.kind),
        "thread_id": thread_id(letter.about), "urgent": letter.kind == CODE,
        "created_at": now, "tried_since": now, "next_at": now,
        "useless_after": letter.useless_after,
    }  # fmt: skip
    with part():
        if letter.attached:
            _enclose(Parcel(**parcel), letter.attached)
        else:
            write(Parcel, unless_there=True, **parcel)
        transaction.on_commit(_tell)


def _enclose(parcel: Parcel, attached: Sequence[Attached]) -> None:
    if not insert_new(parcel):
        return
    Enclosure.objects.bulk_create(
        Enclosure(
            parcel=parcel, name=one_line(one.name), content_type=one.content_type,
            content=one.content,
        )
        for one in attached
    )  # fmt: skip


def claim() -> Parcel | None:
    """The next parcel that is due becomes this process's to send; two never get the same one."""
    now = clock.now()
    _reap(now)
    due = Q(state__in=WAITING, next_at__lte=now)
    while parcel := Parcel.objects.filter(due).order_by("-urgent", "next_at", "pk").first():
        mine = Parcel.objects.filter(pk=parcel.pk, state=parcel.state, attempts=parcel.attempts)
        if parcel.useless_after and parcel.useless_after <= now:
            _end(mine, State.DEAD, now, cause=Cause.TOO_LATE)
        elif mine.update(
            state=State.CLAIMED, attempts=F("attempts") + 1, claimed_until=now + LEASE
        ):
            return Parcel.objects.select_related("office").get(pk=parcel.pk)
    return None


def sent(parcel: Parcel) -> None:
    """The other side has taken it. True whoever holds the parcel by now, so it always counts."""
    rows = Parcel.objects.filter(pk=parcel.pk, state__in=[State.CLAIMED, *WAITING])
    _end(rows, State.SENT, clock.now(), cause="")


def failed(parcel: Parcel, cause: Cause, said: str = "") -> None:
    """It was not taken: tried again later for a passing cause, given up for one that stays."""
    now = clock.now()
    mine = Parcel.objects.filter(pk=parcel.pk, state=State.CLAIMED, attempts=parcel.attempts)
    if cause in FOR_GOOD:
        _end(mine, State.DEAD, now, cause=cause, said=said[:40])
    elif now - parcel.tried_since > GIVE_UP_AFTER:
        _end(mine, State.DEAD, now, cause=Cause.TOO_OFTEN, said=said[:40])
    else:
        longest = WAY_LONGEST_WAIT if cause in OF_THE_WAY else LONGEST_WAIT
        waits = min(FIRST_WAIT * 2 ** min(max(parcel.attempts - 1, 0), 10), longest)
        mine.update(
            state=State.FAILED, next_at=now + waits, cause=cause, said=said[:40], claimed_until=None
        )


def try_again(office_id: int, pk: int, *, by: int) -> bool:
    """An officer has a parcel sent after all, at once; whether there was such a one with words."""
    with acts.act(office_id, acts.officer(by)) as doing:
        rows = Parcel.objects.filter(state__in=[State.DEAD, State.FAILED], office_id=office_id)
        rows = rows.filter(pk=pk).exclude(text="").exclude(useless_after__lte=doing.at)
        # Its four days begin anew: somebody has looked at the cause.
        changed = rows.update(
            state=State.QUEUED, next_at=doing.at, tried_since=doing.at, settled_at=None
        )
        if changed:
            doing.note("letter.again", f"letter:{pk}")
            transaction.on_commit(_tell)
    return bool(changed)


def empty_old() -> int:
    """Words and addresses of what ended long ago are taken out; how many parcels were emptied."""
    old = Parcel.objects.filter(settled_at__lt=clock.now() - KEEP, emptied_at=None)
    return _empty(list(old.order_by("settled_at").values_list("pk", flat=True)[:BATCH]))


def give_up_useless() -> None:
    """What waits where nothing is sent: codes end when they are too old, the rest after a month."""
    now = clock.now()
    waiting = Parcel.objects.filter(state__in=WAITING)
    _end(waiting.filter(useless_after__lte=now), State.DEAD, now, cause=Cause.TOO_LATE)
    _end(waiting.filter(tried_since__lt=now - KEEP), State.DEAD, now, cause=Cause.UNREACHABLE)


def forget_address(address: str) -> int:
    """A person's right to be forgotten: nothing more goes there, and nothing is kept of it."""
    theirs = Parcel.objects.filter(address=canonical(address))
    _end(theirs.exclude(state__in=OVER), State.DEAD, clock.now(), cause=Cause.WITHDRAWN)
    return _empty(list(theirs.values_list("pk", flat=True)))


def forget_subjects(subjects: Collection[str]) -> int:
    """All letters about these lose words and address, those not yet sent are never sent."""
    rows = Parcel.objects.filter(about__in=subjects, emptied_at=None)
    _end(rows.exclude(state__in=OVER), State.DEAD, clock.now(), cause=Cause.WITHDRAWN)
    return _empty(list(rows.values_list("pk", flat=True)))


def thread_id(about: str) -> str:
    """What all letters about one case refer to, so that mail programs show them together.

    It carries a signature: whoever answers a case by this must have got a letter of it (T02).
    """
    if not about:
        return ""
    return f"<{_plain(about)}.{_signature(about)}@{_domain()}>"


def _reap(now: datetime) -> None:
    """A claim whose holder went away is free again; whether it was sent, nobody knows."""
    lost = Parcel.objects.filter(state=State.CLAIMED, claimed_until__lte=now)
    lost.update(state=State.FAILED, next_at=now, cause=Cause.LOST, claimed_until=None)


def _end(
    rows: QuerySet[Parcel], state: State, now: datetime, *, cause: str, said: str = ""
) -> None:
    # A code is of use to nobody but its reader, and only now: its words are not kept.
    codes = list(rows.filter(kind=CODE).values_list("pk", flat=True))
    rows.update(state=state, settled_at=now, cause=cause, said=said, claimed_until=None)
    if codes:
        Parcel.objects.filter(pk__in=codes, state=state).update(text="")


def _empty(pks: list[int]) -> int:
    Enclosure.objects.filter(parcel__in=pks).delete()
    rows = Parcel.objects.filter(pk__in=pks, state__in=OVER)
    return rows.update(text="", subject="", address="", emptied_at=clock.now())


def _message_id(about: str) -> str:
    token = secrets.token_hex(8)
    return f"<{_plain(about)}.{token}.{_signature(token)}@{_domain()}>"


def _plain(about: str) -> str:
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in about)


def _signature(text: str) -> str:
    key = sha256(b"message-id" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, text.encode(), sha256).hexdigest()[:16]


def _domain() -> str:
    return str(settings.MAIL_FROM).rpartition("@")[2].strip("<> ") or "satupintu.invalid"


def _tell() -> None:
    for listener in on_put:
        listener()
