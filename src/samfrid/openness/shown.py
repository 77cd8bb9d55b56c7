"""Notices as the open pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samfrid.matters.models import Minutes
from samfrid.matters.rules import minutes as law
from samfrid.matters.shown.minutes import title_of
from samfrid.municipalities.dates import in_words


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: what it is called, its facts, and what anybody may know of what was decided."""

    minutes: Minutes
    title: str
    url: str
    facts: list[tuple[str, str]]
    #: of matters that are public and published
    titles: list[str]


def notice(minutes: Minutes, titles: list[str]) -> Notice:
    """A notice that is or was up."""
    url = reverse("openness:notice", args=[minutes.municipality_id, minutes.pk])
    return Notice(minutes, title_of(minutes), url, _facts(minutes), titles)


def _facts(minutes: Minutes) -> list[tuple[str, str]]:
    """What the law and custom ask of a notice (KL 8:12): no name of any person."""
    facts = [(_("Organ"), capfirst(minutes.body.name)), (_("Sammanträdesdag"), in_words(minutes.met_on))]
    if minutes.part:
        facts.append((_("Paragrafer"), minutes.part))
    if minutes.adjusted_on:
        facts.append((_("Protokollet justerat"), in_words(minutes.adjusted_on)))
    if minutes.announced_on:
        facts.append((_("Anslaget sattes upp"), in_words(minutes.announced_on)))
        last, down = law.last_day_of_appeal(minutes.announced_on), law.earliest_down(minutes.announced_on)
        facts.append((_("Överklagas senast"), in_words(last.on)))
        if minutes.taken_down_on is None:
            facts.append((_("Anslaget tas ned tidigast"), in_words(down.on)))
    if minutes.taken_down_on:
        facts.append((_("Anslaget togs ned"), in_words(minutes.taken_down_on)))
    if minutes.kept_at:
        facts.append((_("Protokollet förvaras"), minutes.kept_at))
    return facts


def archive_row(minutes: Minutes) -> dict[str, Any]:
    """A notice that came down, as a row of the archive."""
    meta = []
    if minutes.announced_on:
        meta.append(_("anslaget %(day)s") % {"day": in_words(minutes.announced_on)})
    if minutes.taken_down_on:
        meta.append(_("nedtaget %(day)s") % {"day": in_words(minutes.taken_down_on)})
    url = reverse("openness:notice", args=[minutes.municipality_id, minutes.pk])
    return {"url": url, "title": title_of(minutes), "meta": meta}
