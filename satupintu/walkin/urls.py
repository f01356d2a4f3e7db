from django.urls import URLPattern

from satupintu.walkin.routes import desk, front_office, kiosk, phone

urlpatterns: list[URLPattern] = [
    *kiosk.urlpatterns,
    *desk.urlpatterns,
    *phone.urlpatterns,
    *front_office.urlpatterns,
]
