from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "satupintu.operations"

    def ready(self) -> None:
        from satupintu.operations.backups import failure  # noqa: PLC0415 - models first
        from satupintu.people.notices import told_by  # noqa: PLC0415

        told_by(failure.tell)
