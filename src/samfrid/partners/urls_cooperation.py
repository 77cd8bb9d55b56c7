"""Addresses of cooperation groups and their meetings."""

from __future__ import annotations

from django.urls import path

from samfrid.partners.views import cooperation, dialogue, inviting, meetings

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
    path("mote/<uuid:key>/dagordning/", inviting.agenda, name="agenda"),
    path("mote/<uuid:key>/bjud-in/", inviting.invite, name="invite"),
    path("mote/<uuid:key>/planera/", inviting.accept, name="accept"),
    path("mote/<uuid:key>/avboj/", inviting.decline, name="decline"),
    path("mote/<uuid:key>/handling.<str:form>", inviting.paper, name="paper"),
    path("mote/<uuid:key>/mote.ics", inviting.calendar, name="calendar"),
    path("inbjudan/<uuid:key>/igen/", inviting.again, name="again"),
    path("inbjudan/<uuid:key>/ta-tillbaka/", inviting.revoke, name="revoke"),
    path("dialog/med/<uuid:key>/", dialogue.talks, name="talks"),
    path("dialog/<uuid:key>/", dialogue.talk, name="talk"),
]
