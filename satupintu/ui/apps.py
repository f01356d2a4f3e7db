"""Tells Django where the look of the product lives."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Owns no tables: templates, static files and template tags only."""

    name = "satupintu.ui"
    label = "ui"
