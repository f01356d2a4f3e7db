"""The voice of the display: a call as a list of clips, never as a string for a machine to guess.

A machine reads "A-017" as "A nol tujuh belas"; so a number is spelled letter by letter and digit by
digit. Clips are looked for in the office's own recordings first, then among those shipped with the
product; words for which neither has a clip can be said by the system's espeak-ng, never by a cloud.
"""

import io
import re
import shutil
import subprocess
import wave
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from django.conf import settings
from django.templatetags.static import static

OWN: Final = Path(__file__).parent / "static" / "ui" / "voice"
FORMATS: Final = (".wav", ".mp3", ".ogg", ".m4a")
GAP_MS: Final = 120  # between two clips
PAUSE: Final = "jeda"  # a breath between the two halves of a call
OPENING: Final = "nomor-antrean"
LAST_CALL: Final = "panggilan-terakhir"
GO_TO: Final = "silakan-menuju"
WAV_HEAD: Final = 44  # bytes; espeak-ng does not know the length yet when it writes them
ESPEAK_RATE: Final = 22050
PHRASES: Final = ("meja-depan",)
DIGITS: Final = [
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
]
ONE_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def spelled(code: str) -> list[str]:
    """Returns one clip for each letter and digit of a ticket code: "A-017" is a, 0, 1, 7."""
    return [sign for sign in code.lower() if re.fullmatch("[a-z0-9]", sign)]


def counted(number: int) -> list[str]:
    """Returns a desk number as it is said, 12 as "dua belas"; from 100 on, digit by digit."""
    if number <= 11:
        return [str(number)]
    if number < 20:
        return [str(number - 10), "belas"]
    if number < 100:
        tens, ones = divmod(number, 10)
        return [str(tens), "puluh", *([str(ones)] if ones else [])]
    return list(str(number))


def place_names(place: str) -> list[str]:
    """Returns the clips of a place: "Meja 2", "Meja depan", "Perpustakaan", "Ruang B"."""
    slug = "-".join(re.findall(r"[a-z0-9]+", place.lower()))
    if slug in PHRASES:
        return [slug]
    parts = [part for part in slug.split("-") if part]
    return [name for part in parts for name in (counted(int(part)) if part.isdecimal() else [part])]


def sentence(code: str, place: str, final: bool = False) -> list[str]:
    """Returns the call of a ticket to a place; the third call says "panggilan terakhir" instead."""
    opening = [LAST_CALL] if final else [OPENING]
    return [*opening, *spelled(code), PAUSE, GO_TO, *place_names(place)]


def bank(office: str) -> Path:
    """Returns the folder of the office's own recordings; only a plain code is accepted."""
    if not ONE_NAME.fullmatch(office.lower()):
        raise ValueError("an office code names one folder")
    return Path(settings.DATA_DIR) / "voice" / office.lower()


def clip(name: str, office: str = "") -> Path | None:
    """Returns the file that says this name: the office's recording, else our own, else nothing."""
    if not ONE_NAME.fullmatch(name):
        return None
    folders = ([bank(office)] if office else []) + [OWN]
    return next(
        (
            file
            for folder in folders
            for kind in FORMATS
            if (file := folder / f"{name}{kind}").is_file()
        ),
        None,
    )


def missing(names: Iterable[str], office: str = "") -> list[str]:
    """Returns the names nobody has recorded, in order, each once."""
    return list(dict.fromkeys(name for name in names if clip(name, office) is None))


def playable(names: Sequence[str], office: str = "") -> list[str]:
    """Returns what can be played: without a clip for the place the call ends after the number."""
    lost = set(missing(names, office))
    if lost & set(names[list(names).index(GO_TO) :] if GO_TO in names else []):
        names = names[: list(names).index(GO_TO)]
    heard = [name for name in names if name not in lost]
    return heard[:-1] if heard and heard[-1] == PAUSE else heard


def own_address(name: str) -> str:
    """Returns the web address of one of our own clips."""
    return static(f"ui/voice/{name}.wav")


def words(names: Iterable[str]) -> str:
    """Returns the call as text for a voice: "Nomor antrean, A, nol, satu, tujuh. ..."."""
    halves: list[list[str]] = [[]]
    for name in names:
        if name == PAUSE:
            halves.append([])
        elif name.isdecimal() and int(name) < len(DIGITS):
            halves[-1].append(DIGITS[int(name)])
        else:
            halves[-1].append(name.upper() if len(name) == 1 else name.replace("-", " "))
    said = [", ".join(half) for half in halves if half]
    return " ".join(f"{half[:1].upper()}{half[1:]}." for half in said)


def espeak(names: Sequence[str], pace: int = 140) -> bytes | None:
    """Returns the call as WAV by the system's espeak-ng, or nothing where it is not installed."""
    program = shutil.which("espeak-ng")
    if not program:
        return None
    made = subprocess.run(
        [program, "-v", "id", "-s", str(pace), "--stdout", "--", words(names)],
        capture_output=True, check=False, timeout=10,
    )  # fmt: skip
    return made.stdout if made.returncode == 0 else None


def read_aloud(text: str, pace: int = 150) -> bytes | None:
    """Returns a whole text as WAV by the system's espeak-ng, or nothing where it is not installed.

    Every second sample is enough for speech, and half as much to send.
    """
    program = shutil.which("espeak-ng")
    if not program:
        return None
    made = subprocess.run(
        [program, "-v", "id", "-s", str(pace), "--stdin", "--stdout"],
        input=text.encode(), capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    if made.returncode != 0 or len(made.stdout) <= WAV_HEAD:
        return None
    samples = array("h", made.stdout[WAV_HEAD : len(made.stdout) // 2 * 2])
    halves = array("h", map(lambda a, b: (a + b) // 2, samples[::2], samples[1::2]))
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setparams((1, 2, ESPEAK_RATE // 2, 0, "NONE", ""))
        file.writeframes(halves.tobytes())
    return sound.getvalue()
