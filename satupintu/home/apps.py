from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "satupintu.home"

    def ready(self) -> None:
        from satupintu.files.access import owned  # noqa: PLC0415 - models are not there earlier
        from satupintu.home.scans import may_read  # noqa: PLC0415
        from satupintu.offices.scans import PREFIX  # noqa: PLC0415

        owned(PREFIX, may_read)
