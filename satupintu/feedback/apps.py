from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "satupintu.feedback"

    def ready(self) -> None:
        """Complaints do not know the walk-in service; who stands above both tells them."""
        from satupintu.complaints import actions  # noqa: PLC0415 - models are not ready above
        from satupintu.walkin.queries import visits  # noqa: PLC0415

        if visits.served_by not in actions.who_served:
            actions.who_served.append(visits.served_by)
        _tell_desk_of_online()


def _tell_desk_of_online() -> None:
    """The walk-in desk does not know consultations either; here both are known."""
    from django.urls import reverse  # noqa: PLC0415

    from satupintu.consultations.queries import case, elsewhere  # noqa: PLC0415
    from satupintu.offices.published import Published  # noqa: PLC0415
    from satupintu.walkin import ports  # noqa: PLC0415
    from satupintu.walkin.queries import guest_book  # noqa: PLC0415

    def due(place: Published) -> ports.OnlineDue | None:
        at = elsewhere.next_due(place)
        return ports.OnlineDue(at, reverse("inbox", args=[place.office.code])) if at else None

    ports.next_online[:] = [due]
    ports.goes_on[:] = [elsewhere.of_visit]
    case.visits_of[:] = [guest_book.times_here]
