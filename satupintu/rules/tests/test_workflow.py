from enum import StrEnum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from satupintu.rules.workflow import NotAllowed, Workflow


class Door(StrEnum):
    SHUT = "shut"
    OPEN = "open"
    GONE = "gone"


class Act(StrEnum):
    PUSH = "push"
    PULL = "pull"
    BREAK = "break"


DOOR = Workflow(
    name="door",
    start=Door.SHUT,
    table={
        Door.SHUT: {Act.PUSH: Door.OPEN, Act.BREAK: Door.GONE},
        Door.OPEN: {Act.PULL: Door.SHUT, Act.BREAK: Door.GONE},
    },
)


def test_a_step_of_the_table_leads_to_its_target():
    assert DOOR.step(Door.SHUT, Act.PUSH) is Door.OPEN


def test_what_is_not_in_the_table_cannot_happen():
    with pytest.raises(NotAllowed) as refused:
        DOOR.step(Door.OPEN, Act.PUSH)
    assert (refused.value.state, refused.value.event) == (Door.OPEN, Act.PUSH)
    with pytest.raises(NotAllowed):
        DOOR.step(Door.GONE, Act.PULL)


@given(st.sampled_from(Door), st.sampled_from(Act))
@settings(max_examples=50)
def test_buttons_checks_and_compare_and_set_tell_the_same(state: Door, event: Act):
    can = DOOR.can(state, event)
    assert (event in DOOR.possible(state)) is can
    assert (state in DOOR.sources(event)) is can
    if can:
        assert DOOR.step(state, event) in DOOR.states()


def test_ends_and_unreachable_states_are_known():
    assert DOOR.ends() == {Door.GONE}
    assert DOOR.unreachable() == frozenset()
    island = Workflow("island", Door.SHUT, {Door.OPEN: {Act.PULL: Door.SHUT}})
    assert island.unreachable() == {Door.OPEN}


def test_the_diagram_shows_every_step_once():
    lines = DOOR.diagram().splitlines()
    assert lines[:2] == ["stateDiagram-v2", "    [*] --> shut"]
    assert "    open --> shut: pull" in lines
    assert "    gone --> [*]" in lines
    assert sum(": " in line for line in lines) == 4


def test_a_table_cannot_be_changed_after_it_was_made():
    with pytest.raises(TypeError):
        DOOR.table[Door.SHUT][Act.PULL] = Door.GONE  # type: ignore[index]
