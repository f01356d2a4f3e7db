"""How many statements a page asks the database, counted in a process of its own on the same data.

`python -m benchmarks.statements SESSION PATH …` prints them by path, as JSON. Each page is opened
four times and the least is told: an opening may meet the office as it is read anew, which happens
every two seconds for all pages together.
"""

import json
import sys

import benchmarks.fill  # noqa: F401 - sets Django up

from django.conf import settings  # isort: skip
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def statements(session: str, paths: list[str]) -> dict[str, int]:
    """For this officer's session."""
    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    found = {}
    for path in paths:
        counts = []
        for _ in range(4):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(path).status_code == 200, path
            counts.append(len(asked))
        found[path] = min(counts)
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(statements(sys.argv[1], sys.argv[2:])))
