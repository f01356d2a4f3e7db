"""The consultation goes on in person or by video: standard, clause 5 online, in one transaction."""

from collections.abc import Sequence

from django.conf import settings
from django.utils import translation

from satupintu.appointments import actions as appointments
from satupintu.appointments.actions import Slot
from satupintu.appointments.calendar_entry import entry
from satupintu.appointments.models import Appointment, Way
from satupintu.appointments.queries import coming
from satupintu.consultations.actions.step import line
from satupintu.consultations.actions.talking import say
from satupintu.consultations.actions.telling import language_of
from satupintu.consultations.letters import about_meeting
from satupintu.consultations.models import Consultation
from satupintu.journal.record import Act, act
from satupintu.journal.record import officer as officer_actor
from satupintu.offices.published import Published, published
from satupintu.outbox.actions import put
from satupintu.outbox.letters import BadAddress
from satupintu.rules.indonesian import long_moment, sentence

GOES_ON = "Percakapan tetap berlanjut di sini. Tulis bila ingin waktu lain."


def offer(
    place: Published, case: Consultation, slots: Sequence[Slot], *, officer_id: int,
    link: str = "",
) -> list[Appointment]:  # fmt: skip
    """An officer offers two or three moments in the conversation. Raises NotPossible."""
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        made = appointments.offer(
            doing, place, slots, about=case.subject, number=case.number or "",
            officer_id=officer_id, person=case.person, link=link, example=case.example,
        )  # fmt: skip
        shown = "; ".join(_words(place, each) for each in made)
        line(doing, case, f"Petugas menawarkan waktu: {shown}. Pilih salah satu di halaman ini.")
    return made


def take(place: Published, case: Consultation, chosen: Appointment) -> Appointment:
    """The user takes one of the moments; both get it for their calendars. Raises NotPossible."""
    with act(place.office.pk, "visitor") as doing:
        before = coming(case.subject)
        appointments.take(doing, chosen)
        _say_taken(doing, place, case, chosen, before)
    return chosen


def move(place: Published, case: Consultation, taken: Appointment, to: Appointment) -> Appointment:
    """The user moves it to another moment that was offered with it. Raises NotPossible."""
    with act(place.office.pk, "visitor") as doing:
        moved = appointments.move(doing, place, taken, to)
        if moved != taken:
            _say_taken(doing, place, case, moved, taken)
    return moved


def wish(place: Published, case: Consultation, taken: Appointment) -> None:
    """The user asks for other moments, once for each appointment, which stands until one is taken.

    The office owes a reply to it as to everything that a user writes. Raises Refused("too_late").
    """
    words = f"Saya ingin waktu lain. Janji sekarang: {_words(place, taken)}."
    say(place, case, words, press=wish_of(taken))


def wish_of(taken: Appointment) -> str:
    """The press by which other moments are asked for."""
    return f"meeting-wish:{taken.pk}"


def cancel(
    place: Published, case: Consultation, appointment: Appointment, *,
    officer_id: int | None = None, reason: str = "",
) -> Appointment:  # fmt: skip
    """The appointment is called off, and both calendars are told. Raises NotPossible, TooLong."""
    actor = officer_actor(officer_id) if officer_id else "visitor"
    with act(place.office.pk, actor) as doing:
        by_user = officer_id is None
        appointments.cancel(doing, appointment, by_user=by_user, reason=reason)
        why = f" Alasan: {sentence(reason)}" if reason.strip() else ""
        told = _tell_both(case, appointment, cancelled=True)
        line(doing, case, f"Janji dibatalkan: {_words(place, appointment)}.{why}", told=told)
    return appointment


def hold(place: Published, appointment: Appointment, minutes: str, *, officer_id: int) -> None:
    """It took place. Raises NotPossible."""
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        appointments.hold(doing, appointment, minutes)


def say_held(doing: Act, appointment: Appointment) -> None:
    """It took place, at a desk or by video; the minutes are part of the conversation."""
    case = Consultation.objects.get(pk=int(appointment.about.partition(":")[2]))
    said = f" Catatan: {appointment.minutes}" if appointment.minutes else ""
    words = _words(published(appointment.office.code), appointment)
    line(doing, case, f"Pertemuan terlaksana: {words}.{said}")


def miss(
    place: Published, case: Consultation, appointment: Appointment, *, officer_id: int
) -> None:
    """Nobody came; the consultation goes on as a conversation."""
    with act(place.office.pk, officer_actor(officer_id)) as doing:
        appointments.miss(doing, appointment)
        line(doing, case, f"Pertemuan tidak terjadi: {_words(place, appointment)}. {GOES_ON}")


def _say_taken(
    doing: Act, place: Published, case: Consultation, taken: Appointment,
    before: Appointment | None,
) -> None:  # fmt: skip
    number = f" Nomor kunjungan {taken.ticket}." if taken.ticket else ""
    link = f" Tautan: {taken.link}" if taken.link else ""
    was = f" Sebelumnya: {_words(place, before)}." if before else ""
    begins = "Janji dipindah" if before else "Janji"
    told = _tell_both(case, taken)
    line(doing, case, f"{begins}: {_words(place, taken)}.{was}{number}{link}", told=told)


def _words(place: Published, appointment: Appointment) -> str:
    at = long_moment(place.local(appointment.starts_at))
    return f"{Way(appointment.way).label} {at} {place.office.zone}"


def _tell_both(case: Consultation, appointment: Appointment, *, cancelled: bool = False) -> bool:
    """Each gets one letter with the calendar file; whether the asker's is under way."""
    theirs = case.email if case.email_confirmed_at else ""  # else the line tells of it
    told = bool(theirs) and _tell(case, appointment, theirs, "user", cancelled)
    if appointment.officer.email:
        _tell(case, appointment, appointment.officer.email, "officer", cancelled)
    return told


def _tell(
    case: Consultation, appointment: Appointment, to: str, whose: str, cancelled: bool
) -> bool:
    state = "off" if cancelled else "on"
    key = f"{appointment.subject}:{appointment.revision}:{state}:{whose}"
    with translation.override(language_of(case) if whose == "user" else settings.LANGUAGE_CODE):
        calendar = entry(appointment, to=to, cancelled=cancelled)
        letter = about_meeting(case, appointment, to, calendar, cancelled=cancelled)
    try:
        put(case.office_id, letter, key=key)
    except BadAddress:
        return False  # written down wrong: the page still has it
    return True
