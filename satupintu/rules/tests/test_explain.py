"""Explanations in another tongue: every sentence is looked up, none is put together from pieces."""

import ast
import re
from datetime import date, datetime
from pathlib import Path

import pytest

from satupintu.rules import clock, explain
from satupintu.rules.clock_steps import Step, StepKind
from satupintu.rules.explain import INDONESIAN, Tongue, sentence

AT = datetime(2026, 7, 24, 10, 5, tzinfo=clock.ZONES["WIB"])
LATER = datetime(2026, 7, 24, 11, 30, tzinfo=clock.ZONES["WIB"])
FACTS = {"limit": "10", "number": "1", "of": "3", "name": "Nyepi", "decree": "SKB 1"}
STEPS = [
    Step(StepKind.START, AT, reason="finished", facts=FACTS),
    Step(StepKind.START, AT),
    Step(StepKind.MOVED, AT, reason="after_closing"),
    Step(StepKind.MOVED, AT, reason="day_off"),
    Step(StepKind.BREAK, AT, LATER),
    Step(StepKind.AFTER_CLOSING, AT),
    Step(StepKind.DAY_ZERO, AT),
    Step(StepKind.PAUSE, AT),
    Step(StepKind.PAUSE, AT, LATER),
    Step(StepKind.SKIPPED, AT, reason="cuti bersama", facts=FACTS),
    Step(StepKind.SKIPPED, AT, reason="akhir pekan", facts=FACTS),
    Step(StepKind.PAUSED_DAY, AT),
    Step(StepKind.COUNTED, AT, facts=FACTS),
    Step(StepKind.EXTRA_DAY, AT),
    Step(StepKind.DUE, AT),
    Step(StepKind.DUE, AT, facts=FACTS),
]


def marked() -> set[str]:
    """The sentences that the translators' tools find in the source."""
    tree = ast.parse(Path(explain.__file__).read_text(encoding="utf-8"))
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call)]
    return {
        one.args[0].value
        for one in calls
        if isinstance(one.func, ast.Name)
        and one.func.id == "_"
        and isinstance(one.args[0], ast.Constant)
        and isinstance(one.args[0].value, str)
    }


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.kind} {step.reason}")
def test_another_tongue_says_everything_but_times_names_and_decrees(step: Step) -> None:
    asked: list[str] = []

    def say(words: str) -> str:
        asked.append(words)
        return "<" + "|".join(re.findall(r"%\(\w+\)s", words)) + ">"

    def day(_day: date) -> str:
        return "DAY"

    told = sentence(step, Tongue(say, day))

    assert set(asked) <= marked()
    assert not re.findall(r"[a-z]{3,}", told.replace("Nyepi", ""))
    assert sentence(step) == sentence(step, INDONESIAN)


def test_every_marked_sentence_is_said_by_some_step_or_reason() -> None:
    asked: set[str] = set()

    def say(words: str) -> str:
        asked.add(words)
        return words

    reasons = [*explain._WALKIN_STARTS]
    starts = [Step(StepKind.START, AT, reason=each, facts=FACTS) for each in reasons]
    skipped = [Step(StepKind.SKIPPED, AT, reason=each) for each in explain._DAYS_OFF]
    for step in [*STEPS, *starts, *skipped]:
        sentence(step, Tongue(say))
    assert asked == marked()
