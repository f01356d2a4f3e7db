"""`make bench`, or `python -m benchmarks NAME …` for some of them."""

import importlib
import sys
import time

from benchmarks.table import Row, table

NAMES = ("tickets", "calls", "live", "phone", "memory", "threads", "consultations")


def main(chosen: list[str]) -> int:
    rows: list[Row] = []
    for name in chosen or NAMES:
        sys.stderr.write(f"measuring {name} …")
        sys.stderr.flush()
        began = time.monotonic()
        rows += importlib.import_module(f"benchmarks.{name}").measure()
        sys.stderr.write(f" {time.monotonic() - began:.0f} s\n")
    sys.stdout.write(table(rows) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
