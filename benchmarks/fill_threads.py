"""Questions that were sent, and the sessions of those who asked, printed as JSON.

`python -m benchmarks.fill_threads N`. Officers' replies are shown at once here: the seconds for
taking back are switched off.
"""

import json
import sys
from importlib import import_module

import benchmarks.fill  # noqa: F401 - sets Django up

from django.conf import settings  # isort: skip
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.doorkeeper import CASES, MOST
from satupintu.journal.record import writing
from satupintu.offices.models import Choice, Office
from satupintu.offices.published import published
from satupintu.rules import clock


def fill(count: int) -> list[dict[str, str]]:
    """So many open questions of the first office, each as its asker's browser knows it."""
    office = Office.objects.order_by("code").first()
    assert office is not None
    today = clock.now().date()
    Choice.objects.create(office=office, name="undo_send_seconds", value=0, valid_from=today)
    place = published(office.code)
    asked = []
    for number in range(count):
        question = f"Berapa jumlah penduduk kecamatan nomor {number} tahun lalu?"
        asked.append(ask(place, Asked(question, name=f"Penanya {number}")))
    found = []
    for first in range(0, count, MOST):
        some = asked[first : first + MOST]
        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[CASES] = [case.pk for case in some]
        with writing():
            session.save()
        found += [
            {"pk": str(case.pk), "number": str(case.number), "token": case.token,
             "session": str(session.session_key)}
            for case in some
        ]  # fmt: skip
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill(int(sys.argv[1]))))
