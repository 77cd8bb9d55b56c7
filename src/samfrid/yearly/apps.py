from __future__ import annotations

from django.apps import AppConfig


class YearlyConfig(AppConfig):
    name = "samfrid.yearly"
    label = "yearly"
