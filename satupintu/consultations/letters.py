"""The letters of a consultation, in plain words: what happened, until when, how to answer."""

from functools import partial

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from satupintu.appointments.models import Appointment
from satupintu.consultations.models import Consultation, Kind, Message
from satupintu.consultations.queries.case import served_by
from satupintu.outbox.letters import ANSWER, NOTICE, Attached, Letter
from satupintu.ui import formats

RATING = signing.Signer(salt="rate-ending")
RATING_SALT = "rate-consultation"  # of links that were sent while each bore its moment
HEADINGS = {
    Kind.ANSWER: gettext_noop("Jawaban atas pertanyaan %(number)s"),
    Kind.ASK: gettext_noop("Kami menunggu balasan Anda untuk %(number)s"),
    Kind.CORRECTION: gettext_noop("Perbaikan jawaban untuk %(number)s"),
    Kind.REPLY: gettext_noop("Pesan baru untuk %(number)s"),
    Kind.LINE: gettext_noop("Kabar tentang pertanyaan %(number)s"),
}


def letter_of(case: Consultation, message: Message) -> Letter:
    """What tells the asker of a message. An address not yet proved is told that, and no word more.

    Answers are meant to be answered; the rest says of itself that a machine wrote it.
    """
    kind = Kind(message.kind)
    heading = _(HEADINGS[kind]) % {"number": case.number}
    says = [message.text, *_sources(message)] if case.email_confirmed_at else [_waits()]
    parts = [_dear(case), *says, *_way(case)]
    if message.kind == Kind.LINE and case.closing:
        summary = [case.closing_note, _served_by(case)] if case.email_confirmed_at else []
        parts += [*summary, _rating(case)]
    parts.append(_free(case))
    sort = ANSWER if kind in {Kind.ANSWER, Kind.CORRECTION} else NOTICE
    text = "\n\n".join(part for part in parts if part) + "\n"
    return Letter(case.email, heading, text, kind=sort, about=case.subject)


def received(case: Consultation) -> Letter:
    """The confirmation to keep (PRT-9): the number, what happens next, the question as sent."""
    parts = [
        _dear(case),
        _("Pertanyaan Anda kami terima dengan nomor %(number)s.") % {"number": case.number},
        _("Petugas memeriksa apakah pertanyaan sudah jelas dan lengkap. Setelah itu tanggal "
          "jawabannya kami kabarkan."),
        *_way(case), _("Pertanyaan Anda:") + f"\n{case.question}",
        _free(case),
    ]  # fmt: skip
    heading = _("Pertanyaan %(number)s kami terima") % {"number": case.number}
    return Letter(case.email, heading, "\n\n".join(parts) + "\n", about=case.subject)


def about_meeting(
    case: Consultation, appointment: Appointment, to: str, calendar: Attached, *, cancelled: bool
) -> Letter:
    """An appointment was made, moved or called off; the calendar file says the same."""
    at = formats.long_date(appointment.starts_at, case.office.zone)
    hour = f"{formats.clock(appointment.starts_at, case.office.zone)} {case.office.zone}"
    said = {"way": appointment.get_way_display(), "day": at, "at": hour}
    if cancelled:
        why = _("Alasan: %(reason)s") % {"reason": appointment.reason}
        words = [
            _("Janji dibatalkan: %(way)s, %(day)s pukul %(at)s.") % said,
            why if appointment.reason else "",
        ]
    else:
        number = _("Nomor kunjungan: %(code)s") % {"code": appointment.ticket}
        words = [
            _("Janji: %(way)s, %(day)s pukul %(at)s.") % said,
            appointment.link or f"{case.office.name}, {case.office.address}",
            number if appointment.ticket else "",
        ]
    asker = to == case.email
    parts = [_dear(case) if asker else "", *words, *(_way(case) if asker else _inbox(case)),
             _free(case) if asker else ""]  # fmt: skip
    heading = _("Janji untuk %(number)s") % {"number": case.number}
    text = "\n\n".join(part for part in parts if part) + "\n"
    return Letter(to, heading, text, about=case.subject, attached=(calendar,))


def rating_path(case: Consultation) -> str:
    """Where the asker rates this ending: a link that no officer is ever shown.

    The same ending has the same link, however often its page is loaded: what may be done with a
    link so many times a minute (people.cookieless) is counted once.
    """
    token = RATING.sign_object([case.pk, case.reopened])
    return reverse("consultation-rating", args=[case.office.code, token])


def rating_meant(token: str) -> tuple[int, int] | None:
    """Consultation and ending behind such a link; None for a forged one."""
    for read in (RATING.unsign_object, partial(signing.loads, salt=RATING_SALT)):
        try:
            pk, nth = read(token)
        except (signing.BadSignature, ValueError):
            continue
        return int(pk), int(nth)
    return None


def _dear(case: Consultation) -> str:
    # A name that a stranger typed would reach somebody else in the office's own letter.
    name = case.name if case.email_confirmed_at else ""
    return _("Yth. %(name)s,") % {"name": name or _("pengguna layanan")}


def _free(case: Consultation) -> str:
    return _("Layanan ini tidak dipungut biaya.") + f"\n{case.office.name}"


def _waits() -> str:
    return _(
        "Ada kabar untuk pertanyaan Anda. Pastikan dahulu alamat e-mail ini dengan kode, "
        "lalu Anda dapat membacanya."
    )


def _sources(message: Message) -> list[str]:
    cited = [
        ". ".join(part for part in (cite.get("title"), cite.get("from"), cite.get("link")) if part)
        for cite in message.cites
    ]
    return [_("Sumber:") + "\n" + "\n".join(cited)] if cited else []


def _way(case: Consultation) -> list[str]:
    where = _("Buka dan balas dengan nomor %(number)s dan alamat e-mail ini") % {
        "number": case.number
    }
    if not settings.PUBLIC_ADDRESS:
        return [where + "."]
    path = reverse("question", args=[case.office.code, case.number])
    return [f"{where}:\n{settings.PUBLIC_ADDRESS}{path}"]


def _inbox(case: Consultation) -> list[str]:
    """The officer's own way to it: the number and an address open nothing for them."""
    path = reverse("inbox-case", args=[case.office.code, case.pk])
    return [f"{settings.PUBLIC_ADDRESS}{path}"] if settings.PUBLIC_ADDRESS else []


def _served_by(case: Consultation) -> str:
    name = served_by(case)
    return _("Dilayani oleh %(name)s.") % {"name": name} if name else ""


def _rating(case: Consultation) -> str:
    if not settings.PUBLIC_ADDRESS:
        return ""
    return _("Bagaimana layanan kami? Satu sentuhan cukup:") + (
        f"\n{settings.PUBLIC_ADDRESS}{rating_path(case)}"
    )
