"""Who can get in: sample passwords, and whether somebody can still administer the office."""

from collections.abc import Iterator

from django.conf import settings

from satupintu.example.office import with_sample_password
from satupintu.offices.models import Office
from satupintu.operations.doctor.findings import Finding, ok, trouble, warning
from satupintu.operations.reach import is_loopback
from satupintu.people.models import Assignment, Role


def passwords() -> Iterator[Finding]:
    """The sample officers' password stands in the documentation: everybody knows it."""
    names = ", ".join(with_sample_password())
    mend = "Set up the real office in another DATA_DIR, or change these passwords."
    if names and not is_loopback(settings.HOST):
        yield trouble("passwords", f"the sample password still opens: {names}", mend)
    elif names:
        said = f"sample officers ({names}); fine while only this machine reaches the service"
        yield ok("passwords", said)
    else:
        yield ok("passwords", "no sample password opens anything")


def administrators() -> Iterator[Finding]:
    """Each serving office has somebody who can change things in it."""
    offices = Office.objects.filter(serving=True)
    if not offices.exists():
        yield warning("offices", "no office has been set up", "Run: satupintu setup")
    held = Assignment.objects.filter(role=Role.ADMINISTRATOR, until=None, officer__is_active=True)
    with_one = set(held.values_list("office_id", flat=True))
    for office in offices:
        if office.pk not in with_one:
            mend = "Run: satupintu unlock with an officer's name, or restore a backup."
            yield trouble("offices", f"office {office.code} has no administrator", mend)
        else:
            yield ok("offices", f"office {office.code} has an administrator")
