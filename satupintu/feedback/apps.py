from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "satupintu.feedback"

    def ready(self) -> None:
        """Complaints do not know the walk-in service; who stands above both tells them."""
        from satupintu.complaints import actions  # noqa: PLC0415 - models are not ready above
        from satupintu.walkin.queries import visits  # noqa: PLC0415

        if visits.served_by not in actions.who_served:
            actions.who_served.append(visits.served_by)
