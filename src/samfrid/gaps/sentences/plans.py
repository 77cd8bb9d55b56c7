"""What gaps in plans and routines say."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.sentences.base import Words, day


def _plan_not_in_force(gap: Gap, today: dt.date) -> str:  # noqa: ARG001
    values = {"title": gap.title, "day": day(gap)}
    return {
        "past": _("%(title)s gällde till %(day)s, och ingen ny plan är antagen."),
        "nearing": _("%(title)s gäller till %(day)s. Nästa plan behöver skrivas och antas före dess."),
        "draft": _("%(title)s är ett förslag som inte är antaget."),
        "unknown": _("Det framgår inte att %(title)s är antagen."),
    }[gap.facts["case"]] % values


WORDS: Final[dict[str, Words]] = {
    "plan_not_in_force": Words(
        name=gettext_lazy("Plan som inte gäller"),
        looks=gettext_lazy("Letar efter planer som inte är antagna, vars tid har gått ut eller snart går ut."),
        basis=gettext_lazy("Planens egen tid och antagande"),
        sentence=_plan_not_in_force,
        act=(gettext_lazy("Öppna planen"), ""),
        acts={
            "draft": (gettext_lazy("Registrera antagande"), "#anta"),
            "unknown": (gettext_lazy("Registrera antagande"), "#anta"),
        },
        right="plans.edit",
        severity=Severity.BROKEN,
    ),
}
