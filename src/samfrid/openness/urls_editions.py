"""Addresses of the public editions. The municipality's code stands in each, for nobody is logged in."""

from __future__ import annotations

from django.urls import path

from samfrid.openness import editions

app_name = "open_editions"
urlpatterns = [
    path("<str:code>/", editions.latest, name="latest"),
    path("<str:code>/utgavor/", editions.archive, name="archive"),
    path("<str:code>/flode.xml", editions.feed, name="feed"),
    path("<str:code>/<uuid:key>/", editions.edition, name="edition"),
    path("<str:code>/<uuid:key>/<slug:form>/", editions.edition_file, name="file"),
]
