from django.urls import path

from satupintu.walkin.pages import (
    front_office,
    front_office_dated,
    front_office_door,
    front_office_doubles,
    front_office_offline,
    front_office_service,
    front_office_there,
)

FRONT = "o/<str:office_code>/front/"
urlpatterns = [
    path(FRONT, front_office.front_office, name="front-office"),
    path(f"{FRONT}rail/", front_office.front_office_rail, name="front-office-rail"),
    path(f"{FRONT}panel/", front_office.front_office_panel, name="front-office-panel"),
    path(f"{FRONT}worker.js", front_office_offline.worker, name="front-office-worker"),
    path(f"{FRONT}offline/", front_office_offline.shell, name="front-office-offline"),
    path(f"{FRONT}lately/", front_office_offline.lately, name="front-office-lately"),
    path(f"{FRONT}here/", front_office_there.front_office_here, name="front-office-here"),
    path(f"{FRONT}find/", front_office.find, name="front-office-find"),
    path(f"{FRONT}new/", front_office.guest_book, name="front-office-new"),
    path(f"{FRONT}<int:pk>/", front_office.guest_book, name="front-office-ticket"),
    path(f"{FRONT}<int:pk>/back/", front_office_door.comes_back, name="front-office-back"),
    path(
        f"{FRONT}<int:pk>/service/",
        front_office_service.changes_service,
        name="front-office-service",
    ),
    path(
        f"{FRONT}persons/<int:pk>/doubles/",
        front_office_doubles.doubles,
        name="front-office-doubles",
    ),
    path(f"{FRONT}number/", front_office_door.give_number, name="front-office-number"),
    path(f"{FRONT}pass-by/", front_office_door.passes_by, name="front-office-pass-by"),
    path(f"{FRONT}undo/", front_office_door.undo, name="front-office-undo"),
    path(f"{FRONT}alert/<int:pk>/", front_office_door.answer_alert, name="front-office-alert"),
    path(f"{FRONT}dated/", front_office_dated.front_office_dated, name="front-office-dated"),
    path(f"{FRONT}groups/", front_office_door.groups, name="front-office-groups"),
    path(f"{FRONT}groups/<int:pk>/", front_office_door.group_act, name="front-office-group"),
    path("o/<str:office_code>/slip/<int:pk>/", front_office.ticket_slip, name="ticket-slip"),
]
