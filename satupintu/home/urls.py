from django.urls import path

from satupintu.home.pages.first import first
from satupintu.home.pages.listen import listen
from satupintu.home.pages.portal import catalogue_csv, catalogue_item, portal
from satupintu.home.pages.privacy import privacy
from satupintu.home.pages.public import (
    figures,
    live_part,
    public,
    standard,
    standard_pdf,
    standard_print,
)

urlpatterns = [
    path("", first, name="home"),
    path("o/<str:office_code>/", public, name="public"),
    path("o/<str:office_code>/search/", portal, name="portal"),
    path("o/<str:office_code>/search/<int:pk>/", catalogue_item, name="catalogue-item"),
    path("o/<str:office_code>/search/<int:pk>.csv", catalogue_csv, name="catalogue-csv"),
    path("o/<str:office_code>/privacy/", privacy, name="privacy"),
    path("o/<str:office_code>/now/", live_part, name="public-now"),
    path("o/<str:office_code>/now.json", figures, name="public-figures"),
    path("o/<str:office_code>/standard/<str:service_code>/", standard, name="standard"),
    path("o/<str:office_code>/standard/<str:service_code>/listen/", listen, name="standard-listen"),
    path(
        "o/<str:office_code>/standard/<str:service_code>/standard.pdf",
        standard_pdf,
        name="standard-pdf",
    ),
    path(
        "o/<str:office_code>/standard/<str:service_code>/<str:paper>/",
        standard_print,
        name="standard-print",
    ),
]
