"""Addresses of the display and of its calls as text."""

from django.urls import URLPattern, path

from satupintu.walkin.pages import calls, display, voice_clips

BASE = "o/<str:office_code>/display/"
urlpatterns: list[URLPattern] = [
    path(BASE, display.display, name="display"),
    path(f"{BASE}condition/", display.display_condition, name="display-condition"),
    path(f"{BASE}voice/<slug:name>/", voice_clips.display_clip, name="display-clip"),
    path("o/<str:office_code>/calls/", calls.calls, name="calls"),
]
