"""Addresses of training."""

from __future__ import annotations

from django.urls import path

from samfrid.plans.views import training

app_name = "training"
urlpatterns = [
    path("", training.listing, name="list"),
    path("ny/", training.create, name="create"),
    path("<uuid:key>/", training.training, name="training"),
    path("<uuid:key>/andra/", training.change, name="change"),
    path("<uuid:key>/stryk/", training.strike, name="strike"),
]
