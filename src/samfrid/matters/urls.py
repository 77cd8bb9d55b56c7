"""Addresses of matters."""

from __future__ import annotations

from django.urls import path

from samfrid.matters.views import decisions, matters

app_name = "matters"
urlpatterns = [
    path("", matters.listing, name="list"),
    path("nytt/", matters.create, name="create"),
    path("att-sats/<uuid:key>/atagande/", decisions.promise, name="promise"),
    path("<uuid:key>/", matters.matter, name="matter"),
    path("<uuid:key>/vackt/", matters.set_raised, name="raised"),
    path("<uuid:key>/beslut/", decisions.decide, name="decide"),
]
