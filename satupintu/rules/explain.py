"""The steps of a service clock as plain Indonesian sentences, for the user and the officer."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from satupintu.rules.indonesian import clock_time, long_date, long_moment
from satupintu.rules.service_clock import Step, StepKind

_WALKIN_STARTS = MappingProxyType(
    {
        "finished": "pengunjung sebelumnya selesai",
        "arrived": "pengunjung mengambil nomor",
        "opened": "layanan dibuka",
        "restarted": "pengunjung meminta waktu lebih, kembali setelah terlewat, atau dirujuk",
        "referred": "pengunjung dirujuk dari layanan lain",
        "called": "meja memanggil sebelum pengunjung sebelumnya selesai",
    }
)


def sentences(steps: Iterable[Step]) -> list[str]:
    """One sentence for each step, in the order of the steps."""
    return [sentence(step) for step in steps]


def sentence(step: Step) -> str:
    """The step in words: "Rabu, 18 Maret 2026 dilewati: cuti bersama Hari Suci Nyepi."."""
    return _SENTENCES[StepKind(step.kind)](step)


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


def _start(step: Step) -> str:
    if why := _WALKIN_STARTS.get(step.reason):
        limit = step.facts["limit"]
        return f"Waktu {limit} menit dihitung sejak pukul {clock_time(step.at)}: {why}."
    return f"Permintaan jelas dan lengkap pada {long_moment(step.at)}."


def _moved(step: Step) -> str:
    after = "di luar jam layanan" if step.reason == "after_closing" else "pada hari libur"
    return f"Permintaan lengkap {after}, jadi dihitung mulai {long_moment(step.at)}."


def _break(step: Step) -> str:
    end = _end(step)
    return f"Istirahat pukul {clock_time(step.at)}-{clock_time(end)} tidak dihitung."


def _after_closing(step: Step) -> str:
    return (
        f"Layanan tutup pukul {clock_time(step.at)}; "
        "pengunjung yang sudah berada di dalam tetap dilayani, jadi waktu terus dihitung."
    )


def _pause(step: Step) -> str:
    if step.until is None:
        return f"Waktu berhenti sejak {long_moment(step.at)}: menunggu balasan pengguna."
    return (
        f"Waktu berhenti dari {long_moment(step.at)} sampai {long_moment(step.until)}: "
        "menunggu balasan pengguna."
    )


def _skipped(step: Step) -> str:
    decree = f" ({step.facts['decree']})" if step.facts.get("decree") else ""
    name = step.facts.get("name", "")
    weekday = step.reason in ("akhir pekan", "tanpa jam layanan")
    why = step.reason if weekday else f"{step.reason} {name}{decree}".strip()
    return f"{long_date(step.at)} dilewati: {why}."


def _counted(step: Step) -> str:
    facts: Mapping[str, str] = step.facts
    return f"{long_date(step.at)} adalah hari kerja ke-{facts['number']} dari {facts['of']}."


def _due(step: Step) -> str:
    if "limit" in step.facts:
        return f"Harus mulai dilayani paling lambat pukul {clock_time(step.at)}."
    return f"Dilayani paling lambat {long_moment(step.at)}."


def _end(step: Step) -> datetime:
    if step.until is None:
        raise ValueError(f"a {step.kind} has an end")
    return step.until


_SENTENCES: Mapping[StepKind, Callable[[Step], str]] = MappingProxyType(
    {
        StepKind.START: _start,
        StepKind.MOVED: _moved,
        StepKind.BREAK: _break,
        StepKind.AFTER_CLOSING: _after_closing,
        StepKind.DAY_ZERO: lambda step: f"{long_date(step.at)} adalah hari ke-0.",
        StepKind.PAUSE: _pause,
        StepKind.SKIPPED: _skipped,
        StepKind.PAUSED_DAY: lambda step: (
            f"{long_date(step.at)} tidak dihitung: masih menunggu balasan saat layanan tutup."
        ),
        StepKind.COUNTED: _counted,
        StepKind.EXTRA_DAY: lambda step: (
            f"{long_date(step.at)} ditambahkan: setelah balasan selalu ada satu hari kerja penuh."
        ),
        StepKind.DUE: _due,
    }
)
