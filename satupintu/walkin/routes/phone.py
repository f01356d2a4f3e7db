from django.urls import path

from satupintu.walkin.pages.join_line import join_line
from satupintu.walkin.pages.phone import ticket
from satupintu.walkin.pages.phone_proof import phone_proof
from satupintu.walkin.pages.phone_script import phone_script, phone_worker
from satupintu.walkin.pages.phone_search import phone_search
from satupintu.walkin.pages.prefill import prefill, prefill_more

urlpatterns = [
    path("t/phone.js", phone_script, name="phone-script"),
    path("t/worker.js", phone_worker, name="phone-worker"),
    path("t/<str:token>/", ticket, name="ticket"),
    path("t/<str:token>/e-mail/", phone_proof, name="phone-proof"),
    path("t/<str:token>/search/", phone_search, name="phone-search"),
    path("t/<str:token>/guest-book/", prefill, name="prefill"),
    path("t/<str:token>/guest-book/more/", prefill_more, name="prefill-more"),
    path("o/<str:office_code>/join-line/", join_line, name="join-line"),
]
