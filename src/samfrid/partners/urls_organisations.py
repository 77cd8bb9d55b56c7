"""Addresses of organisations outside the municipality."""

from __future__ import annotations

from django.urls import path

from samfrid.partners.views import merging, organisations

app_name = "organisations"
urlpatterns = [
    path("", organisations.listing, name="list"),
    path("ny/", organisations.create, name="create"),
    path("lista.csv", organisations.as_csv, name="csv"),
    path("lista.xlsx", organisations.as_xlsx, name="xlsx"),
    path("dubbletter/", merging.likely, name="likely"),
    path("kontakt/<uuid:key>/stammer/", organisations.verify, name="verify"),
    path("<uuid:key>/", organisations.organisation, name="organisation"),
    path("<uuid:key>/andra/", organisations.change, name="change"),
    path("<uuid:key>/upphor/", organisations.end, name="end"),
    path("<uuid:key>/aterta/", organisations.resume, name="resume"),
    path("<uuid:key>/sla-ihop/", merging.choose, name="choose"),
    path("<uuid:key>/sla-ihop/<uuid:other>/", merging.merge, name="merge"),
    path("<uuid:key>/inte-samma/<uuid:other>/", merging.tell_apart, name="tell_apart"),
    path("<uuid:key>/kan-vara-samma/<uuid:other>/", merging.may_be_one, name="may_be_one"),
]
