"""Addresses of the follow-up list and its editions."""

from __future__ import annotations

from django.urls import path

from samfrid.editions.views import kept, layout, working

app_name = "editions"
urlpatterns = [
    path("", working.listing, name="list"),
    path("lista/<slug:form>/", working.file, name="file"),
    path("form/", layout.listing, name="layouts"),
    path("form/alla/", layout.layout, name="layout"),
    path("form/<uuid:key>/", layout.layout, name="body_layout"),
    path("utgavor/", kept.listing, name="kept"),
    path("utgavor/ny/", kept.make, name="make"),
    path("utgavor/<uuid:key>/", kept.edition, name="edition"),
    path("utgavor/<uuid:key>/gor-om/", kept.remake, name="remake"),
    path("utgavor/<uuid:key>/skicka/", kept.send, name="send"),
    path("utgavor/<uuid:key>/kasta/", kept.discard, name="discard"),
    path("utgavor/<uuid:key>/rattelse/", kept.correct, name="correct"),
    path("utgavor/<uuid:key>/fil/<slug:form>/", kept.file, name="edition_file"),
]
