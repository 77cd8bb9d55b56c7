"""All addresses. Each room has its own; Swedish words, since people read and share them."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from samfrid.openness.api.about import about
from samfrid.web import views
from samfrid.web.gallery import gallery

urlpatterns = [
    path("", include("samfrid.gaps.urls")),
    path("tjansteskrivelser/", include("samfrid.answers.urls")),
    path("vad-hande/", include("samfrid.answers.chain.urls")),
    path("arenden/", include("samfrid.matters.urls")),
    path("arenden/", include("samfrid.documents.urls_matters")),
    path("ataganden/", include("samfrid.commitments.urls")),
    path("uppfoljning/", include("samfrid.editions.urls")),
    path("enheter/", include("samfrid.commitments.urls_units")),
    path("planer/", include("samfrid.plans.urls")),
    path("rutiner/", include("samfrid.plans.urls_routines")),
    path("rutiner/", include("samfrid.documents.urls_routines")),
    path("rutiner/utbildningar/", include("samfrid.plans.urls_training")),
    path("avtal/", include("samfrid.partners.urls")),
    path("samverkan/", include("samfrid.partners.urls_cooperation")),
    path("organisationer/", include("samfrid.partners.urls_organisations")),
    path("forening/", include("samfrid.association.urls")),
    path("enkat/", include("samfrid.survey.urls")),
    path("arshjul/", include("samfrid.yearly.urls")),
    path("kalender/", include("samfrid.yearly.urls_feeds")),
    path("brev/", include("samfrid.post.urls")),
    path("rapportering/", include("samfrid.reporting.urls")),
    path("r/", include("samfrid.reporting.urls_links")),
    path("m/", include("samfrid.partners.urls_links")),
    path("dokument/", include("samfrid.documents.urls")),
    path("sok/", include("samfrid.search.urls")),
    path("anslagstavla/", include("samfrid.openness.urls")),
    path("oppen-uppfoljning/", include("samfrid.openness.urls_editions")),
    path("konto/", include("samfrid.web.urls_account")),
    path("installningar/", include(("samfrid.web.urls_settings", "web"))),
    path("installningar/sprak/", views.language, name="set_language"),
    path("installningar/api/", include("samfrid.openness.urls_keys")),
    path("api/", about, name="api"),
    path("api/v1/", include(("samfrid.openness.api.api", "v1"))),
    path("halsa/", views.health, name="health"),
]

if settings.DEBUG:
    # every component on one page, for the one who writes pages
    urlpatterns.append(path("utveckling/galleri/", gallery, name="gallery"))

handler400 = "samfrid.web.views.bad_request"
handler403 = "samfrid.web.views.forbidden"
handler404 = "samfrid.web.views.not_found"
handler500 = "samfrid.web.views.server_error"
