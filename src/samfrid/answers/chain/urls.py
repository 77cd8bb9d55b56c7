"""Addresses of the question "vad hände med …?"."""

from __future__ import annotations

from django.urls import path

from samfrid.answers.chain import views

app_name = "chain"
urlpatterns = [
    path("", views.field, name="field"),
    path("<slug:what>/<uuid:key>/", views.chain, name="chain"),
    path("<slug:what>/<uuid:key>/fil/<slug:form>/", views.file, name="file"),
]
