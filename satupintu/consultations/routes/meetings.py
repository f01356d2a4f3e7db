"""Addresses of meetings for officers."""

from django.urls import path

from satupintu.consultations.pages import meetings

CASE = "o/<str:office_code>/inbox/<int:pk>/"
urlpatterns = [
    path(CASE + "meetings/", meetings.inbox_meetings, name="inbox-meetings"),
    path(CASE + "meetings/act/", meetings.inbox_meeting_act, name="inbox-meeting-act"),
]
