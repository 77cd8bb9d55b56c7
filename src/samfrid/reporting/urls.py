"""Addresses of rounds, for those who are logged in."""

from __future__ import annotations

from django.urls import path

from samfrid.reporting import views

app_name = "reporting"
urlpatterns = [
    path("", views.listing, name="rounds"),
    path("ny/", views.create, name="create"),
    path("<uuid:key>/", views.one, name="round"),
    path("<uuid:key>/stang/", views.close, name="close"),
    path("<uuid:key>/avsluta-rytmen/", views.end_series, name="end_series"),
    path("<uuid:key>/fraga/", views.ask_more, name="ask_more"),
    path("<uuid:key>/paminn/", views.remind_all, name="remind_all"),
    path("svar/<uuid:key>/paminn/", views.remind, name="remind"),
    path("svar/<uuid:key>/chef/", views.escalate, name="escalate"),
    path("svar/<uuid:key>/aterkalla/", views.revoke, name="revoke"),
    path("svar/<uuid:key>/ny-lank/", views.new_link, name="new_link"),
]
