"""What in the hall still wants a person."""

from datetime import datetime, timedelta

from satupintu.walkin.models import Alert

HELP_SHOWN = timedelta(minutes=2)  # how long the kiosk says that somebody is coming


def open_alerts(office_id: int) -> list[Alert]:
    """The alerts nobody has answered, oldest first, with their machine."""
    rows = Alert.objects.filter(office_id=office_id, answered_at=None)
    return list(rows.select_related("device").order_by("raised_at", "id"))


def help_state(office_id: int, device_id: int | None, now: datetime) -> str:
    """What the kiosk says about its call for help: "called", "coming", or nothing."""
    rows = Alert.objects.filter(office_id=office_id, device=device_id, kind=Alert.Kind.HELP)
    last = rows.order_by("-id").values_list("answered_at", "answered_by").first()
    if last is None:
        return ""
    answered, by = last
    if answered is None:
        return "called"
    return "coming" if by and now - answered < HELP_SHOWN else ""


def printer_in_trouble(office_id: int, device_id: int | None) -> bool:
    """Whether this kiosk's printer is known not to print."""
    return Alert.objects.filter(
        office_id=office_id, device=device_id, kind=Alert.Kind.PRINTER, answered_at=None
    ).exists()
