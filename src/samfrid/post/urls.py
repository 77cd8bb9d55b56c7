"""Addresses of letters."""

from __future__ import annotations

from django.urls import path

from samfrid.post import views

app_name = "post"
urlpatterns = [
    path("", views.listing, name="list"),
    path("skriv-ut/", views.print_many, name="print"),
    path("<uuid:key>/", views.letter, name="letter"),
    path("<uuid:key>/pdf/", views.as_pdf, name="pdf"),
    path("<uuid:key>/oppna/", views.open_link, name="open"),
    path("<uuid:key>/igen/", views.try_again, name="try_again"),
]
