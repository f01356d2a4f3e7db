"""A picture is drawn anew: place, time, camera and owner of a photograph stay with its owner."""

import re
import threading
from pathlib import Path

from PIL import Image, ImageOps

from satupintu.files import disk
from satupintu.files.refusals import Refused

MOST_PIXELS = {"jpg": 64_000_000, "png": 25_000_000}
HALVED = 16_000_000  # a photograph above this is decoded at half its width: twelve are plenty
# A photograph comes in up to a dozen passes; each one, however short, goes over all pixels.
MOST_SCANS, MOST_SEGMENTS = 50, 5000
FORMATS = {"jpg": "JPEG", "png": "PNG"}
WAYS = {"jpg": {"quality": 90}, "png": {"compress_level": 3}}
_SEGMENT = re.compile(rb"\xff([^\x00\x01\xd0-\xd7\xff])")  # a marker that brings more than itself
_SCAN, _END = 0xDA, 0xD9
_one_at_a_time = threading.Lock()  # 25 megapixels take 75 MB, and memory is small
_places = threading.BoundedSemaphore(2)  # one draws, one waits: the other threads are for pages


def without_metadata(path: Path, kind: str) -> Path:
    """The same picture in a new file, upright, its pixels and nothing else; the old file is gone.

    Raises Refused (picture: too many pixels or passes, or moving; broken; crowd), disk.NoRoom.
    """
    target = disk.staging(disk.new_key())
    if not _places.acquire(blocking=False):
        raise Refused("crowd")
    try:
        with _one_at_a_time:
            _draw(path, target, kind)
    except (Refused, disk.NoRoom):
        target.unlink(missing_ok=True)
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("picture") from None
    except OSError as problem:
        target.unlink(missing_ok=True)
        if isinstance(disk.room(problem), disk.NoRoom):
            raise disk.NoRoom from None
        raise Refused("broken") from None
    except Exception:  # a decoder may fail in any way; the file is what is wrong
        target.unlink(missing_ok=True)
        raise Refused("broken") from None
    finally:
        _places.release()
    path.unlink(missing_ok=True)
    return target


def _draw(path: Path, target: Path, kind: str) -> None:
    with Image.open(path, formats=(FORMATS[kind],)) as picture:
        pixels = picture.width * picture.height
        if pixels > MOST_PIXELS[kind] or (kind == "jpg" and _endless(path.read_bytes())):
            raise Refused("picture")
        if kind == "jpg" and pixels > HALVED:
            picture.draft("RGB", (picture.width // 2, picture.height // 2))
        # Telephones put a second, brighter picture behind a photograph; a moving PNG is meant.
        if kind == "png" and getattr(picture, "n_frames", 1) > 1:
            raise Refused("picture")
        ImageOps.exif_transpose(picture, in_place=True)
        plain = _plain(picture, kind)
        plain.info.clear()  # profile, comment, text: what saving would take along
        with disk.created(target) as file:
            plain.save(file, FORMATS[kind], **WAYS[kind])


def _endless(data: bytes) -> bool:
    """Whether a JPEG has more passes than anybody's photograph: it would be drawn for hours."""
    at = scans = 0
    for _ in range(MOST_SEGMENTS):
        marker = _SEGMENT.search(data, at + 2)  # the first two bytes begin the picture
        if marker is None or marker[1][0] == _END:
            return False
        scans += marker[1][0] == _SCAN
        if scans > MOST_SCANS:
            return True
        at = marker.start() + int.from_bytes(data[marker.end() : marker.end() + 2])
    return True


def _plain(picture: Image.Image, kind: str) -> Image.Image:
    """A mode that keeps what is seen: colours, grey, and in PNG what is transparent."""
    if kind == "jpg":
        return picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")
    see_through = "A" in picture.mode or "transparency" in picture.info
    if see_through:
        return picture.convert("RGBA")
    kept = picture.mode in {"1", "L", "RGB", "I", "I;16"}
    return picture if kept else picture.convert("RGB")
