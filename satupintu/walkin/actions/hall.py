"""What happens in the hall by the passing of time alone; the worker asks every few seconds."""

from satupintu.offices.published import Published
from satupintu.rules import clock
from satupintu.walkin.actions.alerts import raise_alert, settle
from satupintu.walkin.actions.dated import admit_due, keep_meetings, settle_visits
from satupintu.walkin.actions.day import close_forgotten_days
from satupintu.walkin.actions.prefill import forget_unsigned
from satupintu.walkin.actions.referral import expire_offers
from satupintu.walkin.actions.retention import forget_guests
from satupintu.walkin.actions.serving import start_due
from satupintu.walkin.models import Alert
from satupintu.walkin.queries.alerts import open_alerts
from satupintu.walkin.queries.day import silent_devices


def keep(place: Published) -> None:
    """Let time do its part in one office. Each part is small and safe to repeat."""
    admit_due(place)
    keep_meetings(place)
    settle_visits(place)
    start_due(place)
    expire_offers(place)
    tell_of_silent_machines(place)
    close_forgotten_days(place)
    forget_unsigned(place)
    forget_guests(place)


def tell_of_silent_machines(place: Published) -> None:
    """A kiosk or display not heard for a minute during office hours becomes an alert; one that is
    heard again, or whose office has closed, settles it.
    """
    now = clock.now()
    silent = (
        {device.pk for device in silent_devices(place.office.pk, now)} if _open(place) else set()
    )
    told = {
        alert.device_id
        for alert in open_alerts(place.office.pk)
        if alert.kind == Alert.Kind.SILENT and alert.device_id
    }
    for pk in sorted(silent - told):
        raise_alert(place.office.pk, Alert.Kind.SILENT, device_id=pk)
    for pk in sorted(told - silent):
        settle(place.office.pk, Alert.Kind.SILENT, device_id=pk)


def _open(place: Published) -> bool:
    try:
        return place.calendar.open_at(clock.now())
    except LookupError:
        return True  # the year's decree is not loaded: the hall works on
