from django.urls import URLPattern, path

from satupintu.files.pages.arriving import begin, cancel, piece
from satupintu.files.pages.download import download, link

urlpatterns: list[URLPattern] = [
    path("o/<str:office_code>/files/<str:key>/", download, name="file"),
    path("files/<str:token>/", link, name="file-link"),
    path("o/<str:office_code>/upload/", begin, name="upload"),
    path("o/<str:office_code>/upload/<str:key>/", piece, name="upload-piece"),
    path("o/<str:office_code>/upload/<str:key>/cancel/", cancel, name="upload-cancel"),
]
