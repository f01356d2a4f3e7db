from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "satupintu.appointments"
