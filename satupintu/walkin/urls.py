from django.urls import URLPattern

from satupintu.walkin.routes import front_office, kiosk

urlpatterns: list[URLPattern] = [
    *kiosk.urlpatterns,
    *front_office.urlpatterns,
]
