"""Addresses of matters."""

from __future__ import annotations

from django.urls import path

from samfrid.matters import views

app_name = "matters"
urlpatterns = [
    path("", views.listing, name="list"),
    path("nytt/", views.create, name="create"),
    path("att-sats/<uuid:key>/atagande/", views.promise, name="promise"),
    path("<uuid:key>/", views.matter, name="matter"),
    path("<uuid:key>/vackt/", views.set_raised, name="raised"),
    path("<uuid:key>/beslut/", views.decide, name="decide"),
]
