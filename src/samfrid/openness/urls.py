"""Addresses of the open pages. The municipality's code stands in each, for nobody is logged in."""

from __future__ import annotations

from django.urls import path

from samfrid.openness import views

app_name = "openness"
urlpatterns = [
    path("<str:code>/", views.board, name="board"),
    path("<str:code>/arkiv/", views.archive, name="archive"),
    path("<str:code>/flode.xml", views.feed, name="feed"),
    path("<str:code>/<uuid:key>/", views.notice, name="notice"),
    path("<str:code>/<uuid:key>/<slug:form>/", views.notice_file, name="notice_file"),
]
