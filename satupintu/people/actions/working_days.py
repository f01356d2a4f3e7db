"""An officer's weekdays and substitute are decided, from a day on (ADM-4)."""

from datetime import date

from satupintu.offices import acts
from satupintu.offices.actions.dates import must_not_be_past
from satupintu.offices.models import Choice, Office
from satupintu.people.models import Officer
from satupintu.people.working_days import PREFIX, WorkingDays


def arrange(
    office: Office, officer: Officer, told: WorkingDays, *, valid_from: date, by: int
) -> None:
    """The officer serves on these weekdays; the substitute stands in on the others.

    What is planned for later days stays planned. Raises PastDay.
    """
    must_not_be_past(office, valid_from)
    value = {"days": sorted(told.days), "substitute": told.substitute}
    with acts.act(office.pk, acts.officer(by)) as doing:
        Choice.objects.update_or_create(
            office=office, name=f"{PREFIX}{officer.pk}", valid_from=valid_from,
            defaults={"value": value},
        )  # fmt: skip
        doing.note(
            "officer.working_days", f"officer:{officer.pk}", days=value["days"],
            substitute=told.substitute, valid_from=valid_from.isoformat(),
        )  # fmt: skip
