from django.urls import URLPattern, path

from satupintu.feedback.pages.rating import elements, rating, thanks, words

urlpatterns: list[URLPattern] = [
    path("t/<str:token>/rating/", rating, name="rating"),
    path("t/<str:token>/rating/elements/", elements, name="rating-elements"),
    path("t/<str:token>/rating/words/", words, name="rating-words"),
    path("t/<str:token>/rating/thanks/", thanks, name="rating-thanks"),
]
