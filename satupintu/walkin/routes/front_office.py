from django.urls import URLPattern, URLResolver, include, path

from satupintu.walkin.pages import (
    front_office,
    front_office_dated,
    front_office_door,
    front_office_doubles,
    front_office_offline,
    front_office_service,
    front_office_there,
)

acts: list[URLPattern | URLResolver] = [
    path("", front_office.front_office, name="front-office"),
    path("rail/", front_office.front_office_rail, name="front-office-rail"),
    path("panel/", front_office.front_office_panel, name="front-office-panel"),
    path("worker.js", front_office_offline.worker, name="front-office-worker"),
    path("offline/", front_office_offline.shell, name="front-office-offline"),
    path("lately/", front_office_offline.lately, name="front-office-lately"),
    path("here/", front_office_there.front_office_here, name="front-office-here"),
    path("find/", front_office.find, name="front-office-find"),
    path("new/", front_office.guest_book, name="front-office-new"),
    path("<int:pk>/", front_office.guest_book, name="front-office-ticket"),
    path("<int:pk>/back/", front_office_door.comes_back, name="front-office-back"),
    path(
        "<int:pk>/service/",
        front_office_service.changes_service,
        name="front-office-service",
    ),
    path(
        "persons/<int:pk>/doubles/",
        front_office_doubles.doubles,
        name="front-office-doubles",
    ),
    path("number/", front_office_door.give_number, name="front-office-number"),
    path("pass-by/", front_office_door.passes_by, name="front-office-pass-by"),
    path("undo/", front_office_door.undo, name="front-office-undo"),
    path("alert/<int:pk>/", front_office_door.answer_alert, name="front-office-alert"),
    path("dated/", front_office_dated.front_office_dated, name="front-office-dated"),
    path("groups/", front_office_door.groups, name="front-office-groups"),
    path("groups/<int:pk>/", front_office_door.group_act, name="front-office-group"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("o/<str:office_code>/front/", include(acts)),
    path("o/<str:office_code>/slip/<int:pk>/", front_office.ticket_slip, name="ticket-slip"),
]
