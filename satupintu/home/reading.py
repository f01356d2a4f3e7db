"""The standard read aloud (PUB-2): the office's own recording, else made once on this machine.

No text leaves the machine. The office lays a recording down as `standar-<service>` among its voice
clips; without one espeak-ng reads, and without that a browser may, if it has a voice of its own.
"""

import shutil
import threading
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from satupintu.home.queries import PublishedStandard
from satupintu.offices.published import Published
from satupintu.ui import voice

KEPT = 40  # readings on disk; one is made anew whenever its text changes
_one_at_a_time = threading.Lock()


def recording(place: Published, service_code: str) -> Path | None:
    """The office's own recording of a service's standard."""
    return voice.clip(f"standar-{service_code.replace('_', '-')}", place.office.code)


def can_be_heard(place: Published, service_code: str) -> bool:
    """Whether this machine has a reading or can make one."""
    return recording(place, service_code) is not None or shutil.which("espeak-ng") is not None


def reading(place: Published, standard: PublishedStandard) -> Path | None:
    """The file that reads the standard; None when nobody can."""
    if own := recording(place, standard.service.code):
        return own
    text = text_of(standard)
    file = _folder() / f"{sha256(text.encode()).hexdigest()[:32]}.wav"
    with _one_at_a_time:
        if not file.is_file():
            sound = voice.read_aloud(text)
            if sound is None:
                return None
            _keep(file, sound)
    return file


def text_of(standard: PublishedStandard) -> str:
    """What is read: the parts of the leaflet in its order, each as sentences. Always Indonesian,
    as the standard is."""
    content, service = standard.content, standard.service
    time = content.get("jangka_waktu", {})
    parts = [
        [f"Standar pelayanan: {service.formal_name}"],
        ["Persyaratan, bila datang langsung", *_asked(content, "visit")],
        ["Persyaratan, bila online", *_asked(content, "online")],
        ["Prosedur, bila datang langsung", *_steps(content, "visit")],
        ["Prosedur, bila online", *_steps(content, "online")],
        ["Jangka waktu", f"Datang langsung, dilayani paling lama {service.limit_minutes} menit "
         "setelah pengguna sebelumnya dalam antrean selesai"],
        ["Online", f"Dijawab paling lama {time.get('online_days')} hari kerja setelah permintaan "
         "jelas dan persyaratan lengkap"] if time.get("online_days") else [],
        ["Biaya", service.fee_text],
        ["Produk", *content.get("produk", [])],
        ["Pengaduan, saran, dan masukan", str(content.get("pengaduan", ""))],
    ]  # fmt: skip
    sentences = [
        sentence for part in parts if len(part) != 1 or part is parts[0] for sentence in part
    ]
    return "\n".join(f"{one.strip().rstrip('.')}." for one in sentences if one.strip())


def _asked(content: dict[str, dict[str, list[dict[str, str]]]], way: str) -> list[str]:
    return [each["text"] for each in content.get("persyaratan", {}).get(way, []) if each.get("on")]


def _steps(content: dict[str, dict[str, list[str]]], way: str) -> list[str]:
    steps = content.get("prosedur", {}).get(way, [])
    return [f"{nth}. {step}" for nth, step in enumerate(steps, start=1)]


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "spoken"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _keep(file: Path, sound: bytes) -> None:
    unfinished = file.with_suffix(".part")
    unfinished.write_bytes(sound)
    unfinished.replace(file)
    oldest_first = sorted(file.parent.glob("*.wav"), key=lambda one: one.stat().st_mtime)
    for old in oldest_first[:-KEPT]:
        with suppress(FileNotFoundError):
            old.unlink()
