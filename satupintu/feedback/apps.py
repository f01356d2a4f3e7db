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
        _tell_complaints_of_consultations()


def _tell_desk_of_online() -> None:
    """The walk-in desk does not know consultations either; here both are known."""
    from django.urls import reverse  # noqa: PLC0415

    from satupintu.consultations.queries import case, elsewhere  # noqa: PLC0415
    from satupintu.consultations.workflow import OPEN  # noqa: PLC0415
    from satupintu.offices.published import Published  # noqa: PLC0415
    from satupintu.rules import clock  # noqa: PLC0415
    from satupintu.walkin import ports  # noqa: PLC0415
    from satupintu.walkin.queries import guest_book  # noqa: PLC0415

    def due(place: Published) -> ports.OnlineDue | None:
        at = elsewhere.next_due(place)
        inbox = reverse("inbox", args=[place.office.code])
        return ports.OnlineDue(at, inbox, at < clock.now()) if at else None

    def threads(place: Published, person_id: int | None, about: str) -> list[ports.OnlineThread]:
        return [
            ports.OnlineThread(
                each.number or "", each.title, each.state in OPEN,
                reverse("inbox-case", args=[place.office.code, each.pk]), each.subject == about,
            )
            for each in elsewhere.at_the_desk(place, person_id, about)
        ]  # fmt: skip

    ports.next_online[:] = [due]
    ports.threads[:] = [threads]
    ports.goes_on[:] = [elsewhere.of_visit]
    case.visits_of[:] = [guest_book.times_here]


def _tell_complaints_of_consultations() -> None:
    """A consultation that is a complaint goes into the register; the two do not know each other."""
    from satupintu.complaints import actions  # noqa: PLC0415
    from satupintu.consultations import ports  # noqa: PLC0415
    from satupintu.feedback.actions import forget_words  # noqa: PLC0415
    from satupintu.journal.record import Act  # noqa: PLC0415
    from satupintu.offices.published import Published  # noqa: PLC0415

    def complain(doing: Act, place: Published, told: ports.Grievance) -> str:
        kept = actions.Told(
            told.text, told.contact, consultation=told.number, dealt_with=told.dealt_with
        )
        return actions.receive_within(doing, place, kept, door="inbox").number

    def erase(_doing: Act, consultations: list[int]) -> None:
        forget_words(consultations)

    ports.complain[:] = [complain]
    ports.erased[:] = [erase]
