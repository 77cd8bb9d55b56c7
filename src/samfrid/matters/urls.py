"""Addresses of matters."""

from __future__ import annotations

from django.urls import path

from samfrid.matters.views import (
    decisions,
    dispatch,
    matters,
    minutes,
    parts,
    referrals,
    reports,
    series,
    taking,
    types,
)

app_name = "matters"
urlpatterns = [
    path("", matters.listing, name="list"),
    path("nytt/", matters.create, name="create"),
    path("att-sats/<uuid:key>/atagande/", decisions.promise, name="promise"),
    path("redovisningar/", reports.year, name="reports"),
    path("redovisningar/yttranden/", reports.statements, name="statements"),
    path("redovisningar/<slug:which>/<slug:form>/", reports.file, name="report_file"),
    path("protokoll/", minutes.listing, name="minutes_list"),
    path("protokoll/nytt/", minutes.create, name="minutes_create"),
    path("protokoll/<uuid:key>/", minutes.minutes, name="minutes"),
    path("protokoll/<uuid:key>/om/", minutes.describe, name="minutes_about"),
    path("protokoll/<uuid:key>/anslag/<slug:form>/", minutes.notice, name="notice_file"),
    path("protokoll/<uuid:key>/beslut/<uuid:decision>/", minutes.place, name="place"),
    path("protokoll/<uuid:key>/<slug:step>/", minutes.step, name="minutes_step"),
    path("beslut/<uuid:key>/expediering/", dispatch.dispatch, name="dispatch"),
    path("beslut/<uuid:key>/expediering/skickat/", dispatch.sent, name="sent"),
    path("beslut/<uuid:key>/expediering/<slug:form>/", dispatch.all_letters, name="all_letters"),
    path("expediering/<uuid:key>/ta-bort/", dispatch.remove, name="remove_recipient"),
    path("expediering/<uuid:key>/brev/<slug:form>/", dispatch.letter, name="letter"),
    path("beslut/<uuid:key>/", taking.decision, name="decision"),
    path("beslut/<uuid:key>/ratta/", taking.correct, name="correct"),
    path("remiss/<uuid:key>/", referrals.referral, name="referral"),
    path("typer/", types.listing, name="types"),
    path("typer/<slug:kind>/", types.kind, name="type"),
    path("serier/", series.listing, name="series"),
    path("<uuid:key>/", matters.matter, name="matter"),
    path("<uuid:key>/nummer/", parts.add, {"part": "number"}, name="add_number"),
    path("<uuid:key>/personer/", parts.add, {"part": "person"}, name="add_person"),
    path("<uuid:key>/yrkanden/", parts.add, {"part": "request"}, name="add_request"),
    path("<uuid:key>/fragor/", parts.add, {"part": "question"}, name="add_question"),
    path("<uuid:key>/hor-ihop/", parts.add, {"part": "relate"}, name="relate"),
    path("<uuid:key>/hor-ihop/<uuid:other>/skilj/", parts.part_ways, name="unrelate"),
    path("<uuid:key>/rubrik/", parts.add, {"part": "title"}, name="title"),
    path("<uuid:key>/atkomst/", parts.add, {"part": "access"}, name="access"),
    path("<uuid:key>/vackt/", matters.set_raised, name="raised"),
    path("<uuid:key>/beslut/", decisions.decide, name="decide"),
    path("<uuid:key>/remisser/", referrals.referrals, name="referrals"),
]
