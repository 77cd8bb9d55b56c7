from __future__ import annotations

from django.urls import path

from samfrid.documents.views import access, approval, files, measure, municipality, review

app_name = "documents"
urlpatterns = [
    path("", files.listing, name="list"),
    path("laget/", files.live, name="live"),
    path("granskningen/", measure.measure, name="measure"),
    path("lagg-till/", files.add, name="add"),
    path("<uuid:key>/", review.document, name="document"),
    path("<uuid:key>/atkomst/", access.access, name="access"),
    path("<uuid:key>/original/", files.original, name="original"),
    path("<uuid:key>/sida/<int:number>/", files.page, name="page"),
    path("<uuid:key>/forsok-igen/", files.retry, name="retry"),
    path("<uuid:key>/ta-bort/", files.remove, name="remove"),
    path("<uuid:key>/kommun/", municipality.answer, name="municipality"),
    path("<uuid:key>/godkann-sakra/", review.accept_certain, name="accept_certain"),
    path("<uuid:key>/godkann/", approval.approve, name="approve"),
    path("<uuid:key>/saknas/<str:group>/", review.add, name="add_finding"),
    path("<uuid:key>/fynd/<uuid:finding>/", review.card, name="card"),
    path("<uuid:key>/fynd/<uuid:finding>/bedom/", review.judge, name="judge"),
    path("<uuid:key>/fynd/<uuid:finding>/andra/", review.edit, name="edit"),
]
