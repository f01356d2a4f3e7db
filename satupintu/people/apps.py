from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "satupintu.people"

    def ready(self) -> None:
        from satupintu.files.access import counted_by  # noqa: PLC0415 - models are not there earlier
        from satupintu.people.limits import household, within  # noqa: PLC0415

        counted_by(within, household)
