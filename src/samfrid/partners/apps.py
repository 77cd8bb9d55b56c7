from __future__ import annotations

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "samfrid.partners"
    label = "partners"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samfrid.partners.actions.linking import start

        start()
