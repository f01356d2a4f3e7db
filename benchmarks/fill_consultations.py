"""Consultations by the hundred thousand with ten messages each, valid as if they had happened.

`python -m benchmarks.fill_consultations COUNT` fills the first office of a database that
`benchmarks.fill` has filled, and prints what a client needs to know, as JSON.
"""

import json
import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import benchmarks.fill  # noqa: F401 - sets Django up

from django.db import connection  # isort: skip
from benchmarks import bulk
from satupintu.consultations.actions.words import marks_of
from satupintu.consultations.models import (
    Author,
    Consultation,
    ConsultationSeries,
    Kind,
    Round,
)
from satupintu.consultations.workflow import State
from satupintu.journal.record import writing
from satupintu.offices.models import Office
from satupintu.people.models import Officer, Person
from satupintu.rules import clock
from satupintu.rules.search_words import words

MESSAGES, WORDS = "consultations_message", "consultations_messagewords"
COLUMNS = ("consultation_id", "n", "at", "shown_at", "author", "kind", "officer_id", "text",
           "channel", "cites")  # fmt: skip
PER_CASE = 10
LONG = 200  # messages of the one long conversation
AT_ONCE = 2000
OPEN_SHARE = 50  # one in so many still waits for the office
SUBJECTS = """penduduk inflasi kemiskinan pengangguran ekspor impor padi jagung industri hotel
pariwisata pendidikan kesehatan upah harga beras cabai rumah listrik air jalan kendaraan koperasi
bank pajak anggaran desa kecamatan keluarga perempuan anak lansia disabilitas ternak ikan hutan
kebun energi batik mebel tekstil pasar toko ojek sekolah guru dokter bidan posyandu
stunting""".split()  # noqa: SIM905
PLACES = """Semarang Surakarta Magelang Salatiga Pekalongan Tegal Cilacap Banyumas Purbalingga
Banjarnegara Kebumen Purworejo Wonosobo Boyolali Klaten Sukoharjo Wonogiri Karanganyar Sragen
Grobogan Blora Rembang Pati Kudus Jepara Demak Temanggung Kendal Batang Pemalang Brebes""".split()  # noqa: SIM905


def fill(count: int) -> dict[str, Any]:
    """So many consultations, one in fifty open, the rest answered and closed over three years."""
    office = Office.objects.order_by("code").first()
    assert office is not None
    officers = list(Officer.objects.values_list("pk", flat=True))
    draw = random.Random(3300)
    with writing():
        person = Person.objects.create(office=office, name="Pengguna", created_at=clock.now())
    for first in range(0, count, AT_ONCE):
        _some(office, person, officers, draw, range(first, min(first + AT_ONCE, count)), count)
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
    office: Office, person: Person, officers: list[int], draw: random.Random, which: range,
    count: int,
) -> None:  # fmt: skip
    now = clock.now()
    cases = [_case(office, person, officers, draw, n, count, now) for n in which]
    with writing():
        Consultation.objects.bulk_create(cases)
        Round.objects.bulk_create(_round(case) for case in cases)
        _write(office, [row for case in cases for row in _messages(case, PER_CASE, draw)])


def _case(
    office: Office, person: Person, officers: list[int], draw: random.Random, n: int, count: int,
    now: datetime,
) -> Consultation:  # fmt: skip
    open_ = n % OPEN_SHARE == 0
    sent = now - timedelta(minutes=(count - n) * 15)
    answered = None if open_ else sent + timedelta(hours=draw.randrange(2, 60))
    state = draw.choice((State.SENT, State.COMPLETE, State.PAUSED)) if open_ else State.CLOSED
    owed = state in (State.SENT, State.COMPLETE)
    due = now + timedelta(hours=draw.randrange(-20, 70))
    question = _sentence(draw)
    return Consultation(
        office=office, number=f"K-{now.year}-{office.code}-{n + 1:05d}", token=f"bench-{n:016d}",
        state=state, person=person, name=f"Pengguna {n % 5000}", email=f"p{n % 5000}@example.org",
        email_confirmed_at=sent, title=question[:120], question=question,
        officer_id=draw.choice(officers) if draw.random() < 0.7 else None, arrived_at=sent,
        sent_at=sent, state_at=answered or sent, due_at=due if owed else None,
        next_at=due if owed else None, answered_at=answered, closed_at=answered,
        closing="" if open_ else "done", rounds=1, messages=PER_CASE, user_wrote=PER_CASE - 1,
        last_at=answered or sent, created_at=sent,
    )  # fmt: skip


def _round(case: Consultation) -> Round:
    return Round(
        consultation=case, n=1, asked_at=case.sent_at, complete_at=case.sent_at,
        due_at=case.due_at, answered_at=case.answered_at,
        within_standard=None if case.answered_at is None else True,
    )  # fmt: skip


def _messages(case: Consultation, count: int, draw: random.Random) -> Iterator[list[Any]]:
    assert case.sent_at
    for n in range(1, count + 1):
        at = bulk.moment(case.sent_at + timedelta(minutes=n))
        author = Author.USER if n % 2 else Author.OFFICER
        kind = Kind.QUESTION if n == 1 else Kind.REPLY
        officer = None if n % 2 else case.officer_id
        text = case.question if n == 1 else _sentence(draw)
        yield [case.pk, n, at, at, str(author), str(kind), officer, text, "web", "[]"]


def _write(office: Office, rows: list[list[Any]]) -> None:
    first = bulk.next_id(MESSAGES)
    numbered = [[first + n, *row] for n, row in enumerate(rows)]
    bulk.insert(MESSAGES, ("id", *COLUMNS), numbered)
    marks = {kind: marks_of(office.pk, kind) for kind in (Kind.QUESTION, Kind.REPLY)}
    bulk.insert(WORDS, ("message_id", "words", "marks"), (
        [row[0], " ".join(dict.fromkeys(words(row[8]))), marks[row[6]]] for row in numbered
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
