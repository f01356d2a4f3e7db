"""Addresses of the channels."""

from django.urls import path

from satupintu.channels.console.letters import letters

urlpatterns = [path("console/", letters, name="console")]
