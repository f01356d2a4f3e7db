"""A real office begins: empty, with its standard, its hours, its desks and one administrator."""

from satupintu.catalogue.actions.starting import load_starter
from satupintu.journal.record import act
from satupintu.offices.actions.founding import found_office
from satupintu.offices.actions.holidays import DECREES, load_year
from satupintu.offices.models import Contact, ContactKind, HolidayYear, Office, ServiceVersion
from satupintu.offices.published import forget
from satupintu.operations.questions import Answers
from satupintu.people.models import Assignment, Officer, Role
from satupintu.rules import clock


def found(answers: Answers) -> Office:
    """The office of the answers, written in the journal as its first events."""
    known = Office.objects.filter(code=answers.code).first()
    office = found_office(
        code=answers.code, name=answers.name, zone=answers.zone, level=answers.level,
        address=answers.address, hours=answers.hours,
        desks=[f"Meja {number}" for number in range(1, answers.desks + 1)],
    )  # fmt: skip
    if known is None:
        _find_parent(office)
    with act(office.pk) as doing:
        # A new office has no past, so what it does not offer it has never offered.
        silent = ServiceVersion.objects.filter(service__office=office)
        silent.exclude(service__code__in=answers.services).update(offered=False)
        _write_contacts(office, answers)
        officer = _appoint(office, answers)
        load_starter(office)
        doing.note("office.founded", f"office:{office.pk}", services=list(answers.services))
        doing.note("officer.welcomed", f"officer:{officer.pk}")
        doing.note("officer.roles", f"officer:{officer.pk}", roles=[Role.ADMINISTRATOR])
    forget()
    return office


def known_years() -> list[int]:
    """The years from this one on whose decree is known here and whose holidays are not loaded."""
    loaded = set(HolidayYear.objects.values_list("year", flat=True))
    return [year for year in DECREES if year >= clock.now().year and year not in loaded]


def load_known_years() -> list[int]:
    """Their holidays are loaded; which years."""
    years = known_years()
    for year in years:
        load_year(year)
    forget()
    return years


def _find_parent(office: Office) -> None:
    above = "0000" if office.code.endswith("00") else f"{office.code[:2]}00"
    if parent := Office.objects.filter(code=above).exclude(pk=office.pk).first():
        Office.objects.filter(pk=office.pk).update(parent=parent)


def _write_contacts(office: Office, answers: Answers) -> None:
    today = clock.now().astimezone(clock.ZONES[office.zone]).date()
    site = ContactKind.EMAIL if "@" in answers.complaint else ContactKind.COMPLAINT_SITE
    told = (
        (ContactKind.PHONE, answers.phone, False),
        (ContactKind.EMAIL, answers.email, not answers.complaint),
        (site, answers.complaint, True),
    )
    rows = [(kind, value, complaints) for kind, value, complaints in told if value]
    for position, (kind, value, complaints) in enumerate(rows):
        Contact.objects.create(
            office=office, kind=kind, value=value, for_complaints=complaints, checked_on=today,
            position=position,
        )  # fmt: skip


def _appoint(office: Office, answers: Answers) -> Officer:
    officer = Officer(username=answers.admin_username, name=answers.admin_name)
    officer.set_password(answers.password)
    officer.save()
    since = clock.now().astimezone(clock.ZONES[office.zone]).date()
    Assignment.objects.create(officer=officer, office=office, role=Role.ADMINISTRATOR, since=since)
    return officer
