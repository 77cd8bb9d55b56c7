"""Routines as the templates take them."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.municipalities.dates import in_words
from samfrid.plans.models import Routine
from samfrid.plans.rules import ROUTINE_TONES, Lack, RoutineState, lacks, review_due, routine_state
from samfrid.plans.shown.indicators import rhythm

WORDS: Final = {
    RoutineState.UNDECIDED: gettext_lazy("inte beslutad"),
    RoutineState.CURRENT: gettext_lazy("gäller"),
    RoutineState.NEARING: gettext_lazy("ska snart gås igenom"),
    RoutineState.OLD: gettext_lazy("behöver gås igenom"),
    RoutineState.ENDED: gettext_lazy("har upphört"),
}
LACKS: Final = {
    Lack.DECISION: gettext_lazy("den är inte beslutad"),
    Lack.MANAGEMENT: gettext_lazy("den är inte beslutad på ledningsnivå"),
    Lack.DOCUMENT: gettext_lazy("det är inte angivet var den är nedskriven"),
    Lack.CURRENT: gettext_lazy("den är inte aktuell: tiden för genomgång har gått ut"),
}


def state_of(routine: Routine, today: dt.date) -> RoutineState:
    """What it is today."""
    return routine_state(routine.decided_on, routine.last_reviewed_on, routine.review_months, routine.ended_on, today)


def due(routine: Routine) -> dt.date | None:
    """The day by which it is to be looked through."""
    return review_due(routine.decided_on, routine.last_reviewed_on, routine.review_months)


def row(routine: Routine, today: dt.date) -> dict[str, Any]:
    """A routine for ``municipalities/_rows.html``."""
    state = state_of(routine, today)
    meta = [part for part in (routine.field, routine.unit.name if routine.unit else "") if part]
    if routine.decided_on:
        values = {"who": routine.decider, "day": in_words(routine.decided_on)}
        meta.append(_("beslutad av %(who)s %(day)s") % values)
    next_on = due(routine)
    if next_on and state is not RoutineState.ENDED:
        meta.append(_("gås igenom senast %(day)s") % {"day": in_words(next_on)})
    return {
        "url": routine.get_absolute_url(),
        "title": routine.name,
        "meta": meta,
        "tone": ROUTINE_TONES[state],
        "word": str(WORDS[state]),
    }


def facts(routine: Routine, *, named: bool) -> list[tuple[str, str | SafeString]]:
    """What is known of it, for ``components/facts.html``; what is not known is said. ``named``: the reader may know
    what the document is called, which is not published with the routine.
    """
    decided = _("Nej")
    if routine.decided_on:
        decided = _("%(who)s, %(day)s") % {"who": routine.decider, "day": in_words(routine.decided_on)}
    reviewed, next_on = routine.last_reviewed_on, due(routine)
    written: str | SafeString = _("Inte angivet")
    if routine.document_id:
        url = reverse("documents:document", args=[routine.document_id])
        written = format_html(
            '<a class="ds-link" href="{}">{}</a>', url, routine.document_name if named else _("Visa handlingen")
        )
    found: list[tuple[str, str | SafeString]] = [
        (_("Område"), routine.field or _("Inte angivet")),
        (_("Svarar i öppna jämförelser på"), routine.get_purpose_display() if routine.purpose else _("Ingen fråga")),
        (_("Förvaltas av"), routine.unit.name if routine.unit else _("Ingen utpekad")),
        (_("Beslutad"), decided),
        (_("Nedskriven"), written),
        (_("Senast genomgången"), in_words(reviewed) if reviewed else _("Inte antecknat")),
        (_("Gås igenom"), rhythm(routine.review_months)),
    ]
    if next_on and not routine.ended_on:
        found.append((_("Nästa genomgång senast"), in_words(next_on)))
    if routine.ended_on:
        found.append((_("Upphörde"), in_words(routine.ended_on)))
    return found


def missing(routine: Routine, today: dt.date) -> list[str]:
    """What it lacks to count in the national survey, in words; one that has ended is not asked about."""
    if routine.ended_on:
        return []
    found = lacks(
        state_of(routine, today), at_management=routine.at_management, written=routine.document_id is not None
    )
    return [str(LACKS[one]) for one in found]
