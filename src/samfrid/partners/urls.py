"""Addresses of agreements."""

from __future__ import annotations

from django.urls import path

from samfrid.partners import views

app_name = "partners"
urlpatterns = [
    path("", views.listing, name="agreements"),
    path("<uuid:key>/", views.agreement, name="agreement"),
    path("<uuid:key>/uppfoljning/", views.follow_up, name="follow_up"),
    path("belopp/<uuid:key>/villkor/", views.release, name="release"),
]
