"""Addresses of the officers' inbox."""

from django.urls import URLPattern, path

from satupintu.consultations.pages import (
    inbox,
    inbox_bulk,
    inbox_canned,
    inbox_case,
    inbox_close,
    inbox_mend,
    inbox_move,
    inbox_needs,
    inbox_new,
    inbox_public,
    inbox_steps,
    inbox_write,
)

INBOX = "o/<str:office_code>/inbox/"
ONE = f"{INBOX}<int:pk>/"
urlpatterns: list[URLPattern] = [
    path(INBOX, inbox.inbox, name="inbox"),
    path(f"{INBOX}news/", inbox.inbox_news, name="inbox-news"),
    path(f"{INBOX}search/", inbox.inbox_search, name="inbox-search"),
    path(f"{INBOX}take/", inbox.inbox_take, name="inbox-take"),
    path(f"{INBOX}density/", inbox.inbox_density, name="inbox-density"),
    path(f"{INBOX}bulk/", inbox_bulk.inbox_bulk, name="inbox-bulk"),
    path(f"{INBOX}absent/", inbox_steps.inbox_take_back, name="inbox-take-back"),
    path(f"{INBOX}new/", inbox_new.inbox_new, name="inbox-new"),
    path(f"{INBOX}person/", inbox_new.inbox_person, name="inbox-person"),
    path(f"{INBOX}catalogue/", inbox_canned.inbox_catalogue, name="inbox-catalogue"),
    path(f"{INBOX}canned/", inbox_canned.inbox_canned, name="inbox-canned"),
    path(f"{INBOX}canned/<int:pk>/", inbox_canned.inbox_canned, name="inbox-canned-one"),
    path(f"{INBOX}answers/", inbox_public.inbox_answers, name="inbox-answers"),
    path(f"{INBOX}answers/<int:pk>/", inbox_public.inbox_settle, name="inbox-settle"),
    path(ONE, inbox_case.inbox_case, name="inbox-case"),
    path(f"{ONE}similar/", inbox_case.inbox_similar, name="inbox-similar"),
    path(f"{ONE}since/", inbox_case.inbox_since, name="inbox-since"),
    path(f"{ONE}here/", inbox_case.inbox_here, name="inbox-here"),
    path(f"{ONE}clock/", inbox_case.inbox_ledger, name="inbox-clock"),
    path(f"{ONE}write/", inbox_write.inbox_write, name="inbox-write"),
    path(f"{ONE}undo/", inbox_write.inbox_undo, name="inbox-undo"),
    path(f"{ONE}examine/", inbox_steps.inbox_examine, name="inbox-examine"),
    path(f"{ONE}resume/", inbox_steps.inbox_resume, name="inbox-resume"),
    path(f"{ONE}assign/", inbox_steps.inbox_assign, name="inbox-assign"),
    path(f"{ONE}postpone/", inbox_steps.inbox_postpone, name="inbox-postpone"),
    path(f"{ONE}label/", inbox_steps.inbox_label, name="inbox-label"),
    path(f"{ONE}reopen/", inbox_steps.inbox_reopen, name="inbox-reopen"),
    path(f"{ONE}undo-close/", inbox_steps.inbox_undo_close, name="inbox-undo-close"),
    path(f"{ONE}close/", inbox_close.inbox_close, name="inbox-close"),
    path(f"{ONE}needs/", inbox_needs.inbox_needs, name="inbox-needs"),
    path(f"{ONE}mend/<int:message>/", inbox_mend.inbox_mend, name="inbox-mend"),
    path(f"{ONE}merge/", inbox_move.inbox_merge, name="inbox-merge"),
    path(f"{ONE}move/", inbox_move.inbox_move, name="inbox-move"),
    path(f"{ONE}publish/", inbox_public.inbox_publish, name="inbox-publish"),
]
