"""Addresses of the desk console."""

from django.urls import path

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

DESKS = "o/<str:office_code>/desks/"
ONE = DESKS + "<int:number>/"
urlpatterns = [
    path(DESKS, desks.desks, name="desks"),
    path(DESKS + "keys/", desk_keys.desk_keys, name="desk-keys"),
    path(ONE, desk.desk, name="desk"),
    path(ONE + "parts/", desk.desk_parts, name="desk-parts"),
    path(ONE + "visitor/", desk.desk_visitor, name="desk-visitor"),
    path(ONE + "summary/<int:turn_id>/", desk.desk_summary, name="desk-summary"),
    path(ONE + "open/", desks.desk_open, name="desk-open"),
    path(ONE + "release/", desks.desk_release, name="desk-release"),
    path(ONE + "call/", desk_acts.call, name="desk-call"),
    path(ONE + "call-one/", desk_acts.call_one, name="desk-call-one"),
    path(ONE + "start/", desk_acts.start_service, name="desk-start"),
    path(ONE + "recall/", desk_acts.call_again, name="desk-recall"),
    path(ONE + "no-show/", desk_acts.missed, name="desk-no-show"),
    path(ONE + "undo/", desk_acts.undo, name="desk-undo"),
    path(ONE + "break/", desk_acts.rest, name="desk-break"),
    path(ONE + "close/", desk_acts.close, name="desk-close"),
    path(ONE + "draft/", desk_notes.desk_draft, name="desk-draft"),
    path(ONE + "finish/", desk_notes.desk_finish, name="desk-finish"),
    path(ONE + "miss/<int:turn_id>/", desk_miss.desk_miss, name="desk-miss"),
    path(ONE + "blind/", desk_notes.desk_blind, name="desk-blind"),
    path(ONE + "refer/", desk_refer.desk_refer, name="desk-refer"),
    path(ONE + "elsewhere/", desk_elsewhere.desk_elsewhere, name="desk-elsewhere"),
    path(ONE + "catalogue/", desk_shelf.desk_shelf, name="desk-shelf"),
    path(ONE + "answer/", desk_refer.desk_answer, name="desk-answer"),
]
