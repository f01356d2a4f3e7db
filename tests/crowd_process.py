"""One process of a crowd: `python -m tests.crowd_process OFFICE TICKETS CALLS SEED`."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "satupintu.config.settings")
django.setup()

from django.db import connection  # noqa: E402 - tables need Django set up

from tests.crowd import call_some, take_some  # noqa: E402

if __name__ == "__main__":
    office_code, tickets, calls, seed = sys.argv[1], *(int(word) for word in sys.argv[2:5])
    take_some(office_code, tickets, seed)
    with connection.cursor() as cursor:  # PostgreSQL's own round comes once a minute: a day's line
        cursor.execute("ANALYZE walkin_ticket")  # grows in hours, this one in seconds
    for code in call_some(office_code, calls, seed):
        sys.stdout.write(code + "\n")
