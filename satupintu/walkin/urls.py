from django.urls import URLPattern, URLResolver

from satupintu.walkin.routes import desk, display, front_office, kiosk, phone

urlpatterns: list[URLPattern | URLResolver] = [
    *kiosk.urlpatterns,
    *desk.urlpatterns,
    *display.urlpatterns,
    *phone.urlpatterns,
    *front_office.urlpatterns,
]
