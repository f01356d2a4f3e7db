from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "satupintu.consultations"

    def ready(self) -> None:
        from satupintu.appointments import ports  # noqa: PLC0415 - models first
        from satupintu.consultations import doorkeeper  # noqa: PLC0415
        from satupintu.consultations.actions.enclosing import refused  # noqa: PLC0415
        from satupintu.consultations.actions.meeting import say_held  # noqa: PLC0415
        from satupintu.files.access import owned  # noqa: PLC0415

        owned("consultation", doorkeeper.may_read, refused, of_message=doorkeeper.may_read_message)
        if say_held not in ports.held:
            ports.held.append(say_held)
