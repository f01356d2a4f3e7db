from django.apps import AppConfig


class WalkinConfig(AppConfig):
    name = "satupintu.walkin"
