"""The voice of one office: which clips a display needs and where it gets each of them."""

import mimetypes
import shutil
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from satupintu.offices.published import Published
from satupintu.people.access import OfficeRequest, devices
from satupintu.people.models import Device
from satupintu.rules.sound_hours import SoundWindow, sound_windows
from satupintu.ui import voice
from satupintu.walkin.actions.tickets import PRIORITY_LETTER

CHIME = "chime"
FRONT = "Meja depan"  # as the clip bank names it, whatever the language of the screen
AN_HOUR = 3600


@devices(Device.Kind.DISPLAY)
@require_safe
def display_clip(request: OfficeRequest, office_code: str, name: str) -> HttpResponse:
    """One clip that does not ship with the product: the office's recording, else espeak-ng."""
    if name not in needed(request.published):
        raise Http404
    file = voice.clip(name, office_code)
    sound = file.read_bytes() if file else voice.espeak([name])
    if sound is None:
        raise Http404
    kind = mimetypes.guess_type(file.name)[0] if file else None
    answer = HttpResponse(sound, content_type=kind or "audio/wav")
    answer["Cache-Control"] = f"private, max-age={AN_HOUR}"
    return answer


def how_to_speak(place: Published) -> dict[str, Any]:
    """Everything the display needs to say any call of today without asking again (DSP-5, DSP-6)."""
    clips = {name: address(place, name) for name in needed(place)}
    places = {"front": voice.place_names(FRONT)}
    places |= {str(desk.number): voice.place_names(desk.name) for desk in place.desks}
    return {
        "clips": {name: url for name, url in clips.items() if url},
        # A place that nobody can say is left out: the call then ends after the number.
        "places": {key: names for key, names in places.items() if all(clips[n] for n in names)},
        "chime": CHIME,
        "first": [voice.OPENING],
        "final": [voice.LAST_CALL],
        "then": [voice.PAUSE, voice.GO_TO],
        "gap": voice.GAP_MS,
        "twice": bool(place.choices["second_voice"]),
        "mute": _windows(sound_windows(place.choices["mute_windows"])),
        "volume": _windows(sound_windows(place.choices["volume_windows"])),
    }


def needed(place: Published) -> list[str]:
    """The names of all clips that a call of today can be made of."""
    letters = {service.letter for service in place.services} | {PRIORITY_LETTER, "A"}
    spelled = [sign for letter in sorted(letters) for sign in voice.spelled(letter)]
    said = [voice.OPENING, voice.LAST_CALL, voice.PAUSE, voice.GO_TO, *voice.place_names(FRONT)]
    desks = [name for desk in place.desks for name in voice.place_names(desk.name)]
    return list(dict.fromkeys([CHIME, *said, *spelled, *map(str, range(10)), *desks]))


def address(place: Published, name: str) -> str:
    """Where the display gets this clip; nothing when nobody can say it."""
    file = voice.clip(name, place.office.code)
    if file and file.parent == voice.OWN:
        return voice.own_address(name)
    if file or shutil.which("espeak-ng"):
        return reverse("display-clip", args=[place.office.code, name])
    return ""


def _windows(windows: list[SoundWindow]) -> list[list[Any]]:
    """As the display compares them: "11.45", "12.15", percent."""
    return [[f"{w.starts:%H.%M}", f"{w.ends:%H.%M}", w.percent] for w in windows]
