"""Two who write to each other from elsewhere, in a process of its own, as another server would be.

Reads lines of JSON and answers each with one: `["ask"]`, or a token and steps. Steps are `say:text`
of the asker, `reply:text` of an officer, and `show` for what was held back.
"""

import json
import os
import sys
from importlib import import_module
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "satupintu.config.settings")
django.setup()

from django.conf import settings  # noqa: E402

from satupintu.consultations.actions.asking import Asked, ask  # noqa: E402
from satupintu.consultations.actions.talking import reply, say, show_due  # noqa: E402
from satupintu.consultations.doorkeeper import CASES  # noqa: E402
from satupintu.consultations.models import Consultation  # noqa: E402
from satupintu.journal import queries as journal  # noqa: E402
from satupintu.journal.record import writing  # noqa: E402
from satupintu.offices.models import Office  # noqa: E402
from satupintu.offices.published import published  # noqa: E402
from satupintu.people.models import Officer  # noqa: E402


def asked() -> dict[str, str]:
    """A question of somebody whose browser is let in."""
    office = Office.objects.get(serving=True)
    case = ask(published(office.code), Asked("Berapa inflasi tahun lalu?", name="Siti"))
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[CASES] = [case.pk]
    with writing():
        session.save()
    return {
        "office": office.code, "token": case.token, "number": str(case.number),
        "session": str(session.session_key),
    }  # fmt: skip


def written(token: str, steps: list[str]) -> dict[str, Any]:
    """The steps, one after the other."""
    for step in steps:
        what, _, text = step.partition(":")
        case = Consultation.objects.select_related("office").get(token=token)
        place = published(case.office.code)
        if what == "say":
            say(place, case, text)
        elif what == "reply":
            reply(place, case, text, officer_id=Officer.objects.earliest("pk").pk)
        else:
            show_due(place)
    case = Consultation.objects.get(token=token)
    newest = journal.newest_of(case.office_id, case.subject)
    return {"messages": case.messages, "newest": newest}


if __name__ == "__main__":
    for line in sys.stdin:
        word, *steps = json.loads(line)
        sys.stdout.write(json.dumps(asked() if word == "ask" else written(word, steps)) + "\n")
        sys.stdout.flush()
