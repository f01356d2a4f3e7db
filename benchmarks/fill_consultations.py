"""Consultations by the hundred thousand with ten messages each, valid as if they had happened.

What is open is worked out as the product itself would have done, reminders and the calendar by
which it was reckoned among it, so that the worker of a server on these data finds nothing to mend.

`python -m benchmarks.fill_consultations COUNT` fills the first office of a database that
`benchmarks.fill` has filled, and prints what a client needs to know, as JSON.
"""

import json
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import benchmarks.fill  # noqa: F401 - sets Django up

from django.db import connection  # isort: skip
from benchmarks import bulk
from satupintu.consultations.actions.sweeping import fingerprint
from satupintu.consultations.models import (
    Author,
    CalendarSeen,
    Consultation,
    ConsultationSeries,
    Kind,
    Pause,
    Reminder,
    Round,
)
from satupintu.consultations.queries.clock import clock_of, examine_until, look_until
from satupintu.consultations.queries.deadlines import working_days_since
from satupintu.consultations.queries.message_search import of_office
from satupintu.consultations.workflow import State
from satupintu.journal.record import writing
from satupintu.offices.models import Office
from satupintu.offices.published import Published, published
from satupintu.people.models import Officer, Person
from satupintu.rules import clock
from satupintu.rules.search_words import words

MESSAGES, WORDS = "consultations_message", "consultations_messagewords"
COLUMNS = ("consultation_id", "n", "at", "shown_at", "author", "kind", "officer_id", "text",
           "channel", "cites")  # fmt: skip
PER_CASE = 10
LONG = 200  # messages of the one long conversation, seconds apart
APART = timedelta(minutes=10)  # between two: nearly two years for a hundred thousand, all kept
AT_ONCE = 2000
OPEN_SHARE = 50  # the newest of so many are still open
SUBJECTS = """penduduk inflasi kemiskinan pengangguran ekspor impor padi jagung industri hotel
pariwisata pendidikan kesehatan upah harga beras cabai rumah listrik air jalan kendaraan koperasi
bank pajak anggaran desa kecamatan keluarga perempuan anak lansia disabilitas ternak ikan hutan
kebun energi batik mebel tekstil pasar toko ojek sekolah guru dokter bidan posyandu
stunting""".split()  # noqa: SIM905
PLACES = """Semarang Surakarta Magelang Salatiga Pekalongan Tegal Cilacap Banyumas Purbalingga
Banjarnegara Kebumen Purworejo Wonosobo Boyolali Klaten Sukoharjo Wonogiri Karanganyar Sragen
Grobogan Blora Rembang Pati Kudus Jepara Demak Temanggung Kendal Batang Pemalang Brebes""".split()  # noqa: SIM905


def fill(count: int) -> dict[str, Any]:
    """So many consultations, the newest of fifty open, the rest answered and closed."""
    office = Office.objects.order_by("code").first()
    assert office is not None
    place = published(office.code)
    officers = list(Officer.objects.values_list("pk", flat=True))
    draw = random.Random(3300)
    with writing():
        person = Person.objects.create(office=office, name="Pengguna", created_at=clock.now())
        CalendarSeen.objects.create(office=office, fingerprint=fingerprint(place), at=clock.now())
    for first in range(0, count, AT_ONCE):
        _some(place, person, officers, draw, range(first, min(first + AT_ONCE, count)), count)
    for table in (Consultation, Round):
        bulk.ids_used(table._meta.db_table)
    _long_one(office, draw)
    period = str(clock.now().year)
    with writing():
        ConsultationSeries.objects.create(office=office, period=period, last=count)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    newest = Consultation.objects.order_by("-pk").first()
    assert newest is not None
    return {"office": office.code, "long": newest.pk, "words": [SUBJECTS[3], PLACES[5]]}


def _some(
    place: Published, person: Person, officers: list[int], draw: random.Random, which: range,
    count: int,
) -> None:  # fmt: skip
    now = clock.now()
    cases = [_case(place.office, person, officers, draw, n, now - (count - n) * APART)
             for n in which]  # fmt: skip
    rounds = [_round(case) for case in cases]
    open_ = [n for n in which if n >= count - count // OPEN_SHARE]
    pauses = [_opened(place, cases[n - which[0]], rounds[n - which[0]], n, now) for n in open_]
    with writing():
        bulk.create(cases)
        for case, round_ in zip(cases, rounds, strict=True):
            round_.consultation_id = case.pk
        bulk.create(rounds)
        Pause.objects.bulk_create(pause for pause in pauses if pause)
        Reminder.objects.bulk_create(
            reminder for case in cases if (reminder := _reminder(place, case, now))
        )
        rows = [row for case in cases for row in _messages(case, PER_CASE, draw)]
        _write(place.office, rows, [case.name for case in cases])


def _case(
    office: Office, person: Person, officers: list[int], draw: random.Random, n: int, sent: datetime
) -> Consultation:
    """One that was answered and closed."""
    answered = sent + timedelta(hours=draw.randrange(2, 60))
    question = _sentence(draw)
    return Consultation(
        office=office, number=f"K-{clock.now().year}-{office.code}-{n + 1:05d}",
        token=f"bench-{n:016d}", state=State.CLOSED, person=person, name=f"Pengguna {n % 5000}",
        email=f"p{n % 5000}@example.org", email_confirmed_at=sent, title=question[:120],
        question=question, officer_id=draw.choice(officers) if draw.random() < 0.7 else None,
        arrived_at=sent, sent_at=sent, state_at=answered, answered_at=answered,
        closed_at=answered, closing="done", rounds=1, messages=PER_CASE, user_wrote=PER_CASE - 1,
        office_read=PER_CASE, last_at=answered, created_at=sent,
    )  # fmt: skip


def _round(case: Consultation) -> Round:
    return Round(
        consultation=case, n=1, asked_at=case.sent_at, complete_at=case.sent_at,
        answered_at=case.answered_at, within_standard=True,
    )  # fmt: skip


def _opened(
    place: Published, case: Consultation, round_: Round, n: int, now: datetime
) -> Pause | None:
    """It still waits: for an officer to look or to answer, or for its user (the pause of that)."""
    sent = round_.asked_at
    case.answered_at = case.closed_at = round_.answered_at = round_.within_standard = None
    case.closing, case.state_at, case.last_at = "", sent, sent + timedelta(minutes=PER_CASE)
    case.office_read = PER_CASE if n % 2 else 0
    round_.examine_by = examine_until(place, sent)
    if round_.examine_by and round_.examine_by > now and n % 4 == 0:
        round_.complete_at = None
        case.state, case.examine_by = State.SENT, round_.examine_by
        case.next_at = look_until(place, sent)
        return None
    if n % 4 == 1:
        case.state = State.PAUSED
        return Pause(round=round_, start=sent, reason="Tahun berapa?")
    case.state = State.COMPLETE
    reckoned = clock_of(place, round_, [])
    assert reckoned
    case.next_at = case.due_at = round_.due_at = reckoned.due
    return None


def _reminder(place: Published, case: Consultation, now: datetime) -> Reminder | None:
    """The last that its user has had by now."""
    if case.state != State.PAUSED:
        return None
    assert case.state_at
    days = working_days_since(place, case.state_at, now)
    told = [place.choices[name] for name in ("remind_days", "remind_again_days")]
    due = max((nth for nth in told if nth <= days), default=None)
    return due and Reminder(consultation=case, waiting_since=case.state_at, nth=due, at=now)


def _messages(case: Consultation, count: int, draw: random.Random) -> Iterator[list[Any]]:
    assert case.sent_at
    apart = timedelta(minutes=1) if count == PER_CASE else timedelta(seconds=2)
    for n in range(1, count + 1):
        at = bulk.moment(case.sent_at + n * apart)
        author = Author.USER if n % 2 else Author.OFFICER
        kind = Kind.QUESTION if n == 1 else Kind.REPLY
        officer = None if n % 2 else case.officer_id
        text = case.question if n == 1 else _sentence(draw)
        yield [case.pk, n, at, at, str(author), str(kind), officer, text, "web", "[]"]


def _write(office: Office, rows: list[list[Any]], askers: Sequence[str] = ()) -> None:
    """Messages with their words; of a question the name of its asker is among them."""
    first = bulk.next_id(MESSAGES)
    bulk.insert(MESSAGES, ("id", *COLUMNS), ([first + n, *row] for n, row in enumerate(rows)))
    names = iter(askers)
    told = [f"{next(names)} {row[7]}" if row[5] == Kind.QUESTION else row[7] for row in rows]
    bulk.insert(WORDS, ("message_id", "words", "marks"), (
        [first + n, " ".join(of_office(office.pk, dict.fromkeys(words(text)))), row[5]]
        for n, (row, text) in enumerate(zip(rows, told, strict=True))
    ))  # fmt: skip


def _sentence(draw: random.Random) -> str:
    subject, other = draw.sample(SUBJECTS, 2)
    here, there = draw.sample(PLACES, 2)
    year = draw.randrange(2010, 2026)
    return f"Data {subject} dan {other} di {here} tahun {year}, dibanding {there}"


def _long_one(office: Office, draw: random.Random) -> None:
    case = Consultation.objects.filter(office=office).order_by("-pk").first()
    assert case is not None
    more = list(_messages(case, LONG, draw))[PER_CASE:]
    with writing():
        _write(office, more)
        bulk.ids_used(MESSAGES)
        Consultation.objects.filter(pk=case.pk).update(messages=LONG)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill(int(sys.argv[1]))))
