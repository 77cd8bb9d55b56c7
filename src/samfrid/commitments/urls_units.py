"""Addresses of units and contacts."""

from __future__ import annotations

from django.urls import path

from samfrid.commitments.views import units

app_name = "units"
urlpatterns = [
    path("", units.listing, name="list"),
    path("<uuid:key>/avveckla/", units.abolish, name="abolish"),
    path("<uuid:key>/kontakt/", units.new_contact, name="new_contact"),
    path("organisation/<uuid:key>/kontakt/", units.new_contact_outside, name="new_contact_outside"),
    path("kontakt/<uuid:key>/", units.contact, name="contact"),
    path("kontakt/<uuid:key>/ta-bort/", units.end, name="end_contact"),
]
