"""The drawings of docs/workflows.md, made from the tables themselves.

python -m tests.workflows --write    writes docs/workflows.md
"""

import importlib
import sys
from pathlib import Path
from typing import Any

from satupintu.rules.workflow import Workflow

AnyWorkflow = Workflow[Any, Any]
ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "workflows.md"
HEAD = """# What may follow what

Every drawing is made from its table by `make docs`, and a test keeps it current. What is not in
a table cannot happen: buttons, checks and these drawings come from the same lines.
"""


def workflows() -> list[tuple[str, AnyWorkflow]]:
    """Each table with the module it lives in, in the order of the modules' names."""
    found: list[tuple[str, AnyWorkflow]] = []
    for path in sorted((ROOT / "satupintu").glob("*/workflow.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        tables = [
            value
            for value in vars(importlib.import_module(name)).values()
            if isinstance(value, Workflow)
        ]
        found += [(name, table) for table in dict.fromkeys(tables)]
    return found


def page() -> str:
    """The text of docs/workflows.md as it ought to be now."""
    parts = [HEAD]
    for module, table in workflows():
        title = f"## {table.name.capitalize()}\n\nFrom `{module}`."
        parts.append(f"{title}\n\n```mermaid\n{table.diagram()}```\n")
    return "\n".join(parts)


def main() -> int:
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
