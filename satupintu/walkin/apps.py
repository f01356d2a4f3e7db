from django.apps import AppConfig


class WalkinConfig(AppConfig):
    name = "satupintu.walkin"

    def ready(self) -> None:
        from satupintu.appointments import ports  # noqa: PLC0415
        from satupintu.people.histories import told_by  # noqa: PLC0415 - not there earlier
        from satupintu.walkin.actions import dated  # noqa: PLC0415
        from satupintu.walkin.queries.proving import visits_of  # noqa: PLC0415

        told_by(visits_of)
        for listeners, follow in (
            (ports.taken, dated.reserve),
            (ports.given_up, dated.give_up),
            (ports.arrived, dated.arrived),
        ):
            if follow not in listeners:
                listeners.append(follow)
