from __future__ import annotations

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "samfrid.reporting"
    label = "reporting"

    def ready(self) -> None:
        from samfrid.reporting.actions.linking import start

        start()
