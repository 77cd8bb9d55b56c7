"""Matters as the templates take them: where a matter is, and its chain from asked to done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.matters import rules
from samfrid.matters.models import EventKind, Matter, MatterKind, Outcome, Stance
from samfrid.matters.queries import MatterList, Standing, Where, listed_where
from samfrid.matters.rules.types import RuleBook, TypeRules
from samfrid.municipalities.dates import in_words, months_after

STANDINGS: Final = {
    Standing.UNANSWERED: gettext_lazy("Obesvarade"),
    Standing.DECIDED: gettext_lazy("Beslutade"),
    Standing.MINE: gettext_lazy("Mina"),
}
KINDS: Final = {
    MatterKind.MOTION: gettext_lazy("Motioner"),
    MatterKind.INTERPELLATION: gettext_lazy("Interpellationer"),
    MatterKind.QUESTION: gettext_lazy("Enkla frågor"),
    MatterKind.INITIATIVE: gettext_lazy("Initiativärenden"),
    MatterKind.CITIZEN_PROPOSAL: gettext_lazy("Medborgarförslag"),
    MatterKind.AUDIT_LETTER: gettext_lazy("Revisionsskrivelser"),
    MatterKind.OWN: gettext_lazy("Egna ärenden"),
}
STANCES: Final = {Stance.SUPPORTS: "done", Stance.SUPPORTS_IF: "asks", Stance.OPPOSES: "refused", Stance.NONE: "info"}


@dataclass(frozen=True, slots=True)
class ListHead:
    """What stands above the list: what it can be narrowed to, and what it is narrowed to now."""

    kind: str
    standing: str
    text: str
    size: str
    may_edit: bool = False
    may_template: bool = False

    @property
    def kept(self) -> bool:
        """Words that somebody has searched for, and what she has made up, are drawn for her alone."""
        return not self.text and self.kind in ("", *KINDS) and self.standing in ("", *STANDINGS)

    @property
    def narrowed(self) -> bool:
        return bool(self.kind or self.standing or self.text)

    @property
    def chosen(self) -> dict[str, str]:
        """As it stands in the address."""
        return {"typ": self.kind, "visa": self.standing, "sok": self.text, "antal": self.size}

    def address(self, **other: str) -> str:
        """The list's address with something chosen otherwise."""
        query = urlencode({name: value for name, value in (self.chosen | other).items() if value})
        return f"{reverse('matters:list')}?{query}" if query else reverse("matters:list")

    @property
    def kinds(self) -> list[tuple[str, str, bool]]:
        """Label, address and whether it is chosen."""
        named = [("", _("Alla")), *((str(key), str(name)) for key, name in KINDS.items())]
        return [(name, self.address(typ=key), key == self.kind) for key, name in named]

    @property
    def standings(self) -> list[tuple[str, str, bool]]:
        """Label, address and whether it is chosen."""
        named = [("", _("Alla")), *((str(key), str(name)) for key, name in STANDINGS.items())]
        return [(name, self.address(visa=key), key == self.standing) for key, name in named]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What a search goes on being narrowed to."""
        return [(name, value) for name, value in self.chosen.items() if value and name != "sok"]


def raised(matter: Matter) -> str:
    """When it was raised, as exactly as is known; empty where it is not."""
    return in_words(matter.raised_on, matter.raised_precision) if matter.raised_on else ""


def settling(matter: Matter, where: Where) -> list[str]:
    """The outcomes that the matter waited for; none while a part of it waits."""
    return (
        []
        if not matter.settled
        else [outcome for kind, outcome in where.finals if rules.settles(matter.kind, kind, outcome)]
    )


def standing(matter: Matter, where: Where, own: TypeRules, today: dt.date) -> tuple[str, str]:
    """Where a matter is, as tone and word: what was decided, or how long it has waited, or how far it has come.

    ``own`` are the municipality's rules for it, which set its last day as on its page.
    """
    decided = settling(matter, where)
    if decided:
        return _decided(decided)
    if matter.kind in rules.ASKING_KINDS and where.answered:
        return "done", _("besvarad")
    if where.ended:
        return "paused", str(EventKind(where.ended).label)
    length = rules.length_of(matter.kind, own.decide_months)
    if length and matter.raised_on and not where.told:
        rests = rules.rests_of(where.pauses) if own.pauses_extend else []
        last = rules.moved_by(months_after(matter.raised_on, length), rests, start=matter.raised_on)
        # while it rests the day moves, and nobody is warned of it
        if today > last.on and last.lasting is None:
            return "late", _("obesvarad, tiden gick ut %(day)s") % {"day": in_words(last.on)}
        if rules.is_near(last, length, today):
            return "soon", _("obesvarad, ska beslutas senast %(day)s") % {"day": in_words(last.on)}
    return _on_the_way(where)


def _decided(outcomes: list[str]) -> tuple[str, str]:
    if len(set(outcomes)) == 1:
        return rules.TONES[outcomes[0]], _("beslutad: %(outcome)s") % {"outcome": Outcome(outcomes[0]).label}
    tone = "done" if any(rules.TONES[outcome] == "done" for outcome in outcomes) else "info"
    return tone, _("beslutad med olika utfall")


def _rests(where: Where) -> bool:
    """Whether a referral back or a tabling lasts."""
    return any(ended is None for _began, ended in where.pauses)


def _on_the_way(where: Where) -> tuple[str, str]:
    paused = [outcome for _kind, outcome in where.finals if rules.TONES[outcome] == "paused"]
    if _rests(where) or (paused and not where.pauses):
        return "paused", str(Outcome(paused[-1]).label) if paused else _("vilar")
    if where.told:
        return "open", _("redovisad för fullmäktige")
    if where.proposed:
        return "open", _("förslag till beslut finns")
    if any(where.stances):
        return "open", _("yttrande har kommit")
    return ("open", _("på remiss")) if where.stances else ("todo", _("väckt"))


def _address() -> str:
    """The address of a matter with a place for its key: looked up once for all the rows."""
    nobody = UUID(int=0)
    return reverse("matters:matter", args=[nobody]).replace("%", "%%").replace(str(nobody), "%s")


def rows(found: MatterList, book: RuleBook, today: dt.date) -> list[dict[str, Any]]:
    """The matters of a page of the list, for ``municipalities/_rows.html``."""
    kinds = {str(key): str(label).capitalize() for key, label in MatterKind.choices}
    raised_on, more, unknown = _("väckt %(day)s"), _("%(first)s med flera"), _("dag okänd")
    address = _address()
    shown = []
    for matter in found.page.rows:
        own = book.of(matter.kind, matter.raised_on)
        tone, word = standing(matter, listed_where(matter.listed), own, today)
        meta = [kinds[matter.kind]]
        movers = matter.listed.get("movers")
        if movers:
            meta.append(movers[0] if len(movers) == 1 else more % {"first": movers[0]})
        meta.append(raised_on % {"day": raised(matter)} if matter.raised_on else unknown)
        meta += matter.listed.get("numbers", [])
        url = address % matter.pk
        shown.append({"url": url, "title": matter.title, "meta": meta, "tone": tone, "word": word})
    return shown
