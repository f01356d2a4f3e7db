"""The steps of a service clock as plain sentences, for the user and the officer.

The sentences are Indonesian; whoever shows them may hand in another tongue (`Tongue`), so that
nothing here knows who translates.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from satupintu.rules import indonesian
from satupintu.rules.clock_steps import Step, StepKind


def _(words: str) -> str:
    """Marks a sentence for the translators' tools, which look for this name; changes nothing."""
    return words


@dataclass(frozen=True)
class Tongue:
    """How sentences are said: each is looked up by its Indonesian words, dates written by day."""

    say: Callable[[str], str] = _
    long_date: Callable[[date], str] = indonesian.long_date

    def day(self, at: datetime) -> str:
        return self.long_date(at.date())

    def moment(self, at: datetime) -> str:
        told = {"day": self.day(at), "at": indonesian.clock_time(at)}
        return self.say(_("%(day)s pukul %(at)s")) % told


INDONESIAN = Tongue()
Sentence = Callable[[Step, Tongue], str]

_WALKIN_STARTS = MappingProxyType(
    {
        "finished": _("pengunjung sebelumnya selesai"),
        "arrived": _("pengunjung mengambil nomor"),
        "opened": _("layanan dibuka"),
        "restarted": _(
            "pengunjung meminta waktu lebih, kembali setelah terlewat, atau pindah layanan"
        ),
        "referred": _("pengunjung dirujuk dari layanan lain"),
        "called": _("meja memanggil sebelum pengunjung sebelumnya selesai"),
    }
)
_DAYS_OFF = MappingProxyType(
    {
        "akhir pekan": _("akhir pekan"),
        "tanpa jam layanan": _("tanpa jam layanan"),
        "libur nasional": _("libur nasional"),
        "cuti bersama": _("cuti bersama"),
        "tutup setempat": _("tutup setempat"),
    }
)
_NAMELESS = frozenset({"akhir pekan", "tanpa jam layanan"})


def sentences(steps: Iterable[Step], tongue: Tongue = INDONESIAN) -> list[str]:
    """One sentence for each step, in the order of the steps."""
    return [sentence(step, tongue) for step in steps]


def sentence(step: Step, tongue: Tongue = INDONESIAN) -> str:
    """The step in words: "Rabu, 18 Maret 2026 dilewati: cuti bersama Hari Suci Nyepi."."""
    return _SENTENCES[StepKind(step.kind)](step, tongue)


def verdict(due: datetime, started: datetime) -> str:
    """Whether a visitor was served in time: "Mulai dilayani pukul 10.02: lewat standar 2 menit."

    Whole minutes, as at the desk.
    """
    begun = f"Mulai dilayani pukul {indonesian.clock_time(started.astimezone(due.tzinfo))}"
    if started <= due:
        return f"{begun}: sesuai standar."
    minutes = (started - due) // timedelta(minutes=1)
    return f"{begun}: lewat standar {minutes or 'kurang dari 1'} menit."


def as_json(steps: Iterable[Step]) -> list[dict[str, object]]:
    """The steps as plain values with their sentence, for `satupintu due --json`."""
    return [
        {
            "kind": str(step.kind),
            "at": step.at.isoformat(),
            "until": step.until.isoformat() if step.until else None,
            "reason": step.reason,
            "facts": dict(step.facts),
            "text": sentence(step),
        }
        for step in steps
    ]


def _start(step: Step, tongue: Tongue) -> str:
    if why := _WALKIN_STARTS.get(step.reason):
        told = {"limit": step.facts["limit"], "at": indonesian.clock_time(step.at)}
        words = tongue.say(_("Waktu %(limit)s menit dihitung sejak pukul %(at)s: %(why)s."))
        return words % {**told, "why": tongue.say(why)}
    words = tongue.say(_("Permintaan jelas dan lengkap pada %(moment)s."))
    return words % {"moment": tongue.moment(step.at)}


def _moved(step: Step, tongue: Tongue) -> str:
    after_closing = _("Permintaan lengkap di luar jam layanan, jadi dihitung mulai %(moment)s.")
    day_off = _("Permintaan lengkap pada hari libur, jadi dihitung mulai %(moment)s.")
    words = after_closing if step.reason == "after_closing" else day_off
    return tongue.say(words) % {"moment": tongue.moment(step.at)}


def _break(step: Step, tongue: Tongue) -> str:
    told = {"from": indonesian.clock_time(step.at), "to": indonesian.clock_time(_end(step))}
    return tongue.say(_("Istirahat pukul %(from)s-%(to)s tidak dihitung.")) % told


def _after_closing(step: Step, tongue: Tongue) -> str:
    words = _(
        "Layanan tutup pukul %(at)s; pengunjung yang sudah berada di dalam tetap dilayani, "
        "jadi waktu terus dihitung."
    )
    return tongue.say(words) % {"at": indonesian.clock_time(step.at)}


def _day_zero(step: Step, tongue: Tongue) -> str:
    return tongue.say(_("%(day)s adalah hari ke-0.")) % {"day": tongue.day(step.at)}


def _pause(step: Step, tongue: Tongue) -> str:
    told = {"from": tongue.moment(step.at)}
    if step.until is None:
        return tongue.say(_("Waktu berhenti sejak %(from)s: menunggu balasan pengguna.")) % told
    words = _("Waktu berhenti dari %(from)s sampai %(to)s: menunggu balasan pengguna.")
    return tongue.say(words) % {**told, "to": tongue.moment(step.until)}


def _skipped(step: Step, tongue: Tongue) -> str:
    decree = f" ({step.facts['decree']})" if step.facts.get("decree") else ""
    reason = tongue.say(_DAYS_OFF.get(step.reason, step.reason))
    name = "" if step.reason in _NAMELESS else f" {step.facts.get('name', '')}{decree}"
    told = {"day": tongue.day(step.at), "why": f"{reason}{name}".strip()}
    return tongue.say(_("%(day)s dilewati: %(why)s.")) % told


def _paused_day(step: Step, tongue: Tongue) -> str:
    words = _("%(day)s tidak dihitung: masih menunggu balasan saat layanan tutup.")
    return tongue.say(words) % {"day": tongue.day(step.at)}


def _counted(step: Step, tongue: Tongue) -> str:
    facts: Mapping[str, str] = step.facts
    told = {"day": tongue.day(step.at), "number": facts["number"], "of": facts["of"]}
    return tongue.say(_("%(day)s adalah hari kerja ke-%(number)s dari %(of)s.")) % told


def _extra_day(step: Step, tongue: Tongue) -> str:
    words = _("%(day)s ditambahkan: setelah balasan selalu ada satu hari kerja penuh.")
    return tongue.say(words) % {"day": tongue.day(step.at)}


def _due(step: Step, tongue: Tongue) -> str:
    if "limit" in step.facts:
        told = {"at": indonesian.clock_time(step.at)}
        return tongue.say(_("Harus mulai dilayani paling lambat pukul %(at)s.")) % told
    words = tongue.say(_("Dilayani paling lambat %(moment)s."))
    return words % {"moment": tongue.moment(step.at)}


def _end(step: Step) -> datetime:
    if step.until is None:
        raise ValueError(f"a {step.kind} has an end")
    return step.until


_SENTENCES: Mapping[StepKind, Sentence] = MappingProxyType(
    {
        StepKind.START: _start,
        StepKind.MOVED: _moved,
        StepKind.BREAK: _break,
        StepKind.AFTER_CLOSING: _after_closing,
        StepKind.DAY_ZERO: _day_zero,
        StepKind.PAUSE: _pause,
        StepKind.SKIPPED: _skipped,
        StepKind.PAUSED_DAY: _paused_day,
        StepKind.COUNTED: _counted,
        StepKind.EXTRA_DAY: _extra_day,
        StepKind.DUE: _due,
    }
)
