"""Addresses of a matter's documents: among those of the matter, though files are kept in this room."""

from __future__ import annotations

from django.urls import path

from samfrid.documents.views import belonging

app_name = "belonging"
urlpatterns = [
    path("<uuid:key>/handlingar/", belonging.of_matter, name="of_matter"),
    path("<uuid:key>/handlingar/lagg-till/", belonging.upload_for, name="upload_for"),
    path("handlingar/<uuid:key>/ta-bort/", belonging.take_off, name="detach"),
]
