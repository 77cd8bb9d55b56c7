"""Addresses of plans."""

from __future__ import annotations

from django.urls import path

from samfrid.plans import views

app_name = "plans"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<uuid:key>/", views.plan, name="plan"),
    path("version/<uuid:key>/anta/", views.adopt, name="adopt"),
    path("version/<uuid:key>/aktivitet/", views.add_activity, name="add_activity"),
]
