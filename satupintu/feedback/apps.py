from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "satupintu.feedback"

    def ready(self) -> None:
        """Complaints do not know the walk-in service; who stands above both tells them."""
        from satupintu.complaints import actions  # noqa: PLC0415 - models are not ready above
        from satupintu.walkin.queries import standing  # noqa: PLC0415

        if standing.served_by not in actions.who_served:
            actions.who_served.append(standing.served_by)
