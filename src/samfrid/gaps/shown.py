"""Gaps, days and acts as the templates take them: words, tones, addresses."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samfrid.audit.actions import Actor
from samfrid.audit.models import Entry
from samfrid.gaps import sentences
from samfrid.gaps.models import Gap, Severity
from samfrid.gaps.queries import GapGroup, Near
from samfrid.municipalities.permissions import may

TODAY: Final = _("Idag")
#: shape and colour of each weight, as ``components/state.html`` has them, with its word
_WEIGHTS: Final[dict[int, tuple[str, str | Promise]]] = {
    Severity.BROKEN: ("late", _("Tiden har gått ut")),
    Severity.LACKING: ("none", _("Saknas")),
    Severity.SOON: ("soon", _("Närmar sig")),
}
_ACTS: Final[dict[str, str | Promise]] = {
    "documents.approve": _("godkände ett dokument"),
    "matters.register": _("lade upp ett ärende"),
    "matters.decide": _("registrerade ett beslut"),
    "commitments.commit": _("förde in ett åtagande"),
    "commitments.report": _("rapporterade om ett åtagande"),
    "commitments.assign": _("ändrade vem som ansvarar"),
    "plans.adopt": _("registrerade att en plan antagits"),
    "partners.register_agreement": _("förde in ett avtal"),
    "partners.record_follow_up": _("antecknade en uppföljning"),
    "partners.release": _("släppte ett villkorat belopp"),
}
_PAGES: Final = {
    "matters.matter": "matters:matter",
    "commitments.commitment": "commitments:commitment",
    "plans.plan": "plans:plan",
    "partners.agreement": "partners:agreement",
    "documents.document": "documents:document",
}


def gap(one: Gap, today: dt.date, actor: Actor) -> dict[str, Any]:
    """A gap for ``components/gap.html``; without the act for a reader who may not do it."""
    tone, word = _WEIGHTS[one.severity]
    act = sentences.act(one)
    offered = may(actor, act.right)
    return {
        "tone": tone,
        "word": word,
        "sentence": sentences.sentence(one, today),
        "about": one.title,
        "url": sentences.page_of(one),
        "since": one.since,
        "basis": sentences.basis(one),
        "act_url": act.url if offered else "",
        "act_label": act.label if offered else "",
    }


def group(one: GapGroup, today: dt.date, actor: Actor) -> dict[str, Any]:
    """A group with its rows and, where there are more, the way to all of them."""
    return {
        "key": one.key,
        "label": one.label,
        "rows": [gap(row, today, actor) for row in one.gaps],
        "more_url": reverse("gaps:group", args=[one.key]) if one.more else "",
    }


def near(one: Near) -> dict[str, Any]:
    """Something that is due soon."""
    commitment = one.commitment
    responsible = commitment.responsible or commitment.responsible_organisation
    return {
        "on": one.on,
        "text": str(commitment),
        "url": reverse("commitments:commitment", args=[commitment.pk]),
        "who": str(responsible) if responsible else "",
    }


def moved(entry: Entry) -> dict[str, Any]:
    """An act in the trail, with the way to its record."""
    name = _PAGES.get(entry.record_kind)
    try:
        url = reverse(name, args=[entry.record_id]) if name else ""
    except NoReverseMatch:
        url = ""
    what = entry.detail.get("title") or entry.detail.get("text") or entry.detail.get("name") or ""
    return {"at": entry.at, "who": entry.actor, "act": _ACTS[entry.act], "what": what, "url": url}
