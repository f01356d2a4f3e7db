"""Every page of the settings."""

from django.urls import include, path

from satupintu.administration.pages import (
    audit,
    catalogue,
    contacts,
    decisions,
    desks,
    devices,
    erasures,
    example,
    holidays,
    hours,
    letters,
    officers,
    scans,
    services,
    settings,
    standards,
    units,
    working_days,
)

calendar = [
    path("hours/", hours.hours, name="settings-hours"),
    path("hours/<int:pk>/withdraw/", hours.withdraw_hours, name="settings-hours-withdraw"),
    path("hours/season/", hours.season, name="settings-season"),
    path("hours/season/<int:pk>/end/", hours.end_season, name="settings-season-end"),
    path("holidays/", holidays.holidays, name="settings-holidays"),
    path("holidays/<int:number>/", holidays.holiday_year, name="settings-year"),
    path(
        "holidays/days/<int:pk>/remove/",
        holidays.remove_special_day,
        name="settings-special-day-remove",
    ),
]
offer = [
    path("services/", services.services, name="settings-services"),
    path("services/new/", services.new_service, name="settings-service-new"),
    path("services/<service_code>/", services.service, name="settings-service"),
    path(
        "services/planned/<int:pk>/withdraw/",
        services.withdraw_service,
        name="settings-service-withdraw",
    ),
    path("standards/", standards.standards, name="settings-standards"),
    path("standards/<service_code>/", standards.standard, name="settings-standard"),
    path("standards/<service_code>/history/", standards.history, name="settings-history"),
    path(
        "standards/planned/<int:pk>/withdraw/",
        standards.withdraw_standard,
        name="settings-standard-withdraw",
    ),
    path("scans/pledge/", scans.pledge, name="settings-pledge-scan"),
    path("scans/<int:pk>/", scans.standard, name="settings-standard-scan"),
    path("desks/", desks.desks, name="settings-desks"),
    path("desks/<int:number>/", desks.desk, name="settings-desk"),
    path("decisions/", decisions.decisions, name="settings-decisions"),
    path("decisions/<name>/", decisions.decision, name="settings-decision"),
    path(
        "decisions/planned/<int:pk>/withdraw/",
        decisions.withdraw_decision,
        name="settings-decision-withdraw",
    ),
    path("message/", decisions.message, name="settings-message"),
    path("contacts/", contacts.contacts, name="settings-contacts"),
    path("contacts/<int:pk>/", contacts.contact, name="settings-contact"),
    path("contacts/<int:pk>/check/", contacts.check_contact, name="settings-contact-check"),
    path("contacts/<int:pk>/remove/", contacts.remove_contact, name="settings-contact-remove"),
]
people = [
    path("officers/", officers.officers, name="settings-officers"),
    path("officers/<int:pk>/", officers.officer, name="settings-officer"),
    path("officers/<int:pk>/code/", officers.give_code, name="settings-officer-code"),
    path("officers/<int:pk>/open/", officers.open_again, name="settings-officer-open"),
    path("officers/<int:pk>/days/", working_days.working_days, name="settings-officer-days"),
    path("officers/<int:pk>/leave/", officers.leave, name="settings-officer-leave"),
    path("units/", units.units, name="settings-units"),
    path("units/<int:pk>/", units.unit, name="settings-unit"),
    path("units/<int:pk>/end/", units.end_unit, name="settings-unit-end"),
    path("devices/", devices.devices, name="settings-devices"),
    path("devices/<int:pk>/", devices.device, name="settings-device"),
    path("devices/<int:pk>/revoke/", devices.revoke_device, name="settings-device-revoke"),
    path("letters/", letters.letters, name="settings-letters"),
    path("letters/<int:pk>/again/", letters.letter_again, name="settings-letter-again"),
    path("erasures/", erasures.erasures, name="settings-erasures"),
    path("erasures/<int:pk>/", erasures.erasure, name="settings-erasure"),
    path("audit/", audit.audit, name="settings-audit"),
    path("audit/export/", audit.export, name="settings-audit-export"),
    path("example/", example.example, name="settings-example"),
]
search = [
    path("catalogue/", catalogue.catalogue, name="settings-catalogue"),
    path("catalogue/terms/", catalogue.term_done, name="settings-catalogue-term-done"),
    path("catalogue/words/", catalogue.words, name="settings-catalogue-words"),
    path("catalogue/words/<int:pk>/", catalogue.word, name="settings-catalogue-word"),
    path(
        "catalogue/words/<int:pk>/remove/",
        catalogue.remove_word,
        name="settings-catalogue-word-remove",
    ),
    path("catalogue/hints/", catalogue.hints, name="settings-catalogue-hints"),
    path("catalogue/hints/<int:pk>/", catalogue.hint, name="settings-catalogue-hint"),
    path(
        "catalogue/hints/<int:pk>/remove/",
        catalogue.remove_hint,
        name="settings-catalogue-hint-remove",
    ),
]
rooms = [path("", settings.settings, name="settings"), *calendar, *offer, *search, *people]
urlpatterns = [path("o/<office_code>/settings/", include(rooms))]
