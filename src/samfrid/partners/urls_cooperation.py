"""Addresses of cooperation groups and their meetings."""

from __future__ import annotations

from django.urls import path

from samfrid.partners.views import cooperation, meetings

app_name = "cooperation"
urlpatterns = [
    path("", cooperation.listing, name="groups"),
    path("ny/", cooperation.create, name="create"),
    path("<uuid:key>/", cooperation.group, name="group"),
    path("<uuid:key>/andra/", cooperation.change, name="change"),
    path("<uuid:key>/medlemmar/", cooperation.add_member, name="add_member"),
    path("<uuid:key>/moten/", cooperation.plan_meeting, name="plan_meeting"),
    path("medlem/<uuid:key>/avsluta/", cooperation.end_member, name="end_member"),
    path("mote/<uuid:key>/", meetings.meeting, name="meeting"),
    path("mote/<uuid:key>/anteckna/", meetings.hold, name="hold"),
    path("mote/<uuid:key>/flytta/", meetings.move, name="move"),
    path("mote/<uuid:key>/stall-in/", meetings.cancel, name="cancel"),
]
