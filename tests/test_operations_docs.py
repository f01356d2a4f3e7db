"""The pages on running an office: every command is one that exists, every file is there."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from satupintu.operations import questions
from satupintu.operations.command import VERBS
from satupintu.operations.guest_book_columns import FIELDS
from tests.source import ROOT

PAGES = sorted((ROOT / "docs" / "running").glob("*.md"))
UNDERSTOOD = """
import argparse, importlib, json, sys
from satupintu.operations.command import VERBS, _prepare
_prepare()
for words in json.load(sys.stdin):
    parser = argparse.ArgumentParser(prog="satupintu " + words[0])
    module = importlib.import_module("satupintu.operations.commands." + VERBS[words[0]][0])
    module.add_arguments(parser)
    parser.parse_args(words[1:])
"""


def told(page: Path) -> list[list[str]]:
    """The words after `satupintu` of each command that a page tells."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    inline = re.findall(r"`(satupintu [a-z][^`]*)`", text)
    lines = [line for block in blocks for line in block.splitlines()] + inline
    found = (re.search(r"(?:^|/bin/)satupintu ([a-z-]+.*)$", line) for line in lines)
    return [shlex.split(match[1]) for match in found if match]


def test_every_verb_that_a_page_tells_exists():
    verbs = {words[0] for page in PAGES for words in told(page)}
    assert verbs <= set(VERBS)
    assert {"setup", "backup", "restore", "doctor", "unlock", "import-guestbook"} <= verbs


def test_every_command_is_understood_with_its_options():
    commands = [words for page in PAGES for words in told(page)]
    # `satupintu restore` without a file is a name in a sentence, not a command to type.
    commands = [words for words in commands if len(words) > 1 or words[0] in {"setup", "doctor"}]
    done = subprocess.run(
        [sys.executable, "-c", UNDERSTOOD], input=json.dumps(commands), text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(commands) > 15


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_files_that_a_page_points_to_exist(page):
    text = page.read_text(encoding="utf-8")
    pointed = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert [target for target in pointed if not (page.parent / target).exists()] == []
    shipped = re.findall(r"/opt/satupintu/current/(deploy/\S+)", text)
    assert [target for target in shipped if not (ROOT / target).exists()] == []


def test_the_answers_that_the_page_shows_set_up_an_office(db):
    text = (ROOT / "docs" / "running" / "one-office.md").read_text(encoding="utf-8")
    shown = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert shown
    answers = questions.from_file(json.loads(shown[1]))
    assert (answers.code, answers.desks, len(answers.services)) == ("3374", 2, 4)


def test_fields_of_the_mapping_are_told_completely():
    text = " ".join((ROOT / "docs" / "running" / "one-office.md").read_text().split())
    listed = re.search(r"Fields: ([a-z_, ]+)\.", text)
    assert listed
    assert sorted(listed[1].split(", ")) == sorted(FIELDS)
