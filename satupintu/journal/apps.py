from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "satupintu.journal"

    def ready(self) -> None:
        from satupintu.journal.record import act
        from satupintu.offices.acts import written_by

        written_by(act)
