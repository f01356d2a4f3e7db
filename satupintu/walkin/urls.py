from django.urls import URLPattern

from satupintu.walkin.routes import desk, display, front_office, kiosk, phone

urlpatterns: list[URLPattern] = [
    *display.urlpatterns,
    *kiosk.urlpatterns,
    *desk.urlpatterns,
    *phone.urlpatterns,
    *front_office.urlpatterns,
]
