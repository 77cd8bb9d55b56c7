"""The address that calendars follow. The municipality's code stands in it, for nobody is logged in."""

from __future__ import annotations

from django.urls import path

from samfrid.yearly import feeds

app_name = "calendar"
urlpatterns = [path("<str:code>/<str:token>.ics", feeds.feed, name="feed")]
