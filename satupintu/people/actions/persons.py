"""A person is written down when served for the first time, and set right when something changed.

Who calls these does so inside an act and notes in the journal that it happened, never what.
"""

from dataclasses import asdict, dataclass, fields
from datetime import datetime

from satupintu.database.statements import insert
from satupintu.people.models import Person
from satupintu.people.names import fold
from satupintu.people.persons import relations


@dataclass(frozen=True)
class Told:
    """What a visitor said about themselves. Everything but the name may be left unsaid."""

    name: str = ""
    email: str = ""
    phone: str = ""  # E.164
    institution: str = ""
    institution_kind: str = ""
    sex: str = ""
    birth_year: int | None = None
    education: str = ""
    occupation: str = ""
    support_needed: str = ""


def remember(office_id: int, told: Told, *, at: datetime, example: bool = False) -> Person:
    """Write down somebody who is here for the first time."""
    person = Person(
        office_id=office_id, name_key=fold(told.name), created_at=at, example=example,
        **vars(told),
    )  # fmt: skip
    insert(person)
    return person


def set_right(person: Person, told: Told) -> list[str]:
    """Take over what was said now, leave the unsaid as it is known; the fields that changed."""
    said = {name: value for name, value in asdict(told).items() if value not in ("", None)}
    changed = sorted(name for name, value in said.items() if getattr(person, name) != value)
    if not changed:
        return []
    for name in changed:
        setattr(person, name, said[name])
    person.name_key = fold(person.name)
    if "email" in changed:
        person.email_verified_at = None
        person.account = None
    person.save(update_fields=[*changed, "name_key", "email_verified_at", "account"])
    return changed


def absorb(keep: Person, gone: Person) -> None:
    """Two records of one person become one: what the kept one lacks is taken over."""
    told = [field.name for field in fields(Told) if field.name != "name"]
    taken = [name for name in told if not getattr(keep, name) and getattr(gone, name)]
    for name in taken:
        setattr(keep, name, getattr(gone, name))
    if "email" in taken:
        keep.email_verified_at, keep.account = gone.email_verified_at, gone.account
    keep.created_at = min(keep.created_at, gone.created_at)
    keep.save(update_fields=[*taken, "email_verified_at", "account", "created_at"])
    for relation in relations():
        theirs = relation.related_model._default_manager.filter(**{relation.field.name: gone})
        theirs.update(**{relation.field.name: keep})
    gone.delete()
