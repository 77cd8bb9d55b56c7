"""Addresses of routines."""

from __future__ import annotations

from django.urls import path

from samfrid.plans.views import routines

app_name = "routines"
urlpatterns = [
    path("", routines.listing, name="list"),
    path("ny/", routines.create, name="create"),
    path("<uuid:key>/", routines.routine, name="routine"),
    path("<uuid:key>/andra/", routines.change, name="change"),
    path("<uuid:key>/beslut/", routines.decide, name="decide"),
    path("<uuid:key>/genomgang/", routines.review, name="review"),
    path("<uuid:key>/upphor/", routines.end, name="end"),
    path("<uuid:key>/aterta/", routines.resume, name="resume"),
]
