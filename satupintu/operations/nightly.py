"""The catalogue follows the WebAPI of BPS each night, where a key has been given."""

import logging
import threading
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Max

from satupintu.catalogue.actions.syncing import Sync
from satupintu.catalogue.models import ImportRun
from satupintu.catalogue.sources.webapi import WebApi
from satupintu.catalogue.sources.webapi_lists import SOURCE
from satupintu.offices.models import Office
from satupintu.rules import clock

log = logging.getLogger(__name__)
FIRST, LAST = time(1, 0), time(4, 0)  # local time; nobody waits then
APART = timedelta(hours=12)
BUDGET = 3600.0  # seconds
ONE_AT_A_TIME = 714_003  # PostgreSQL's lock for this act, among several workers

_begun: list[datetime] = []


def sync_when_due() -> None:
    """Start the night's synchronisation in a thread of its own; sealing and calling go on."""
    now = clock.now()
    if not settings.WEBAPI_KEY or (_begun and now - _begun[0] < APART):
        return
    if is_due(now):
        _begun[:] = [now]
        threading.Thread(target=_sync, name="catalogue", daemon=True).start()


def is_due(now: datetime) -> bool:
    """Whether it is night where the first serving office is, and this night had none yet."""
    zone = Office.objects.filter(serving=True).values_list("zone", flat=True).first()
    if zone is None or not FIRST <= now.astimezone(clock.ZONES[zone]).time() < LAST:
        return False
    last = ImportRun.objects.filter(source=SOURCE).aggregate(last=Max("started_at"))["last"]
    return last is None or now - last >= APART


def _sync() -> None:
    try:
        if _alone():
            sync_serving(BUDGET)
    except Exception:
        log.exception("The catalogue was not synchronised; the next attempt is tomorrow night")
    finally:
        connection.close()


def sync_serving(budget: float) -> Sync:
    """Read the lists of every office that serves here, as far as the time goes."""
    codes = Office.objects.filter(serving=True).order_by("code").values_list("code", flat=True)
    api = WebApi(settings.WEBAPI_ADDRESS, settings.WEBAPI_KEY, budget=budget)
    sync = Sync(api, list(codes))
    try:
        sync.run()
    finally:
        api.close()
    for trouble in sync.troubles:
        log.warning("Catalogue: %s", trouble)
    return sync


def _alone() -> bool:
    if connection.vendor != "postgresql":
        return True  # one process
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])
        return bool(cursor.fetchone()[0])
