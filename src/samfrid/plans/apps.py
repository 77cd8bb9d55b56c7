from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "samfrid.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the ledger, in a room below, be narrowed to plans and tell what became of a commitment in them."""
        from samfrid.commitments.groups import GROUPS, LIVES
        from samfrid.plans.queries import group_of_plan, group_of_plans
        from samfrid.plans.shown.lives import lives_for

        GROUPS["plan"] = group_of_plan
        GROUPS["planer"] = group_of_plans
        LIVES.append(lives_for)
