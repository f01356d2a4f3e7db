"""What an office decides for itself, from a day on (offices.choices names it all)."""

from datetime import date
from typing import Any

from satupintu.offices import acts
from satupintu.offices.actions.dates import PastDay, must_not_be_past, shown_anew, today
from satupintu.offices.choices import BY_NAME, Decision
from satupintu.offices.models import Choice, Office
from satupintu.offices.published import choices_on


class Unacceptable(Exception):
    """The decision does not take this value."""


def decide(office: Office, name: str, value: Any, *, valid_from: date, by: int) -> Choice:
    """The office decides; a second decision for the same day replaces the first.

    Raises Unacceptable or PastDay.
    """
    must_not_be_past(office, valid_from)
    checked = acceptable(BY_NAME[name], value)
    with acts.act(office.pk, acts.officer(by)) as doing:
        was = choices_on(office, valid_from)[name]
        choice, _ = Choice.objects.update_or_create(
            office=office, name=name, valid_from=valid_from, defaults={"value": checked}
        )
        # Texts may hold anything; the journal keeps that it changed and from when (law 11).
        doing.note(
            "office.decided", f"choice:{choice.pk}", name=name, valid_from=valid_from.isoformat(),
            **({} if isinstance(checked, str | list) else {"was": was, "value": checked}),
        )  # fmt: skip
        shown_anew()
    return choice


def withdraw(choice: Choice, *, by: int) -> None:
    """A decision that is not in force yet is taken back. Raises PastDay for one that is."""
    if choice.valid_from <= today(choice.office):
        raise PastDay(choice.valid_from)
    with acts.act(choice.office_id, acts.officer(by)) as doing:
        doing.note("office.decision_withdrawn", f"choice:{choice.pk}", name=choice.name)
        choice.delete()
        shown_anew()


def acceptable(decision: Decision, value: Any) -> Any:
    """The value as it is kept. Raises Unacceptable."""
    if decision.kind == "yes":
        return bool(value)
    if decision.kind == "number":
        if not isinstance(value, int) or not decision.least <= value <= decision.most:
            raise Unacceptable(decision.name)
        return value
    if decision.kind == "one_of":
        if value not in {code for code, _ in decision.options}:
            raise Unacceptable(decision.name)
        return value
    if decision.kind == "text":
        text = " ".join(str(value).split())
        if len(text) > decision.most:
            raise Unacceptable(decision.name)
        return text
    if not isinstance(value, list):
        raise Unacceptable(decision.name)
    return value
