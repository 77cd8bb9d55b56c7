"""Organisations as the templates and files take them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from samfrid.municipalities.dates import in_words
from samfrid.municipalities.freshness import stale_before
from samfrid.municipalities.models import Contact, Merge, Organisation
from samfrid.municipalities.shown import Acts
from samfrid.papers.sheet import Cell, Column, Sheet

ACTS: Final[Acts] = {
    "municipalities.name": gettext_lazy("förde in ett namn"),
    "municipalities.verify_contact": gettext_lazy("sade att en kontakt stämmer"),
    "organisations.register": gettext_lazy("förde in organisationen"),
    "organisations.change": gettext_lazy("ändrade uppgifter om organisationen"),
    "organisations.end": gettext_lazy("registrerade att organisationen upphört"),
    "organisations.resume": gettext_lazy("återtog att organisationen upphört"),
    "organisations.merge": gettext_lazy("slog ihop en annan med den"),
    "organisations.tell_apart": gettext_lazy("sade att den inte är samma som en annan"),
    "organisations.may_be_one": gettext_lazy("återtog att den inte är samma som en annan"),
}
#: what the rows that move in a merge are called, one and several; the rest are counted together
_MOVED: Final = {
    "partners.party": ngettext_lazy("%(n)s avtal", "%(n)s avtal", "n"),
    "commitments.commitment": ngettext_lazy("%(n)s åtagande", "%(n)s åtaganden", "n"),
    "commitments.commitmentpartner": ngettext_lazy(
        "%(n)s åtagande som den deltar i", "%(n)s åtaganden som den deltar i", "n"
    ),
    "partners.groupmember": ngettext_lazy("%(n)s plats i en samverkansgrupp", "%(n)s platser i samverkansgrupper", "n"),
    "municipalities.contact": ngettext_lazy("%(n)s kontakt", "%(n)s kontakter", "n"),
    "municipalities.membership": ngettext_lazy("%(n)s inloggning", "%(n)s inloggningar", "n"),
    "matters.referral": ngettext_lazy("%(n)s remiss", "%(n)s remisser", "n"),
    "partners.amount": ngettext_lazy("%(n)s summa som den betalar", "%(n)s summor som den betalar", "n"),
    "partners.yearreport": ngettext_lazy("%(n)s årsrapport", "%(n)s årsrapporter", "n"),
    "partners.dialogue": ngettext_lazy("%(n)s samtal", "%(n)s samtal", "n"),
}


def stale(contact: Contact, today: dt.date) -> bool:
    """Whether it is to be looked at again."""
    return contact.verified_on is None or contact.verified_on < stale_before(today)


def kind(organisation: Organisation) -> str:
    """What it is, in words."""
    return capfirst(organisation.get_kind_display()) if organisation.kind else ""


def row(organisation: Organisation, today: dt.date) -> dict[str, Any]:
    """An organisation for ``municipalities/_rows.html``; it comes with what ``queries.listed`` fetches."""
    meta = [part for part in (kind(organisation) or _("slag inte angivet"), organisation.number) if part]
    signed: int = getattr(organisation, "signed", 0)
    if signed:
        meta.append(ngettext("%(n)s avtal", "%(n)s avtal", signed) % {"n": signed})
    contacts: list[Contact] = getattr(organisation, "asked", [])
    tone, word = "", ""
    if organisation.ended_on:
        tone, word = "paused", _("upphörde %(day)s") % {"day": in_words(organisation.ended_on)}
    elif not contacts:
        tone, word = "asks", _("ingen att fråga")
    elif any(stale(one, today) for one in contacts):
        tone, word = "soon", _("kontakt att se över")
    return {
        "url": organisation.get_absolute_url(),
        "title": organisation.name,
        "meta": meta,
        "tone": tone,
        "word": word,
    }


def facts(organisation: Organisation) -> list[tuple[str, str]]:
    """What is known of it, for ``components/facts.html``."""
    found = [
        (_("Slag"), kind(organisation) or _("Inte angivet")),
        (_("Organisationsnummer"), organisation.number or _("Inte angivet")),
    ]
    if organisation.ended_on:
        found.append((_("Upphörde"), in_words(organisation.ended_on)))
    return found


def moved_words(moved: Mapping[str, Any]) -> list[str]:
    """What moves or has moved, in words: "2 avtal", "1 kontakt"."""
    found, others = [], 0
    for label, number in moved.items():
        if not isinstance(number, int) or _unseen(label):
            continue
        if label in _MOVED:
            found.append(str(_MOVED[label] % {"n": number}))
        else:
            others += number
    if others:
        found.append(ngettext("%(n)s annan uppgift", "%(n)s andra uppgifter", others) % {"n": others})
    if ended := len(moved.get("ended", [])):
        told = ngettext("%(n)s stod på båda och avslutades", "%(n)s stod på båda och avslutades", ended)
        found.append(told % {"n": ended})
    if stays := len(moved.get("stays", [])):
        told = ngettext(
            "%(n)s årsrapport står kvar under det gamla namnet, eftersom båda hade lämnat en för året",
            "%(n)s årsrapporter står kvar under det gamla namnet, eftersom båda hade lämnat en för året",
            stays,
        )
        found.append(told % {"n": stays})
    return found


def _unseen(label: str) -> bool:
    """Rows of the machinery, of a kind that there is no more."""
    try:
        apps.get_model(label)
    except LookupError:
        return True
    return False


def merge(one: Merge) -> dict[str, Any]:
    """A merge that was made, for the history on the page of the one that stayed."""
    return {
        "name": one.from_name,
        "number": one.from_number,
        "on": one.on,
        "by": one.by,
        "why": one.why,
        "moved": moved_words(one.moved),
    }


def sheet(organisations: Iterable[Organisation]) -> Sheet:
    """The list as a sheet: one row for each, its contacts in a cell."""
    columns = [
        Column(_("Namn"), 40),
        Column(_("Slag"), 24),
        Column(_("Organisationsnummer"), 22),
        Column(_("Vad den kan göra"), 50),
        Column(_("Avtal")),
        Column(_("Kontakter"), 50),
        Column(_("Kontakterna kontrollerade")),
        Column(_("Upphörde")),
    ]
    return Sheet(_("Organisationer"), columns, _cells(organisations))


def _cells(organisations: Iterable[Organisation]) -> Iterator[list[Cell]]:
    for one in organisations:
        contacts: list[Contact] = getattr(one, "asked", [])
        told = ["; ".join(part for part in (str(who), who.email, who.phone) if part) for who in contacts]
        days = [who.verified_on for who in contacts if who.verified_on]
        yield [
            one.name,
            kind(one),
            one.number,
            one.abilities,
            getattr(one, "signed", 0),
            "\n".join(told),
            min(days) if len(days) == len(contacts) and days else None,
            one.ended_on,
        ]
