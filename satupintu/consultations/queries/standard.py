"""What the office's published standard says about online consultation."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from satupintu.consultations.models import Consultation, Door
from satupintu.offices.models import StandardVersion
from satupintu.offices.published import Published

SERVICE = "consultation"
CLEAR = _("Jelas: apa yang diminta, wilayah, dan tahunnya")
DAYS = 3  # at most three working days after the request is clear and complete (the leaflet)


def promised_days(place: Published) -> int:
    """The working days within which an online question is answered."""
    return int(_content(place).get("jangka_waktu", {}).get("online_days") or DAYS)


def requirements(place: Published) -> list[tuple[str, str | Promise]]:
    """Code and words of what an online request must have, as switched on by the office."""
    listed = _content(place).get("persyaratan", {}).get("online", [])
    return [(each["code"], each["text"]) for each in listed if each.get("on")]


def checklist_of(place: Published, case: Consultation) -> list[tuple[str, str | Promise]]:
    """What must be seen to be there before this request counts as clear and complete.

    An account is asked of those who ask through the application, not of a caller or a letter.
    """
    asked = requirements(place) if case.door == Door.WEB else []
    return [("clear", CLEAR), *asked]


_kept: tuple[Published | None, dict[str, Any]] = (None, {})


def _content(place: Published) -> dict[str, Any]:
    """Read once for each reading of the office, which is anew every two seconds."""
    global _kept
    if _kept[0] is not place:
        _kept = (place, _read(place))
    return _kept[1]


def _read(place: Published) -> dict[str, Any]:
    versions = StandardVersion.objects.filter(
        service__office=place.office, service__code=SERVICE, valid_from__lte=place.day
    )
    found = versions.order_by("-valid_from", "-id").values_list("content", flat=True).first()
    return found or {}
