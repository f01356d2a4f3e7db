"""Every page of the settings."""

from django.urls import include, path

from satupintu.administration.pages import holidays, hours, settings

rooms = [
    path("", settings.settings, name="settings"),
    path("hours/", hours.hours, name="settings-hours"),
    path("hours/<int:pk>/withdraw/", hours.withdraw_hours, name="settings-hours-withdraw"),
    path("season/", hours.season, name="settings-season"),
    path("season/<int:pk>/end/", hours.end_season, name="settings-season-end"),
    path("holidays/", holidays.holidays, name="settings-holidays"),
    path("holidays/<int:number>/", holidays.holiday_year, name="settings-year"),
    path(
        "holidays/days/<int:pk>/remove/",
        holidays.remove_special_day,
        name="settings-special-day-remove",
    ),
]
urlpatterns = [path("o/<office_code>/settings/", include(rooms))]
