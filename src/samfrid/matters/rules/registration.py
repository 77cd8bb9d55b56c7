"""What the registrar is told before a matter is registered: what the law refuses, and what she may pass.

KL = kommunallagen (2017:725). A document that came in is registered whatever it says (OSL 5:1); this is about which
sort of matter it can be. Records made from approved documents are not asked: what came in, came in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from samfrid.matters.models.words import MatterKind, Raiser
from samfrid.matters.rules.outcomes import ASKING_KINDS
from samfrid.matters.rules.types import TypeRules
from samfrid.municipalities.models import BodyKind
from samfrid.municipalities.rules import body_kind
from samfrid.reading.finders.parties import is_party

#: kinds whose mover must be somebody elected, by name (KL 4:19, 4:20)
_ELECTED: Final = (Raiser.COUNCIL_MEMBER, Raiser.COMMITTEE_MEMBER)
_GROUP: Final = re.compile(r"\b(?:grupp(?:en)?|parti(?:et)?|\w*gruppen|\w*partiet|lista(?:n)?)\b", re.IGNORECASE)
_CHAIR: Final = re.compile(r"ordförande|\b(?:KSO|kommunalråd\w*|oppositionsråd\w*|borgarråd\w*)\b", re.IGNORECASE)
_PERSON_NUMBER: Final = re.compile(r"(?<!\d)(?:18|19|20)?(\d{2})(\d{2})(\d{2})[-+ ]?(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Draft:
    """A matter as the registrar has written it."""

    kind: MatterKind
    title: str
    addressee: str = ""
    #: names and parties
    movers: tuple[tuple[str, str], ...] = ()
    requests: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    #: the document gives the reasons for what it asks
    has_reasons: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a draft. What ``must`` not be is refused; the rest the registrar may pass."""

    field: str
    text: str
    must: bool


def check_registration(draft: Draft, rules: TypeRules) -> list[Problem]:
    """What is wrong with registering the draft under these rules, the refused first."""
    found = [*_movers(draft, rules), *_asking(draft, rules), *_individual(draft)]
    return sorted(found, key=lambda problem: not problem.must)


def _movers(draft: Draft, rules: TypeRules) -> Iterator[Problem]:
    """A member raises it, by name (KL 4:19, 4:20, 5:22); a party or a group is no member."""
    if not set(rules.raisers) & {*_ELECTED, Raiser.RESIDENT}:
        return
    elected = bool(set(rules.raisers) & set(_ELECTED))
    law = {
        MatterKind.INITIATIVE: "KL 4:20",
        MatterKind.CITIZEN_PROPOSAL: "KL 8:1",
    }.get(draft.kind, "KL 4:19")
    if not draft.movers:
        text = _("Skriv vem som har väckt ärendet. Det ska vara en person med namn (%(law)s).")
        yield Problem("movers", text % {"law": law}, must=elected)
    for name, _party in draft.movers:
        if is_party(name) or _GROUP.search(name):
            text = _("”%(name)s” är ett parti eller en grupp. Skriv namnet på en person (%(law)s).")
            yield Problem("movers", text % {"name": name, "law": law}, must=True)
        elif len(name.split()) < 2:
            text = _("”%(name)s” är inte ett helt namn. Skriv för- och efternamn.") % {"name": name}
            yield Problem("movers", text, must=False)


def _asking(draft: Draft, rules: TypeRules) -> Iterator[Problem]:
    """KL 5:59–61 for an interpellation, KL 5:64 for a question, and the council's own rules."""
    if draft.kind not in ASKING_KINDS:
        return
    must = draft.kind == MatterKind.INTERPELLATION
    law = "KL 5:59" if must else "KL 5:64"
    if not draft.addressee.strip():
        yield Problem("addressee", _("Skriv till vilken ordförande den ställs (%(law)s).") % {"law": law}, must=must)
    elif not _CHAIR.search(draft.addressee):
        body = body_kind(draft.addressee) != BodyKind.OTHER
        text = (
            _("Den ställs till en ordförande, inte till %(whom)s (%(law)s).")
            if body
            else _("Är %(whom)s ordförande, eller någon annan som fullmäktige har bestämt (%(law)s)?")
        )
        yield Problem("addressee", text % {"whom": draft.addressee.strip(), "law": law}, must=must and body)
    if rules.needs_reasons and not draft.has_reasons:
        law = "KL 5:60" if must else _("kommunens regler")
        yield Problem("has_reasons", _("Den ska ha en motivering (%(law)s).") % {"law": law}, must=must)
    if rules.most_questions is not None and len(draft.questions) > rules.most_questions:
        text = _("Den får ha högst så här många frågor: %(most)s. Här är %(n)s.")
        yield Problem("questions", text % {"most": rules.most_questions, "n": len(draft.questions)}, must=False)


def _individual(draft: Draft) -> Iterator[Problem]:
    """Neither may be about the exercise of authority against an individual (KL 5:59); no other should name her so."""
    texts = (("title", draft.title), ("requests", "\n".join(draft.requests)), ("questions", "\n".join(draft.questions)))
    for field, text in texts:
        if has_person_number(text):
            if draft.kind in ASKING_KINDS:
                told = _("Här står ett personnummer. Den får inte gälla ett enskilt fall (KL 5:59).")
            else:
                told = _("Här står ett personnummer. Ta bort det, eller ge ärendet sekretess.")
            yield Problem(field, told, must=False)


def has_person_number(text: str) -> bool:
    """Whether a personal or coordination number stands in the text: a day that there is, and its check digit."""
    return any(_holds(*match.groups()) for match in _PERSON_NUMBER.finditer(text))


def _holds(year: str, month: str, day: str, last: str) -> bool:
    # a coordination number has 60 added to the day
    in_month = int(day) - 60 if int(day) > 60 else int(day)
    try:
        dt.date(2000 + int(year), int(month), in_month)
    except ValueError:
        return False
    total = 0
    for place, digit in enumerate(map(int, year + month + day + last)):
        doubled = digit * (2 - place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
