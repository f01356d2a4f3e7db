"""The signed paper as PDF, second to the text of the page (PUB-4)."""

from typing import Any

from satupintu.files.models import StoredFile
from satupintu.files.workflow import State
from satupintu.home.queries import PublishedStandard
from satupintu.offices.models import StandardVersion
from satupintu.offices.scans import PREFIX, pledge_scan, standard_scan
from satupintu.people.access import OfficeRequest, roles_of
from satupintu.rules.whole import whole


def may_read(request: OfficeRequest, owner: str) -> bool:
    """Everybody, once what was signed is in force; before that the office's own officers."""
    if owner == pledge_scan(request.office):
        return True
    pk = owner.removeprefix(f"{PREFIX}:")
    mine = StandardVersion.objects.filter(service__office=request.office)
    version = mine.filter(pk=whole(pk)).first()
    if version is None:
        return False
    day = request.published.day
    if version.valid_from <= day:
        return True
    officer_id = request.user.pk  # none without a session
    return bool(officer_id and roles_of(officer_id, request.office.pk, day))


def scans(request: OfficeRequest, shown: list[PublishedStandard]) -> dict[str, Any]:
    """The scans of the pledge and of these standards: {"pledge": file, service code: file}."""
    names = {standard_scan(each.version): each.service.code for each in shown}
    names[pledge_scan(request.office)] = "pledge"
    rows = StoredFile.objects.filter(owner__in=list(names), state=State.CLEAN).order_by("pk")
    return {names[file.owner]: file for file in rows}
