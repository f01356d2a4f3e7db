"""Addresses of the kiosk."""

from django.urls import URLPattern, path

from satupintu.walkin.pages import kiosk, kiosk_offline, kiosk_tools

BASE = "o/<office_code>/kiosk/"
urlpatterns: list[URLPattern] = [
    path(BASE, kiosk.start, name="kiosk"),
    path(f"{BASE}take/", kiosk.take, name="kiosk-take"),
    path(f"{BASE}number/", kiosk.number, name="kiosk-number"),
    path(f"{BASE}again/", kiosk.print_again, name="kiosk-again"),
    path(f"{BASE}over/", kiosk_tools.over, name="kiosk-over"),
    path(f"{BASE}look/", kiosk_tools.look, name="kiosk-look"),
    path(f"{BASE}help/", kiosk_tools.call_help, name="kiosk-help"),
    path(f"{BASE}state/", kiosk_tools.state, name="kiosk-state"),
    path(f"{BASE}join.svg", kiosk_tools.join_code, name="kiosk-join-code"),
    path(f"{BASE}worker.js", kiosk_offline.worker, name="kiosk-worker"),
    path(f"{BASE}offline/", kiosk_offline.shell, name="kiosk-offline"),
    path(f"{BASE}sync/", kiosk_offline.sync, name="kiosk-sync"),
    path(f"{BASE}for/<slug:service_code>/", kiosk.ask, name="kiosk-ask"),
]
