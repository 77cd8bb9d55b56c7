from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from samfrid.commitments.offered import Offer
    from samfrid.partners.models import GroupMember


class GapsConfig(AppConfig):
    name = "samfrid.gaps"
    label = "gaps"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from samfrid.partners.takeup import AGENDA

        AGENDA.append(_concerning)


def _concerning(members: Sequence[GroupMember]) -> list[Offer]:
    # read when it is asked for first: every start would wait for all the rules
    from samfrid.gaps.agenda import concerning

    return concerning(members)
