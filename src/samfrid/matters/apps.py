from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class MattersConfig(AppConfig):
    name = "samfrid.matters"
    label = "matters"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samfrid.commitments.offered import DECISIONS
        from samfrid.matters.queries.offers import decisions_for

        DECISIONS.append(decisions_for)
        post_migrate.connect(_bring_the_list_up_to_date, sender=self)


def _bring_the_list_up_to_date(*, plan: Any, using: str, **_more: object) -> None:
    """Make what matters keep for the list anew where their tables have changed: an older version kept less, or none.

    Not in a migration: the statement is always that of the tables as they are now.
    """
    if any(one.app_label == "matters" and not backwards for one, backwards in plan):
        from samfrid.matters.actions.listed import rebuild

        rebuild(using)
