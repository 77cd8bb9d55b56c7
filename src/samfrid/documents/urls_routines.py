"""The address of a routine's document: among those of the routine, though files are kept in this room."""

from __future__ import annotations

from django.urls import path

from samfrid.documents.views import written

app_name = "written"
urlpatterns = [
    path("<uuid:key>/handling/", written.of_routine, name="of_routine"),
]
