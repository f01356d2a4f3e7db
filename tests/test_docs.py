"""The documentation says what the code does; generated pages are current."""

import ast
import re
from pathlib import Path

import pytest

from tests import promises, source, workflows
from tests.source import where

ROOT = source.ROOT
SETTINGS_PAGE = ROOT / "docs" / "running" / "settings.md"
READERS = {"env", "env_flag", "env_list", "env_number"}
# The only places that look at the environment, with what they read there.
ENVIRONMENT = {
    "satupintu/config/environment.py": "the readers themselves",
    "satupintu/config/settings.py": "names itself to Django",
    "satupintu/config/asgi.py": "names the settings to Django",
    "satupintu/operations/command.py": "names the settings to Django",
    "satupintu/rules/clock.py": "the test-only offset",
}
# Pages whose commands a reader will type.
GUIDES = ["README.md", "README.id.md", "CONTRIBUTING.md"]


def settings_read() -> list[str]:
    """Every variable that the settings read, in the order of the file."""
    tree = ast.parse((ROOT / "satupintu" / "config" / "settings.py").read_text(encoding="utf-8"))
    return [
        str(call.args[0].value)
        for call, name in source.calls(tree)
        if name in READERS and isinstance(call.args[0], ast.Constant)
    ]


def settings_documented() -> list[str]:
    """The names in the first column of the tables of the settings page."""
    return re.findall(r"^\| `([A-Z_]+)`", SETTINGS_PAGE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.proves("LAW-7")
def test_every_setting_is_documented_and_no_other():
    read = set(settings_read()) - {"SATUPINTU_TESTING"}
    assert read
    assert sorted(set(settings_documented())) == sorted(read)


def test_every_setting_is_read_once():
    read = settings_read()
    assert sorted(read) == sorted(set(read))


@pytest.mark.proves("LAW-7")
def test_only_the_settings_look_at_the_environment():
    offenders = [
        where(path, node.lineno)
        for path, tree in source.code()
        if where(path) not in ENVIRONMENT
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.getenv"}
    ]
    assert not offenders, "\n".join(offenders)


def test_the_page_of_promises_is_current():
    assert promises.PAGE.read_text(encoding="utf-8") == promises.page(), "run: make docs"


def test_tests_prove_only_promises_that_exist():
    unknown = {
        name: tests for name, tests in promises.proofs().items() if name not in promises.promises()
    }
    assert unknown == {}


def test_a_mark_on_a_test_a_class_or_a_file_counts():
    text = """
pytestmark = pytest.mark.proves("A-1")
@pytest.mark.proves("A-2")
def test_one(): ...
class TestMore:
    @pytest.mark.proves("A-3", "A-4")
    def test_two(self): ...
def helper(): ...
"""
    assert list(promises.marks(text)) == [
        ("test_one", ("A-1", "A-2")),
        ("TestMore::test_two", ("A-1", "A-3", "A-4")),
    ]


def test_the_drawings_of_the_workflows_are_current():
    assert workflows.workflows()
    assert workflows.PAGE.read_text(encoding="utf-8") == workflows.page(), "run: make docs"


@pytest.mark.parametrize("name", GUIDES)
def test_the_commands_that_a_guide_tells_exist(name):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    told = set(re.findall(r"\bmake ([a-z]+)", code_of(ROOT / name)))
    assert told
    assert told <= targets


@pytest.mark.parametrize("name", GUIDES)
def test_the_files_that_a_guide_points_to_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    pointed = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", text)
    assert [target for target in pointed if not (ROOT / target).exists()] == []


def code_of(path: Path) -> str:
    """What stands in code of a Markdown page, inline or fenced."""
    return "\n".join(
        re.findall(r"```.*?```|`[^`\n]+`", path.read_text(encoding="utf-8"), re.DOTALL)
    )
