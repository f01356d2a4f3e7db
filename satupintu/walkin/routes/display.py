"""Addresses of the display and of its calls as text."""

from django.urls import URLPattern, URLResolver, include, path

from satupintu.walkin.pages import calls, display, voice_clips

parts: list[URLPattern | URLResolver] = [
    path("", display.display, name="display"),
    path("condition/", display.display_condition, name="display-condition"),
    path("voice/<slug:name>/", voice_clips.display_clip, name="display-clip"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("o/<str:office_code>/display/", include(parts)),
    path("o/<str:office_code>/calls/", calls.calls, name="calls"),
]
