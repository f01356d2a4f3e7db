"""The one page of the operator: a new installation is set up."""

from django.urls import path

from satupintu.operations.pages.setup import setup

urlpatterns = [path("setup/", setup, name="setup")]
