from django.urls import URLPattern

from satupintu.walkin.routes import desk, display, front_office, kiosk, phone

urlpatterns: list[URLPattern] = [
    *kiosk.urlpatterns,
    *desk.urlpatterns,
    *display.urlpatterns,
    *phone.urlpatterns,
    *front_office.urlpatterns,
]
