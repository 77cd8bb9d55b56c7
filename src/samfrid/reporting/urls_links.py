"""The address that links in letters lead to. The municipality's code stands in it, for nobody is logged in."""

from __future__ import annotations

from django.urls import path

from samfrid.reporting import public

app_name = "links"
urlpatterns = [path("<str:code>/<str:token>/", public.answer, name="answer")]
