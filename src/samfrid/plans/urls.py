"""Addresses of plans and their indicators."""

from __future__ import annotations

from django.urls import path

from samfrid.plans.views import indicators, plans, versions

app_name = "plans"
urlpatterns = [
    path("", plans.listing, name="list"),
    path("ny/", versions.create, name="create"),
    path("<uuid:key>/", plans.plan, name="plan"),
    path("<uuid:key>/ny-version/", versions.new_version, name="new_version"),
    path("version/<uuid:key>/anta/", plans.adopt, name="adopt"),
    path("version/<uuid:key>/tid/", versions.change_period, name="change_period"),
    path("version/<uuid:key>/mal/", versions.add_goal, name="add_goal"),
    path("version/<uuid:key>/aktivitet/", plans.add_activity, name="add_activity"),
    path("version/<uuid:key>/indikator/", indicators.add_indicator, name="add_indicator"),
    path("mal/<uuid:key>/", versions.change_goal, name="change_goal"),
    path("mal/<uuid:key>/ta-bort/", versions.remove_goal, name="remove_goal"),
    path("aktivitet/<uuid:key>/ta-bort/", versions.remove_activity, name="remove_activity"),
    path("indikator/<uuid:key>/", indicators.indicator, name="indicator"),
    path("varde/<uuid:key>/ta-bort/", indicators.withdraw_value, name="withdraw_value"),
]
