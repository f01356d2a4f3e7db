"""The tree of offices comes in from a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from satupintu.offices.models import Level, Office, Zone
from satupintu.offices.published import forget

HEADQUARTERS = "0000"


@dataclass(frozen=True)
class Unit:
    """One line of the list: codes as BPS uses them, zone WIB, WITA or WIT."""

    code: str
    level: str
    name: str
    zone: str
    province: str = ""


@transaction.atomic
def import_units(units: Sequence[Unit]) -> tuple[int, int, list[str]]:
    """Add offices that are new and correct those that changed; (added, changed, refused lines).

    An office that already serves keeps what it decided about itself; only its place in the tree
    follows the list.
    """
    known = {office.code: office for office in Office.objects.all()}
    added, changed, refused = 0, 0, []
    for unit in sorted(
        units, key=lambda each: (each.code != HEADQUARTERS, each.code[2:] != "00", each.code)
    ):
        if unit.level not in Level.values or unit.zone not in Zone.values:
            refused.append(
                f"{unit.code} {unit.name}: level '{unit.level}' or zone '{unit.zone}' is not known"
            )
            continue
        parent = known.get(unit.province if unit.province not in ("", unit.code) else HEADQUARTERS)
        told = {
            "name": unit.name,
            "level": unit.level,
            "zone": unit.zone,
            "parent": parent if unit.code != HEADQUARTERS else None,
        }
        office = known.get(unit.code)
        if office is None:
            known[unit.code] = Office.objects.create(code=unit.code, **told)
            added += 1
        elif any(getattr(office, name) != value for name, value in told.items()):
            _follow(office, told)
            changed += 1
    forget()
    return added, changed, refused


def _follow(office: Office, told: Mapping[str, object]) -> None:
    names = ["parent"] if office.serving else list(told)
    for name in names:
        setattr(office, name, told[name])
    office.save(update_fields=names)
