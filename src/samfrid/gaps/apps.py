from __future__ import annotations

from django.apps import AppConfig


class GapsConfig(AppConfig):
    name = "samfrid.gaps"
    label = "gaps"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samfrid.gaps.agenda import concerning
        from samfrid.partners.takeup import AGENDA

        AGENDA.append(concerning)
