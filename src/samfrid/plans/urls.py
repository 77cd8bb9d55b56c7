"""Addresses of plans and their indicators."""

from __future__ import annotations

from django.urls import path

from samfrid.plans.views import activities, indicators, plans, versions, whole

app_name = "plans"
urlpatterns = [
    path("", plans.listing, name="list"),
    path("ny/", versions.create, name="create"),
    path("matris/", whole.matrix, name="matrix"),
    path("som-fil/", whole.layout, name="layout"),
    path("<uuid:key>/", plans.plan, name="plan"),
    path("<uuid:key>/namn/", whole.describe, name="describe"),
    path("<uuid:key>/kallas/", whole.add_alias, name="add_alias"),
    path("<uuid:key>/jamfor/", whole.compare, name="compare"),
    path("<uuid:key>/ny-version/", versions.new_version, name="new_version"),
    path("kallas/<uuid:key>/ta-bort/", whole.remove_alias, name="remove_alias"),
    path("version/<uuid:key>/anta/", plans.adopt, name="adopt"),
    path("version/<uuid:key>/tid/", versions.change_period, name="change_period"),
    path("version/<uuid:key>/oversyn/", versions.set_review, name="set_review"),
    path("version/<uuid:key>/ta-bort/", versions.remove_draft, name="remove_draft"),
    path("version/<uuid:key>/mal/", versions.add_goal, name="add_goal"),
    path("version/<uuid:key>/aktivitet/", plans.add_activity, name="add_activity"),
    path("version/<uuid:key>/indikator/", indicators.add_indicator, name="add_indicator"),
    path("version/<uuid:key>/saknas/<uuid:commitment>/", activities.explain, name="explain"),
    path("version/<uuid:key>/plan.docx", whole.as_file, {"form": "docx"}, name="docx"),
    path("version/<uuid:key>/plan.pdf", whole.as_file, {"form": "pdf"}, name="pdf"),
    path("mal/<uuid:key>/", versions.change_goal, name="change_goal"),
    path("mal/<uuid:key>/ratta/", versions.correct_goal, name="correct_goal"),
    path("mal/<uuid:key>/ta-bort/", versions.remove_goal, name="remove_goal"),
    path("aktivitet/<uuid:key>/", activities.change, name="change_activity"),
    path("aktivitet/<uuid:key>/ta-bort/", activities.remove, name="remove_activity"),
    path("foljd/<uuid:key>/ta-tillbaka/", activities.bring_back, name="bring_back"),
    path("indikator/<uuid:key>/", indicators.indicator, name="indicator"),
    path("varde/<uuid:key>/ta-bort/", indicators.withdraw_value, name="withdraw_value"),
]
