"""A published standard component by component, and what differs between two versions."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from satupintu.administration.forms.services import NAMES

Component = tuple[str | Promise, list[str]]


def components(content: dict[str, Any]) -> list[Component]:
    """The fourteen components in their order, each as lines of text."""
    return [(name, lines_of(key, content.get(key))) for key, name in NAMES.items()]


def differences(
    before: dict[str, Any], after: dict[str, Any]
) -> list[tuple[str | Promise, list[str], list[str]]]:
    """Components that differ: name, the lines that went, the lines that came."""
    found = []
    pairs = zip(components(before), components(after), strict=True)
    for (name, old), (_name, new) in pairs:
        gone = [line for line in old if line not in new]
        come = [line for line in new if line not in old]
        if gone or come:
            found.append((name, gone, come))
    return found


def lines_of(key: str, value: Any) -> list[str]:
    """One component as lines; lists of a visit and of an online request say which they are."""
    if key == "jangka_waktu":
        return _time(value or {})
    if isinstance(value, dict):
        ways = {"visit": _("Datang langsung"), "online": _("Online")}
        return [f"{ways[way]}: {_one(one)}" for way in ways for one in value.get(way, [])]
    if isinstance(value, list):
        return [str(one) for one in value]
    return [line for line in str(value or "").splitlines() if line.strip()]


def _time(value: dict[str, Any]) -> list[str]:
    lines = []
    if minutes := value.get("visit_minutes"):
        lines.append(_("Datang langsung: %(n)d menit") % {"n": minutes})
    if days := value.get("online_days"):
        lines.append(_("Online: %(n)d hari kerja") % {"n": days})
    return lines


def _one(one: Any) -> str:
    if not isinstance(one, dict):
        return str(one)
    return one["text"] if one.get("on", True) else _("%(text)s (tidak berlaku)") % one
