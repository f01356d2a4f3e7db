"""Addresses of the supervisor's pages."""

from django.urls import path

from satupintu.reports.pages import (
    close_day,
    counts,
    day,
    guest_book,
    paper,
    paper_visit,
    ratings,
    roster,
    turns,
)

DAY = "o/<str:office_code>/day/"
urlpatterns = [
    path(DAY, day.day, name="day"),
    path(f"{DAY}now/", day.day_now, name="day-now"),
    path(f"{DAY}done/", day.day_done, name="day-done"),
    path(f"{DAY}quality/", day.day_quality, name="day-quality"),
    path(f"{DAY}miss/<int:turn_id>/", day.day_miss, name="day-miss"),
    path(f"{DAY}alert/<int:alert_id>/", day.day_alert, name="day-alert"),
    path(f"{DAY}remark/", day.day_remark, name="day-remark"),
    path(f"{DAY}close/", close_day.close_day, name="day-close"),
    path(f"{DAY}reopen/", close_day.reopen, name="day-reopen"),
    path(f"{DAY}turns/", turns.turns, name="turns"),
    path(f"{DAY}turns/<int:turn_id>/", turns.turn, name="turn"),
    path(f"{DAY}roster/", roster.roster, name="roster"),
    path(f"{DAY}roster/copy/", roster.copy, name="roster-copy"),
    path(f"{DAY}guest-book/", guest_book.period, name="guest-book"),
    path(f"{DAY}guest-book/print/", guest_book.print_period, name="guest-book-print"),
    path(f"{DAY}guest-book/file/", guest_book.download_period, name="guest-book-file"),
    path(f"{DAY}counts/", counts.counts, name="counts"),
    path(f"{DAY}counts/paper/", counts.counts_paper, name="counts-paper"),
    path(f"{DAY}counts/pdf/", counts.counts_paper, {"file": True}, name="counts-pdf"),
    path(f"{DAY}counts/file/", counts.counts_file, name="counts-file"),
    path(f"{DAY}ratings/", ratings.ratings, name="ratings"),
    path(f"{DAY}paper/", paper.paper, name="paper"),
    path(f"{DAY}paper/sheet/", paper.guest_sheet, name="paper-sheet"),
    path(f"{DAY}paper/visit/", paper_visit.paper_visit, name="paper-visit"),
    path(f"{DAY}paper/slips/<str:service_code>/<str:day>/", paper.slips, name="paper-slips"),
]
