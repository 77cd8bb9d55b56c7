"""Addresses of an association's own pages."""

from __future__ import annotations

from django.urls import path

from samfrid.association.views import home, meetings, reports, undertakings

app_name = "association"
urlpatterns = [
    path("", home.home, name="home"),
    path("avtal/<uuid:key>/", home.agreement, name="agreement"),
    path("ataganden/", undertakings.listing, name="undertakings"),
    path("ataganden/<uuid:key>/", undertakings.undertaking, name="undertaking"),
    path("arsrapport/", reports.listing, name="reports"),
    path("arsrapport/<uuid:key>/", reports.report, name="report"),
    path("arsrapport/<uuid:key>/sammanfattning/", reports.summary, name="summary"),
    path("arsrapport/<uuid:key>/rad/", reports.new_line, name="new_line"),
    path("arsrapport/<uuid:key>/lamna-in/", reports.submit, name="submit"),
    path("arsrapport/<uuid:key>/finansiar/<int:number>/", reports.part, name="part"),
    path("arsrapport/<uuid:key>/finansiar/<int:number>/<slug:form>/", reports.part_file, name="part_file"),
    path("arsrapport/rad/<uuid:key>/", reports.line, name="line"),
    path("arsrapport/rad/<uuid:key>/ta-bort/", reports.remove_line, name="remove_line"),
    path("moten/", meetings.listing, name="meetings"),
    path("moten/<uuid:key>/foresla/", meetings.propose, name="propose"),
]
