"""The address that links to meetings lead to. The municipality's code stands in it, for nobody is logged in."""

from __future__ import annotations

from django.urls import path

from samfrid.partners import public

app_name = "meeting_links"
urlpatterns = [
    path("<str:code>/<str:token>/", public.meeting, name="meeting"),
    path("<str:code>/<str:token>/mote.ics", public.calendar, name="calendar"),
]
