"""Every address of the product, by service."""

from django.urls import include, path

handler400 = "satupintu.ui.trouble.not_understood"
handler500 = "satupintu.ui.trouble.not_now"
# Patterns are tried one after another: what is pressed most stands first.
urlpatterns = [
    path("", include("satupintu.walkin.urls")),
    path("", include("satupintu.consultations.urls")),
    path("", include("satupintu.home.urls")),
    path("", include("satupintu.operations.urls")),
    path("", include("satupintu.people.urls")),
    path("", include("satupintu.catalogue.urls")),
    path("", include("satupintu.appointments.urls")),
    path("", include("satupintu.files.urls")),
    path("", include("satupintu.feedback.urls")),
    path("", include("satupintu.complaints.urls")),
    path("", include("satupintu.reports.urls")),
    path("", include("satupintu.administration.urls")),
    path("", include("satupintu.channels.urls")),
]
