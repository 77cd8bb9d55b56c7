"""The addresses of a routine's and a training's document: among their own, though files are kept in this room."""

from __future__ import annotations

from django.urls import path

from samfrid.documents.views import written

app_name = "written"
urlpatterns = [
    path("<uuid:key>/handling/", written.of_routine, name="of_routine"),
    path("utbildningar/<uuid:key>/handling/", written.of_training, name="of_training"),
]
