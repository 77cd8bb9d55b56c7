"""Addresses of the memo workshop."""

from __future__ import annotations

from django.urls import path

from samfrid.answers import views

app_name = "answers"
urlpatterns = [
    path("arende/<uuid:key>/", views.memos, name="memos"),
    path("mallar/", views.templates, name="templates"),
    path("mallar/ny/", views.template, name="new_template"),
    path("mallar/<uuid:key>/", views.template, name="template"),
    path("<uuid:key>/", views.memo, name="memo"),
    path("<uuid:key>/word/", views.word, name="word"),
    path("<uuid:key>/klar/", views.finish, name="finish"),
    path("<uuid:key>/versioner/<int:number>/", views.version, name="version"),
    path("<uuid:key>/versioner/<int:number>/fil/<slug:form>/", views.download, name="download"),
]
