"""Makes the product's own clips: run by hand when a word changes, the result is committed.

    python -m satupintu.ui.sounds.make_clips

Needs Debian's espeak-ng with the voice `id`; the running product does not. Each clip is one word or
phrase, mono, 16 kHz, 16 bit, silence cut off, brought to one loudness; the chime is calculated.
"""

from __future__ import annotations

import array
import math
import subprocess
import wave
from pathlib import Path

RATE = 16_000
PACE = 175  # words a minute: heard across a room, one full call stays under seven seconds
SPELLING_PACE = 120  # letters alone are short: said slower
QUIET = 0.012  # of full scale; below it counts as silence
LOUDNESS = 0.14  # root mean square each clip is brought to
FOLDER = Path(__file__).parents[1] / "static" / "ui" / "voice"

# A letter alone is read by its Indonesian name (a, be, ce, de, e, ef ...): heard and compared with
# `espeak-ng -v id -q -x`. Inside a word or a number it would not be, hence one clip per letter.
LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = {
    "0": "nol", "1": "satu", "2": "dua", "3": "tiga", "4": "empat", "5": "lima", "6": "enam",
    "7": "tujuh", "8": "delapan", "9": "sembilan", "10": "sepuluh", "11": "sebelas",
    "belas": "belas", "puluh": "puluh",
    "nomor-antrean": "nomor antrean", "silakan-menuju": "silakan menuju",
    "panggilan-terakhir": "panggilan terakhir", "meja": "meja", "meja-depan": "meja depan",
    "ruang": "ruang", "perpustakaan": "perpustakaan",
}  # fmt: skip


def spoken(text: str, pace: int = PACE) -> array.array[int]:
    """Returns what espeak-ng says as samples at RATE."""
    made = subprocess.run(
        ["espeak-ng", "-v", "id", "-s", str(pace), "-p", "42", "-a", "160", "--stdout", text],
        capture_output=True, check=True,
    ).stdout  # fmt: skip
    start = made.index(b"data") + 8
    samples = array.array("h", made[start : start + (len(made) - start) // 2 * 2])
    rate = int.from_bytes(made[24:28], "little")
    return resampled(samples, rate)


def resampled(samples: array.array[int], rate: int) -> array.array[int]:
    """Returns the samples at RATE by a windowed sinc, so that no hiss folds down into speech."""
    if rate == RATE:
        return samples
    step, half = rate / RATE, 24
    cut = min(1.0, RATE / rate) * 0.95
    out = array.array("h")
    for n in range(int(len(samples) / step)):
        place = n * step
        first = max(0, int(place) - half + 1)
        total = 0.0
        for k in range(first, min(len(samples), int(place) + half + 1)):
            away = place - k
            angle = math.pi * away * cut
            sinc = 1.0 if abs(angle) < 1e-9 else math.sin(angle) / angle
            window = 0.5 + 0.5 * math.cos(math.pi * away / (half + 1))
            total += samples[k] * sinc * window * cut
        out.append(max(-32768, min(32767, int(total))))
    return out


def trimmed(samples: array.array[int]) -> array.array[int]:
    """Returns the samples without silence before and after, with 10 ms of air and soft ends."""
    loud = [n for n, value in enumerate(samples) if abs(value) > QUIET * 32767]
    air = RATE // 100
    cut = samples[max(0, loud[0] - air) : loud[-1] + 3 * air]
    for n in range(min(air, len(cut))):
        cut[n] = cut[n] * n // air
        cut[-1 - n] = cut[-1 - n] * n // air
    return cut


def levelled(samples: array.array[int]) -> array.array[int]:
    """Returns the samples at the common loudness, never clipped."""
    strength = math.sqrt(sum(v * v for v in samples) / len(samples)) / 32767
    peak = max(abs(v) for v in samples) / 32767
    gain = min(LOUDNESS / strength, 0.89 / peak)
    return array.array("h", (int(v * gain) for v in samples))


def chime() -> array.array[int]:
    """Returns two falling notes (E5, C5), 0.85 s, each a struck bar that dies away."""
    out = array.array("h")
    for n in range(int(0.85 * RATE)):
        t, value = n / RATE, 0.0
        for start, pitch in ((0.0, 659.26), (0.30, 523.25)):
            age = t - start
            if age >= 0:
                rise = min(1.0, age / 0.008)
                body = math.sin(2 * math.pi * pitch * age) + 0.25 * math.sin(
                    4 * math.pi * pitch * age
                )
                value += 0.32 * rise * math.exp(-5.0 * age) * body
        fade = min(1.0, (0.85 - t) / 0.06)
        out.append(int(32767 * value * fade))
    return out


def write(name: str, samples: array.array[int]) -> None:
    """Writes one clip as a plain WAV that every browser plays."""
    with wave.open(str(FOLDER / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())


def main() -> None:
    """Writes every clip anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for letter in LETTERS:
        write(letter, levelled(trimmed(spoken(letter, SPELLING_PACE))))
    for name, text in WORDS.items():
        write(name, levelled(trimmed(spoken(text))))
    write("jeda", array.array("h", [0] * int(0.12 * RATE)))
    write("chime", chime())


if __name__ == "__main__":
    main()
