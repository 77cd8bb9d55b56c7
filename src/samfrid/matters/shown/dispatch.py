"""The dispatch of decisions as the templates take it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.matters.models import Decision, Dispatch, SentBy, Stage
from samfrid.matters.queries import MatterPage
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Membership


def decision_name(decision: Decision) -> str:
    """What a decision is called: "Kommunstyrelsen 3 mars 2026, § 41"."""
    body = capfirst(decision.body.name) if decision.body else _("Organet är okänt")
    name = f"{body} {in_words(decision.on)}" if decision.on else body
    return f"{name}, {decision.paragraph}" if decision.paragraph else name


def recipient(dispatch: Dispatch) -> dict[str, Any]:
    """A recipient, and whether and how it was sent."""
    word = _("inte skickat")
    if dispatch.sent_on:
        sent = {"day": in_words(dispatch.sent_on), "how": SentBy(dispatch.sent_by).label}
        word = _("skickat %(day)s, %(how)s") % sent
    return {
        "key": dispatch.pk,
        "name": dispatch.recipient,
        "address": dispatch.address,
        "sent": dispatch.sent_on is not None,
        "tone": "done" if dispatch.sent_on else "todo",
        "word": word,
    }


def warnings(decision: Decision) -> list[str]:
    """What one should know before the decision is sent."""
    told = []
    if decision.stage != Stage.FINAL:
        told.append(
            _("Det här är ett förslag. Mottagarna kan läggas till nu, men ingenting skickas förrän det är beslutat.")
        )
    elif decision.minutes is None:
        told.append(_("Beslutet står inte i något protokoll, så det framgår inte om det är justerat."))
    elif decision.minutes.adjusted_on is None:
        told.append(_("Protokollet är inte justerat. Beslutets lydelse kan ändras tills det är det."))
    return told


def section(page: MatterPage, actor: Membership, today: dt.date) -> dict[str, Any]:  # noqa: ARG001
    """For each final decision of a matter, how far its dispatch has come, with the way to its page."""
    rows = []
    for decision in page.decisions:
        if decision.stage != Stage.FINAL:
            continue
        every = list(decision.dispatches.all())
        waiting = sum(one.sent_on is None for one in every)
        if not every:
            tone, word = "todo", _("inga mottagare")
        elif waiting:
            tone, word = "todo", ngettext("%(n)s mottagare väntar", "%(n)s mottagare väntar", waiting) % {"n": waiting}
        else:
            tone, word = "done", _("skickat till alla")
        url = reverse("matters:dispatch", args=[decision.pk])
        rows.append({"url": url, "title": decision_name(decision), "meta": [], "tone": tone, "word": word})
    return {"dispatches": rows}
