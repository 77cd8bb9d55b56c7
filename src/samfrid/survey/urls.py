"""Addresses of the national survey."""

from __future__ import annotations

from django.urls import path

from samfrid.survey import views

app_name = "survey"
urlpatterns = [
    path("", views.now, name="now"),
    path("avtal/<uuid:key>/enskilda-arenden/", views.single_cases, name="single_cases"),
    path("<int:year>/", views.sheet, name="sheet"),
    path("<int:year>/enkat.xlsx", views.as_xlsx, name="xlsx"),
    path("<int:year>/fragor/", views.choose, name="choose"),
    path("<int:year>/skickad/", views.send, name="send"),
    path("<int:year>/svara/<slug:question>/", views.answer, name="answer"),
    path("<int:year>/ta-tillbaka/<slug:question>/", views.take_back, name="take_back"),
]
