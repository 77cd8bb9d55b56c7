"""Addresses of the year, for those who are logged in."""

from __future__ import annotations

from django.urls import path

from samfrid.yearly import views
from samfrid.yearly.views import calendars, sittings

app_name = "yearly"
urlpatterns = [
    path("", views.year, name="year"),
    path("<int:number>.<str:form>", views.year_file, name="file"),
    path("sammantraden/", sittings.listing, name="sittings"),
    path("sammantraden/nytt/", sittings.create, name="create_sitting"),
    path("sammantraden/klistra-in/", sittings.paste, name="paste"),
    path("sammantraden/<uuid:key>/", sittings.change, name="sitting"),
    path("sammantraden/<uuid:key>/ta-bort/", sittings.call_off, name="call_off"),
    path("sammantraden/<uuid:key>/kalender.ics", sittings.event_file, name="sitting_event"),
    path("kalender/", calendars.listing, name="feeds"),
    path("kalender/<uuid:key>/aterkalla/", calendars.revoke, name="revoke_feed"),
]
