"""Addresses of the desk console."""

from django.urls import URLPattern, URLResolver, include, path

from satupintu.walkin.pages import (
    desk,
    desk_acts,
    desk_elsewhere,
    desk_keys,
    desk_miss,
    desk_notes,
    desk_refer,
    desk_shelf,
    desks,
)

one: list[URLPattern | URLResolver] = [
    path("", desk.desk, name="desk"),
    path("parts/", desk.desk_parts, name="desk-parts"),
    path("visitor/", desk.desk_visitor, name="desk-visitor"),
    path("summary/<int:turn_id>/", desk.desk_summary, name="desk-summary"),
    path("open/", desks.desk_open, name="desk-open"),
    path("release/", desks.desk_release, name="desk-release"),
    path("call/", desk_acts.call, name="desk-call"),
    path("call-one/", desk_acts.call_one, name="desk-call-one"),
    path("start/", desk_acts.start_service, name="desk-start"),
    path("recall/", desk_acts.call_again, name="desk-recall"),
    path("no-show/", desk_acts.missed, name="desk-no-show"),
    path("undo/", desk_acts.undo, name="desk-undo"),
    path("break/", desk_acts.rest, name="desk-break"),
    path("close/", desk_acts.close, name="desk-close"),
    path("draft/", desk_notes.desk_draft, name="desk-draft"),
    path("finish/", desk_notes.desk_finish, name="desk-finish"),
    path("miss/<int:turn_id>/", desk_miss.desk_miss, name="desk-miss"),
    path("blind/", desk_notes.desk_blind, name="desk-blind"),
    path("refer/", desk_refer.desk_refer, name="desk-refer"),
    path("elsewhere/", desk_elsewhere.desk_elsewhere, name="desk-elsewhere"),
    path("catalogue/", desk_shelf.desk_shelf, name="desk-shelf"),
    path("answer/", desk_refer.desk_answer, name="desk-answer"),
]
desks_of_office: list[URLPattern | URLResolver] = [
    path("", desks.desks, name="desks"),
    path("keys/", desk_keys.desk_keys, name="desk-keys"),
    path("<int:number>/", include(one)),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("o/<str:office_code>/desks/", include(desks_of_office))
]
