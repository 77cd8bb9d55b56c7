from django.urls import path

from samfrid.gaps.views import life, rules, today

app_name = "gaps"
urlpatterns = [
    path("", today.first_page, name="today"),
    path("brister/kanda/", life.known, name="known"),
    path("brister/atgardade/", life.mended, name="mended"),
    path("brister/regler/", rules.listing, name="rules"),
    path("brister/regler/<slug:name>/", rules.rule, name="rule"),
    path("brister/<uuid:key>/", life.gap, name="gap"),
    path("brister/<uuid:key>/ta-upp/", life.take_up, name="take_up"),
    path("brister/<uuid:key>/atagande/", life.promise, name="promise"),
    path("brister/<slug:key>/", today.group, name="group"),
]
