"""Addresses of the open pages. The municipality's code stands in each, for nobody is logged in."""

from __future__ import annotations

from django.urls.resolvers import URLPattern

app_name = "openness"
urlpatterns: list[URLPattern] = []
