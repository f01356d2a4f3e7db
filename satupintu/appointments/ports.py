"""What other services do when an appointment changes: they stand above and hang in here.

Each is called inside the act, so that what follows happens together with it or not at all.
"""

from collections.abc import Callable

from satupintu.appointments.models import Appointment
from satupintu.journal.record import Act

Follows = Callable[[Act, Appointment], None]

taken: list[Follows] = []
given_up: list[Follows] = []  # cancelled, moved away or missed
arrived: list[Follows] = []
held: list[Follows] = []


def tell(listeners: list[Follows], doing: Act, appointment: Appointment) -> None:
    """Everybody who hangs in here acts now."""
    for follow in listeners:
        follow(doing, appointment)
