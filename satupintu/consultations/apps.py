from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "satupintu.consultations"

    def ready(self) -> None:
        from satupintu.consultations.doorkeeper import may_read  # noqa: PLC0415 - models first
        from satupintu.files.access import owned  # noqa: PLC0415

        owned("consultation", may_read)
