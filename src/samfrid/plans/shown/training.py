"""Training as the templates take it."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samfrid.municipalities.dates import in_words
from samfrid.plans.models import Training
from samfrid.plans.rules.training import TRAINING_TONES, TrainingState, training_state

WORDS: Final = {
    TrainingState.PLANNED: gettext_lazy("planerad"),
    TrainingState.GOING_ON: gettext_lazy("pågår"),
    TrainingState.HELD: gettext_lazy("hållen"),
    TrainingState.STRUCK: gettext_lazy("struken"),
}


def state_of(training: Training, today: dt.date) -> TrainingState:
    """What it is today."""
    return training_state(training.starts_on, training.ends_on, training.struck_on, today)


def when(training: Training) -> str:
    """Its day, or its first and last."""
    if training.ends_on is None or training.ends_on == training.starts_on:
        return in_words(training.starts_on)
    return f"{in_words(training.starts_on)} – {in_words(training.ends_on)}"


def whom(training: Training) -> str:
    """Whom it was for, in words; empty where nobody has said."""
    return ", ".join(part for part in (training.unit.name if training.unit else "", training.for_whom) if part)


def row(training: Training, today: dt.date) -> dict[str, Any]:
    """A training for ``municipalities/_rows.html``."""
    state = state_of(training, today)
    meta = [capfirst(training.get_kind_display()), when(training), whom(training), ", ".join(training.about)]
    if training.participants:
        count = training.participants
        meta.append(ngettext("%(n)s deltagare", "%(n)s deltagare", count) % {"n": count})
    return {
        "url": training.get_absolute_url(),
        "title": training.name,
        "meta": [part for part in meta if part],
        "tone": TRAINING_TONES[state],
        "word": str(WORDS[state]),
    }


def facts(training: Training, *, named: bool) -> list[tuple[str, str | SafeString]]:
    """What is known of it; ``named``: the reader may know what the document is called."""
    shown: str | SafeString = _("Inte angivet")
    if training.document_id:
        url = reverse("documents:document", args=[training.document_id])
        text = training.document_name if named else _("Visa handlingen")
        shown = format_html('<a class="ds-link" href="{}">{}</a>', url, text)
    found: list[tuple[str, str | SafeString]] = [
        (_("Slag"), capfirst(training.get_kind_display())),
        (_("När"), when(training)),
        (_("Handlar om"), ", ".join(training.about)),
        (_("För"), whom(training) or _("Inte angivet")),
        (_("Antal deltagare"), str(training.participants) if training.participants else _("Inte angivet")),
        (_("Underlag"), shown),
    ]
    if training.struck_on:
        found.append((_("Struken"), f"{in_words(training.struck_on)}: {training.struck_why}"))
    return found
