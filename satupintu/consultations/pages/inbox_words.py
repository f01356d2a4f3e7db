"""The words of the inbox: how much is left, which door, whose turn, and why something cannot be."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from satupintu.consultations.actions.step import Faster, Newer, Refused
from satupintu.consultations.models import Closing, Consultation, Door
from satupintu.consultations.queries.inbox import Line
from satupintu.consultations.workflow import USER_OWES, State
from satupintu.offices.published import Published
from satupintu.rules.due_words import Group, Kind, Left, Limits, group_limits, left
from satupintu.rules.uncut import TooLong
from satupintu.rules.workflow import NotAllowed
from satupintu.ui import formats
from satupintu.ui.fields import too_long

DOOR_ICONS = {
    Door.WEB: "web", Door.WHATSAPP: "wa", Door.EMAIL: "mail", Door.PHONE: "phone",
    Door.LETTER: "paper", Door.BOX: "flag", Door.VISIT: "user",
}  # fmt: skip
REFUSALS = {
    "empty": gettext_lazy("Tulis isinya dulu."),
    "reason": gettext_lazy("Tulis alasannya. Pengguna akan membacanya."),
    "checklist": gettext_lazy("Centang setiap syarat, atau tanyakan balik apa yang belum ada."),
    "late": gettext_lazy("Waktu untuk membatalkan sudah lewat."),
    "not_sent": gettext_lazy("Yang dapat diralat hanya pesan petugas yang sudah terkirim."),
    "office_owes": gettext_lazy("Belum bisa ditutup: pengguna masih menunggu jawaban kantor."),
    "too_early": gettext_lazy(
        "Belum bisa ditutup: hari tanpa balasan belum cukup (%(n)d hari kerja)."
    ),
    "not_warned": gettext_lazy(
        "Belum bisa ditutup: pengguna harus diingatkan sehari kerja sebelumnya."
    ),
    "too_late": gettext_lazy("Sudah terlalu lama ditutup untuk dibuka lagi."),
    "placeholder": gettext_lazy("Isi bagian dalam kurung kurawal sebelum mengirim."),
    "past": gettext_lazy("Pilih waktu yang belum lewat."),
    "after_due": gettext_lazy("Pilih waktu sebelum tenggat; tenggat tidak ikut mundur."),
    "not_here": gettext_lazy("Pilih petugas kantor ini."),
    "same_office": gettext_lazy("Pilih kantor lain."),
    "same_unit": gettext_lazy("Pilih tim lain di kantor ini."),
    "no_unit": gettext_lazy("Percakapan ini tidak lagi di tim. Lihat keadaan terbaru di bawah."),
    "not_in_unit": gettext_lazy("Percakapan ini menunggu di sebuah tim. Pilih anggota tim itu."),
    "note": gettext_lazy("Tulis catatan untuk petugas yang menerimanya kembali."),
    "meeting": gettext_lazy("Masih ada janji pertemuan. Catat hasilnya atau batalkan dulu."),
    "same_case": gettext_lazy("Pilih percakapan lain milik orang yang sama."),
    "not_same_person": gettext_lazy(
        "Hanya percakapan dengan e-mail terverifikasi yang sama dapat digabung."
    ),
    "no_consent_complaint": gettext_lazy(
        "Tanyakan dahulu kepada pengguna, lalu centang persetujuannya."
    ),
    "no_words": gettext_lazy("Pilih sedikitnya satu tulisan pengguna."),
    "sent_back": gettext_lazy("Tulis alasannya. Pengusul akan membacanya."),
    "settled": gettext_lazy("Jawaban ini sudah diputuskan. Lihat keadaannya di bawah."),
    "reworded": gettext_lazy(
        "Isinya berubah sesudah Anda buka. Baca yang baru, lalu putuskan lagi."
    ),
    "no_consent": gettext_lazy("Penanya belum mengizinkan jawabannya diterbitkan."),
    "second_reader": gettext_lazy("Jawaban harus dibaca petugas lain, bukan pengusulnya."),
    "personal": gettext_lazy("Masih ada data pribadi dalam teks. Samarkan dulu."),
    "labels": gettext_lazy("Paling banyak 8 label untuk satu percakapan. Hapus yang tidak perlu."),
    "check_past": gettext_lazy("Tanggal ini sudah lewat. Tulis kapan isinya harus dicek lagi."),
    "shortcut_taken": gettext_lazy("Singkatan ini sudah dipakai."),
}
FOR_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Chip:
    """A state as colour, shape and words."""

    tone: str
    icon: str
    words: str


@dataclass(frozen=True)
class Pressing:
    """How pressing something is, its group in the list, and until when both stay as they are."""

    chip: Chip
    group: str  # "" where the list has no groups
    until: datetime


Standing = Consultation | Line  # a consultation, or as much of it as the list has read


def chip(place: Published, case: Standing, now: datetime) -> Chip:
    """How pressing a row is: "sisa 5 jam kerja", "besok 10.15", "lewat 2 jam kerja"."""
    return pressing(place, case, now).chip


def pressing(
    place: Published, case: Standing, now: datetime, limits: Limits | None = None
) -> Pressing:
    """The same with the group of the list that a row belongs to, and how long it stays true."""
    limits = limits or group_limits(place.calendar, now)
    state = State(case.state)
    if state in USER_OWES:
        waits = Chip("", "pause", _waits(place, case, now))
        return Pressing(waits, "waiting", limits.today_ends)
    if state == State.ANSWERED:
        return Pressing(Chip("ok", "done", _("dijawab")), "", FOR_EVER)
    if state == State.CLOSED:
        words = str(Closing(case.closing).label) if case.closing else ""
        return Pressing(Chip("bare", "done", words), "", FOR_EVER)
    if case.next_at is None:
        return Pressing(Chip("late", "alert", _("kalender belum dimuat")), "", FOR_EVER)
    found = left(place.calendar, case.next_at, now, limits)
    shown = Chip(*TONES[found.group], left_words(found))
    if state == State.COMPLETE and case.due_at is None:
        shown = Chip("late", "alert", _("kalender belum dimuat"))
    return Pressing(shown, str(found.group), found.until)


TONES = {
    Group.LATE: ("late", "alert"),
    Group.TODAY: ("warn", "clock"),
    Group.NEXT: ("info", "clock"),
    Group.LATER: ("info", "clock"),
}


def left_words(found: Left) -> str:
    """What is left, or has passed, in working time."""
    count, at = found.count, formats.clock(found.at.time())
    match found.kind:
        case Kind.MINUTES_OVER:
            return _("lewat %(n)d menit kerja") % {"n": count}
        case Kind.HOURS_OVER:
            return _("lewat %(n)d jam kerja") % {"n": count}
        case Kind.DAYS_OVER:
            return _("lewat %(n)d hari kerja") % {"n": count}
        case Kind.OVER_SINCE:
            return _("lewat sejak %(day)s %(at)s") % {"day": short_day(found.at), "at": at}
        case Kind.MINUTES_LEFT:
            return _("sisa %(n)d menit kerja") % {"n": count}
        case Kind.HOURS_LEFT:
            return _("sisa %(n)d jam kerja") % {"n": count}
        case Kind.TODAY_AT:
            return _("hari ini %(at)s") % {"at": at}
        case Kind.TOMORROW_AT:
            return _("besok %(at)s") % {"at": at}
        case Kind.WEEKDAY_AT:
            return f"{weekday(found.at)} {at}"
        case Kind.ON_DATE:
            return short_day(found.at)


def weekday(at: datetime) -> str:
    return formats.DAYS[formats.language()][at.weekday()]


def short_day(at: datetime) -> str:
    """ "28 Juli": within a year nobody needs the year."""
    return f"{at.day} {formats.MONTHS[formats.language()][at.month - 1]}"


def door(case: Standing) -> Chip:
    """Through which door it came, as a word and a shape (INB-2)."""
    by = Door(case.door)
    return Chip("", DOOR_ICONS[by], str(by.label))


def view_names() -> dict[str, str]:
    """The views of the list in their order."""
    return {
        "all": _("Semua"), "mine": _("Saya"), "free": _("Belum diambil"),
        "waiting": _("Menunggu"), "answered": _("Dijawab"), "ready": _("Siap ditutup"),
        "postponed": _("Ditunda"), "closed": _("Ditutup"),
    }  # fmt: skip


def group_name(place: Published, limits: Limits, code: str) -> str:
    """A heading of the list, such as "Hari ini, tutup 16.00"."""
    match code:
        case Group.TODAY:
            return _today(place, limits)
        case Group.NEXT:
            return _next(limits)
        case Group.LATE:
            return _("Lewat tenggat")
        case Group.LATER:
            return _("Nanti")
        case _:
            return _("Menunggu pengguna")


def state_words(case: Consultation) -> str:
    """Whose turn it is, in a few words."""
    return {
        State.DRAFT: _("Konsep"), State.SENT: _("Baru: belum diperiksa"),
        State.ASKED: _("Menunggu pengguna; hitungan belum dimulai"),
        State.COMPLETE: _("Jelas dan lengkap; menunggu jawaban"),
        State.PAUSED: _("Menunggu pengguna; hitungan dijeda"), State.ANSWERED: _("Sudah dijawab"),
        State.CLOSED: _("Ditutup"),
    }[State(case.state)]  # fmt: skip


LINES = {
    "reason": gettext_lazy("Alasan"), "how": gettext_lazy("Bagaimana"),
    "label": gettext_lazy("Label"), "topic": gettext_lazy("Topik"),
}  # fmt: skip


def why_not(fault: Exception, place: Published) -> str:
    """One or two plain sentences for an act that cannot happen now."""
    if isinstance(fault, Faster):
        return _("Percakapan ini baru saja berubah: %(state)s. Lihat keadaan terbaru di bawah.") % {
            "state": state_words(fault.case)
        }
    if isinstance(fault, Newer) and fault.message.officer is not None:
        return _("%(name)s baru saja menulis kepada pengguna. Baca dulu, lalu kirim.") % {
            "name": fault.message.officer.name
        }
    if isinstance(fault, Newer):
        return _("Ada pesan baru dari pengguna sejak Anda mulai menulis. Baca dulu, lalu kirim.")
    if isinstance(fault, NotAllowed):
        return _("Langkah ini tidak mungkin dalam keadaan sekarang. Pilih langkah yang tersedia.")
    if isinstance(fault, TooLong):
        return f"{LINES[fault.what]}: {too_long(fault.text, fault.longest)}"
    if isinstance(fault, Refused):
        return refusal_words(fault.reason, place)
    raise fault


def refusal_words(code: str, place: Published) -> str:
    """A code of refusal as a sentence that says how to mend it."""
    return str(REFUSALS[code]) % {"n": place.choices["close_days"]}


def _waits(place: Published, case: Standing, now: datetime) -> str:
    since = case.state_at or now
    days = (place.local(now).date() - place.local(since).date()).days
    word = ngettext("%(n)d hari", "%(n)d hari", days) % {"n": days} if days else _("hari ini")
    if case.state == State.PAUSED:
        return _("dijeda %(days)s") % {"days": word}
    return _("ditanya balik %(days)s") % {"days": word}


def _today(place: Published, limits: Limits) -> str:
    try:
        closing = place.calendar.closing(place.local(limits.now).date())
    except LookupError:
        closing = None
    if closing is None:
        return _("Hari ini")
    return _("Hari ini, tutup %(at)s") % {"at": formats.clock(closing, place.zone)}


def _next(limits: Limits) -> str:
    day, tomorrow = limits.next_day, limits.today_ends.date()
    if day is None or day == tomorrow:
        return _("Besok")
    return f"{formats.DAYS[formats.language()][day.weekday()]}, {formats.short_date(day)}"
