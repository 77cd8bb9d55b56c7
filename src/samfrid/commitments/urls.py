"""Addresses of commitments."""

from __future__ import annotations

from django.urls import path

from samfrid.commitments import views

app_name = "commitments"
urlpatterns = [
    path("", views.listing, name="list"),
    path("nytt/", views.create, name="create"),
    path("<uuid:key>/", views.commitment, name="commitment"),
    path("<uuid:key>/rapport/", views.report, name="report"),
    path("<uuid:key>/ansvarig/", views.assign, name="assign"),
    path("<uuid:key>/klart/", views.due, name="due"),
]
