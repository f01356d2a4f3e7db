"""Addresses of those who ask."""

from django.urls import path

from satupintu.consultations.pages import (
    ask,
    ask_check,
    ask_release,
    papers,
    prove,
    question,
    question_meeting,
    questions,
)

OFFICE = "o/<str:office_code>/"
ONE = OFFICE + "questions/<str:number>/"
urlpatterns = [
    path(OFFICE + "ask/", ask.ask, name="ask"),
    path(OFFICE + "ask/likely/", ask.ask_likely, name="ask-likely"),
    path(OFFICE + "ask/ease/", ask_check.ask_ease, name="ask-ease"),
    path(OFFICE + "ask/<str:token>/", ask_check.ask_check, name="ask-check"),
    path(OFFICE + "ask/<str:token>/send/", ask_check.ask_send, name="ask-send"),
    path(OFFICE + "ask/<str:token>/release/", ask_release.ask_release, name="ask-release"),
    path(OFFICE + "ask/<str:token>/answered/", ask_check.ask_answered, name="ask-answered"),
    path(OFFICE + "questions/", questions.questions, name="questions"),
    path(OFFICE + "questions/track/", questions.question_track, name="question-track"),
    path(OFFICE + "questions/link/<str:token>/", prove.question_link, name="question-link"),
    path(ONE, question.question, name="question"),
    path(ONE + "sent/", question.question_sent, name="question-sent"),
    path(ONE + "prove/", prove.question_prove, name="question-prove"),
    path(ONE + "address/", prove.question_address, name="question-address"),
    path(ONE + "say/", question.question_say, name="question-say"),
    path(ONE + "since/", question.question_since, name="question-since"),
    path(ONE + "draft/", question.question_draft, name="question-draft"),
    path(ONE + "act/", question.question_act, name="question-act"),
    path(ONE + "calendar.ics", question.question_calendar, name="question-calendar"),
    path(ONE + "take/", question_meeting.question_take, name="question-take"),
    path(ONE + "move/", question_meeting.question_move, name="question-move"),
    path(ONE + "wish/", question_meeting.question_wish, name="question-wish"),
    path(ONE + "cancel/", question_meeting.question_cancel, name="question-cancel"),
    path(ONE + "here/", question_meeting.question_arrive, name="question-arrive"),
    path(
        ONE + "meeting.ics",
        question_meeting.question_meeting_calendar,
        name="question-meeting-calendar",
    ),
    path(ONE + "minutes/", papers.question_minutes, name="question-minutes"),
    path(ONE + "minutes.pdf", papers.question_minutes_pdf, name="question-minutes-pdf"),
    path(ONE + "confirmation/", papers.question_confirmation, name="question-confirmation"),
    path(
        ONE + "confirmation.pdf",
        papers.question_confirmation_pdf,
        name="question-confirmation-pdf",
    ),
]
