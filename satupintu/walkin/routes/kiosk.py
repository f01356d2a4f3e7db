"""Addresses of the kiosk."""

from django.urls import URLPattern, URLResolver, include, path

from satupintu.walkin.pages import kiosk, kiosk_offline, kiosk_tools

acts: list[URLPattern | URLResolver] = [
    path("", kiosk.start, name="kiosk"),
    path("take/", kiosk.take, name="kiosk-take"),
    path("number/", kiosk.number, name="kiosk-number"),
    path("again/", kiosk.print_again, name="kiosk-again"),
    path("over/", kiosk_tools.over, name="kiosk-over"),
    path("look/", kiosk_tools.look, name="kiosk-look"),
    path("help/", kiosk_tools.call_help, name="kiosk-help"),
    path("state/", kiosk_tools.state, name="kiosk-state"),
    path("join.svg", kiosk_tools.join_code, name="kiosk-join-code"),
    path("worker.js", kiosk_offline.worker, name="kiosk-worker"),
    path("offline/", kiosk_offline.shell, name="kiosk-offline"),
    path("sync/", kiosk_offline.sync, name="kiosk-sync"),
    path("for/<slug:service_code>/", kiosk.ask, name="kiosk-ask"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("o/<office_code>/kiosk/", include(acts))]
