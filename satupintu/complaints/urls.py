from django.urls import URLPattern, path

from satupintu.complaints.pages.complain import complain, complaint_receipt
from satupintu.complaints.pages.register import complaint, complaints

urlpatterns: list[URLPattern] = [
    path("o/<str:office_code>/complain/", complain, name="complain"),
    path(
        "o/<str:office_code>/complain/<str:receipt>/", complaint_receipt, name="complaint-receipt"
    ),
    path("o/<str:office_code>/complaints/", complaints, name="complaints"),
    path("o/<str:office_code>/complaints/<int:pk>/", complaint, name="complaint"),
]
