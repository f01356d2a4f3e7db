from django.urls import URLPattern, path

from satupintu.feedback.pages.consultation_rating import (
    consultation_elements,
    consultation_rating,
    consultation_thanks,
    consultation_words,
)
from satupintu.feedback.pages.kiosk_rating import kiosk_rating
from satupintu.feedback.pages.rating import elements, rating, thanks, words
from satupintu.feedback.pages.slip_rating import slip_print, slip_rating

ENDING = "o/<str:office_code>/rate/<str:token>/"
urlpatterns: list[URLPattern] = [
    path("t/<str:token>/rating/", rating, name="rating"),
    path("t/<str:token>/rating/elements/", elements, name="rating-elements"),
    path("t/<str:token>/rating/words/", words, name="rating-words"),
    path("t/<str:token>/rating/thanks/", thanks, name="rating-thanks"),
    path(ENDING, consultation_rating, name="consultation-rating"),
    path(ENDING + "elements/", consultation_elements, name="consultation-rating-elements"),
    path(ENDING + "words/", consultation_words, name="consultation-rating-words"),
    path(ENDING + "thanks/", consultation_thanks, name="consultation-rating-thanks"),
    path("o/<str:office_code>/rate/", kiosk_rating, name="kiosk-rating"),
    path("o/<str:office_code>/slip-rating/", slip_rating, name="slip-rating"),
    path("o/<str:office_code>/slip-rating/print/", slip_print, name="rating-slip"),
]
