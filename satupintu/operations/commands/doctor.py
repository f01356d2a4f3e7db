"""Look at this installation and say how to mend it."""

import argparse
import json
from dataclasses import asdict

from satupintu.operations.doctor import examine, mail
from satupintu.operations.doctor.findings import State

SIGNS = {State.OK: "ok      ", State.WARNING: "warning ", State.TROUBLE: "TROUBLE "}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """--json for a monitoring program, --mail to try the way out."""
    parser.add_argument("--mail", metavar="ADDRESS", help="send a test letter to this address")
    parser.add_argument("--json", action="store_true", help="machine-readable")


def command(options: argparse.Namespace) -> int:
    """Tell every finding; 1 when something is in trouble."""
    found = [mail.send_test(options.mail)] if options.mail else examine()
    if options.json:
        print(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1))
    else:
        for each in found:
            print(f"{SIGNS[each.state]} {each.about:<14} {each.says}")
            if each.mend:
                print(f"{'':24}→ {each.mend}")
    return int(any(each.state is State.TROUBLE for each in found))
