"""Doors for officers and machines: signing in, proving oneself, joining."""

from django.urls import path

from satupintu.people.pages import sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("language/", sign_in.choose_language, name="language"),
]
