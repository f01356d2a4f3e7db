from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "satupintu.journal"

    def ready(self) -> None:
        from satupintu.journal.record import act  # noqa: PLC0415 - models are not there earlier
        from satupintu.offices.acts import written_by  # noqa: PLC0415

        written_by(act)
