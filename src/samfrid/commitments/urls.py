"""Addresses of commitments."""

from __future__ import annotations

from django.urls import path

from samfrid.commitments.views import listing, outside, page, parts

app_name = "commitments"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("nytt/", listing.create, name="create"),
    path("lista.csv", listing.as_csv, name="csv"),
    path("lista.xlsx", listing.as_xlsx, name="xlsx"),
    path("rapport/<uuid:key>/underlag/", parts.add_evidence, name="add_evidence"),
    path("underlag/<uuid:key>/", parts.withdraw, name="withdraw"),
    path("lage/<uuid:key>/", parts.end_override, name="end_override"),
    path("<uuid:key>/", page.commitment, name="commitment"),
    path("<uuid:key>/rapport/", page.report, name="report"),
    path("<uuid:key>/ansvarig/", page.assign, name="assign"),
    path("<uuid:key>/organisationer/", outside.organisations, name="organisations"),
    path("<uuid:key>/klart/", page.due, name="due"),
    path("<uuid:key>/beskriv/", parts.describe, name="describe"),
    path("<uuid:key>/kontakt/", parts.contact, name="contact"),
    path("<uuid:key>/aterrapportering/", parts.report_back, name="report_back"),
    path("<uuid:key>/aterrapporterat/", parts.reported_back, name="reported_back"),
    path("<uuid:key>/lamna-over/", parts.hand_over, name="hand_over"),
    path("<uuid:key>/ta-over/", parts.take, name="take"),
    path("<uuid:key>/lage/", parts.override, name="override"),
    path("<uuid:key>/ett-till/", parts.more, name="more"),
]
