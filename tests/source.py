"""The source as data, for the tests that keep the house laws."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "satupintu"
TEXT_OF_ATTRIBUTES = {"aria-label", "title", "placeholder", "alt", "content", "label", "value"}
GETTEXT = {
    "_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "npgettext",
    "pgettext", "pgettext_lazy",
}  # fmt: skip


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that is in the repository or would be with the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def code(*, with_tests: bool = False) -> Iterator[tuple[Path, ast.Module]]:
    """The product's Python files, migrations left out, with their syntax trees."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts
        if "migrations" not in parts and (with_tests or "tests" not in parts):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def where(path: Path, line: int = 0) -> str:
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


def layers() -> list[set[str]]:
    """The rooms of the house from top to bottom, as the import contract has them."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    house = next(one for one in contracts if one.get("containers") == ["satupintu"])
    return [{name.strip() for name in layer.split("|")} for layer in house["layers"]]


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Each call with the last word of what is called: `a.b.save()` gives `save`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node, node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node, node.func.id


# --- words on screens --------------------------------------------------------------------------


def words_in_code(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts that Python hands to gettext, with their lines."""
    for node, name in calls(tree):
        if name in GETTEXT:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.lineno, argument.value


def words_in_template(source: str) -> list[str]:
    """What a person reads of a template: text, translated strings, labels."""
    source = re.sub(
        r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", " ", source, flags=re.DOTALL
    )
    translated = re.findall(
        r"\{%\s*(?:translate|trans)\s+\"(.*?)\"|_\(\"(.*?)\"\)", source, flags=re.DOTALL
    )
    bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", source, flags=re.DOTALL)
    reader = _Reader()
    reader.feed(bare)
    return [text for pair in translated for text in pair if text] + reader.texts


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"script", "style"}
        for name, value in attrs:
            if name in TEXT_OF_ATTRIBUTES and value:
                self.texts.append(value)

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.hidden and data.strip():
            self.texts.append(" ".join(data.split()))
