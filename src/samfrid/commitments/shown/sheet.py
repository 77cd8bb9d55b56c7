"""The list as a sheet: the same rows with the same words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samfrid.commitments import rules
from samfrid.commitments.models import Commitment
from samfrid.commitments.queries import standing_of
from samfrid.commitments.shown.words import answers, by_hand, handed_over, rhythm, state_in, tag_name
from samfrid.papers.sheet import Cell, Column, Sheet


def sheet(commitments: Iterable[Commitment], today: dt.date) -> Sheet:
    """The commitments, one a row. They come with what ``queries.every`` fetches."""
    columns = [
        Column(_("Åtagande"), 60),
        Column(_("Läge"), 26),
        Column(_("Andel klar, procent")),
        Column(_("Ansvarig"), 30),
        Column(_("Tillfrågas"), 26),
        Column(_("Tillsammans med"), 30),
        Column(_("Utlovat")),
        Column(_("Börjar")),
        Column(_("Klart senast")),
        Column(_("Återkommer"), 18),
        Column(_("Senaste besked")),
        Column(_("Återrapporteras senast")),
        Column(_("Återrapporteras till"), 26),
        Column(_("Återrapporterat")),
        Column(_("Slag"), 18),
        Column(_("Nivå"), 18),
        Column(_("Arena"), 18),
        Column(_("Mål"), 36),
        Column(_("Kommer från"), 50),
        Column(_("Anmärkning"), 50),
    ]
    return Sheet(_("Åtaganden"), columns, _rows(commitments, today))


def _rows(commitments: Iterable[Commitment], today: dt.date) -> Iterator[list[Cell]]:
    for one in commitments:
        standing = standing_of(one, today)
        _tone, word = state_in(one, standing)
        notes = [*by_hand(standing), capfirst(handed_over(one))]
        yield [
            rules.as_task(one.text),
            capfirst(word),
            one.share_done,
            answers(one),
            str(one.contact) if one.contact and not one.contact.ended_on else "",
            ", ".join(str(partner) for partner in one.partners.all()),
            one.promised_on,
            one.starts_on,
            one.due_on,
            capfirst(rhythm(one.every_months)),
            one.last_word_on,
            one.report_back_on,
            str(one.report_back_body or ""),
            one.reported_back_on,
            capfirst(one.get_kind_display()),
            capfirst(one.get_level_display()),
            capfirst(one.get_arena_display()),
            ", ".join(capfirst(tag_name(tag.scheme, tag.name)) for tag in one.tags.all()),
            "; ".join(origin.label for origin in one.origins.all()),
            "; ".join(note for note in notes if note),
        ]
