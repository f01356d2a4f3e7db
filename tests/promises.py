"""Which test proves which promise: reads docs/promises.toml and the marks in the tests.

python -m tests.promises            prints what no test proves yet
python -m tests.promises --write    writes docs/promises.md
"""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "docs" / "promises.toml"
PAGE = ROOT / "docs" / "promises.md"
NOT_YET = "not yet proved"
HEAD = """# What Satu Pintu promises, and the tests that prove it

This page is written by `make docs` from `docs/promises.toml` and the tests; a test keeps it
current. STD are clauses of the service standard, KSK to PUB are the screens, LAW are the laws of
the house.
"""


@dataclass(frozen=True)
class Group:
    """Promises that belong together, as the page shows them."""

    title: str
    note: str
    promises: dict[str, str]


def groups() -> list[Group]:
    with LIST.open("rb") as file:
        content = tomllib.load(file)
    return [Group(one["title"], one.get("note", ""), one["promises"]) for one in content["group"]]


def promises() -> dict[str, str]:
    """All promises by id; a promise that stands twice is an error."""
    found: dict[str, str] = {}
    for group in groups():
        for name, words in group.promises.items():
            if name in found:
                raise ValueError(f"{name} stands twice in {LIST.name}")
            found[name] = words
    return found


def proofs() -> dict[str, list[str]]:
    """For each id that a test names: the tests, as `path::name`, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(test_files()):
        for test, ids in marks(path.read_text(encoding="utf-8")):
            for name in ids:
                found[name].append(f"{path.relative_to(ROOT).as_posix()}::{test}")
    return dict(found)


def test_files() -> Iterator[Path]:
    for room in ("tests", "satupintu", "benchmarks"):
        yield from (ROOT / room).rglob("test_*.py")


def marks(source: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each test of a file with the ids it proves, its class's and its module's included."""
    tree = ast.parse(source)
    module = _module_ids(tree)
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            shared = module + _ids(node.decorator_list)
            yield from (
                (f"{node.name}::{inner.name}", shared + _ids(inner.decorator_list))
                for inner in node.body
                if _is_test(inner)
            )
        elif _is_test(node):
            yield node.name, module + _ids(node.decorator_list)


def _is_test(node: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith(
        "test_"
    )


def _module_ids(tree: ast.Module) -> tuple[str, ...]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            many = node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else [node.value]
            return _ids(many)
    return ()


def _ids(marks: list[ast.expr]) -> tuple[str, ...]:
    return tuple(
        argument.value
        for mark in marks
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.proves"
        for argument in mark.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    )


def page() -> str:
    """The text of docs/promises.md as it ought to be now."""
    proved = proofs()
    count = sum(name in proved for name in promises())
    lines = [HEAD, f"{count} of {len(promises())} promises are proved by at least one test."]
    for group in groups():
        lines += ["", f"## {group.title}", ""]
        if group.note:
            lines += [group.note, ""]
        lines += ["| | promise | proved by |", "|---|---|---|"]
        lines += [
            f"| {name} | {words} | {_tests(proved.get(name, []))} |"
            for name, words in group.promises.items()
        ]
    return "\n".join(lines) + "\n"


def _tests(tests: list[str]) -> str:
    if not tests:
        return f"*{NOT_YET}*"
    return "<br>".join(f"[{_sentence(test)}](../{test.split('::')[0]})" for test in tests)


def _sentence(test: str) -> str:
    return re.sub(r"^test_", "", test.split("::")[-1]).replace("_", " ")


def main() -> int:
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    proved = proofs()
    unproved = [(name, words) for name, words in promises().items() if name not in proved]
    for name, words in unproved:
        print(f"{name:16} {words}")
    print(f"\n{len(promises()) - len(unproved)} of {len(promises())} promises are proved.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
