"""The review page as data: proposals in groups with their grounds, and the page or text that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samfrid.documents import words
from samfrid.documents.doubts import Repaired, Repairs, doubts_of, hard_pages, named
from samfrid.documents.forms import ADDABLE
from samfrid.documents.layout import Block, Mark, Stretch, lay_out, marks_of
from samfrid.documents.models import Document, DocumentState, Finding, FindingState
from samfrid.documents.rules import Band, band
from samfrid.documents.show import Shown, shown

#: signs of context on each side of evidence that is too short to be understood alone
CONTEXT: Final = 90
SHORT: Final = 60
#: signs of a quoted stretch; the whole of it is marked in the text
LONG: Final = 420
#: the key of the section of those that the reader is unsure of, and how an address asks for it
UNSURE_FIRST: Final = "osakra"

BAND_TONES: Final = {Band.CERTAIN: "done", Band.LIKELY: "info", Band.UNSURE: "soon"}
STATE_TONES: Final = {
    FindingState.PROPOSED: "todo",
    FindingState.ACCEPTED: "done",
    FindingState.EDITED: "done",
    FindingState.REJECTED: "refused",
    FindingState.ABSENT: "refused",
}
STATE_WORDS: Final[dict[str, Any]] = {
    FindingState.ACCEPTED: _("Godkänd"),
    FindingState.EDITED: _("Ändrad och godkänd"),
    FindingState.REJECTED: _("Avvisad"),
    FindingState.ABSENT: _("Står inte i texten"),
}


@dataclass(frozen=True, slots=True)
class Quote:
    """The words behind a finding, with some of what stands round them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """One proposal as it is shown."""

    finding: Finding
    name: str
    value: Shown
    band: Band
    #: whether the document is still under review
    open: bool
    #: what stands in the document and is not already said by the value
    quotes: list[Quote]
    #: where it stands: "Visa på sida 2"
    place: str
    place_url: str
    record_url: str = ""
    #: why the reader is unsure, in sentences; nothing where it is sure or a person has judged
    doubts: list[str] = field(default_factory=list)
    #: words put right in what it stands on
    repaired: list[Repaired] = field(default_factory=list)
    #: the second best, where a person has not judged and the reader is unsure or a model says otherwise
    runner_up: Shown | None = None

    @property
    def key(self) -> str:
        """The id of its place on the page, and what marks in the text name it by."""
        return f"fynd-{self.finding.pk}"

    @property
    def judged(self) -> bool:
        return self.finding.state != FindingState.PROPOSED

    @property
    def tone(self) -> str:
        """Shape and colour of :attr:`word`."""
        if self.judged:
            return STATE_TONES[FindingState(self.finding.state)]
        return BAND_TONES[self.band] if self.open else "none"

    @property
    def word(self) -> str:
        """What a person said of it; until then how sure the reader is; "not reviewed" where nobody did in time."""
        if self.judged:
            return str(STATE_WORDS[FindingState(self.finding.state)])
        return str(words.BANDS[self.band] if self.open else _("Inte granskad, inte med"))

    @property
    def unsure(self) -> bool:
        """Whether it is to be looked at before the rest."""
        return self.open and not self.judged and self.band is not Band.CERTAIN

    @property
    def by_model(self) -> str:
        """The model that proposed it; nothing for the reader's rules."""
        return named(self.finding.origin)

    @property
    def runner_up_by(self) -> str:
        """The model whose second best it is; nothing for the reader's rules."""
        return named((self.finding.runner_up or {}).get("origin") or "")

    @property
    def added(self) -> bool:
        """Whether a person wrote it, where the reader had found nothing."""
        return self.finding.proposed is None

    @property
    def editable(self) -> bool:
        """The municipality is asked about on its own: it cannot be written in."""
        return self.finding.group != "municipality"

    @property
    def before(self) -> str:
        """What the reader had proposed, where a person has changed it."""
        if self.finding.edited is None or self.finding.proposed is None:
            return ""
        return shown(self.finding.group, self.finding.proposed).head


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the reader did not find and that a person may add."""

    group: str
    name: str


@dataclass(frozen=True, slots=True)
class Section:
    """One group of the review."""

    key: str
    title: str | Promise
    cards: list[Card]
    missing: list[Missing] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PageView:
    """One page's picture with the boxes over it."""

    number: int
    url: str
    width: int
    height: int
    marks: list[Mark]


def card_of(
    document: Document, finding: Finding, text: str, record_url: str = "", repairs: Repairs | None = None
) -> Card:
    """A finding as it is shown. ``text`` is the reading's, ``repairs`` its repairs where they are at hand."""
    value = shown(finding.group, finding.value)
    value.details.extend(_business(document, finding))
    repairs = repairs or Repairs((document.reading or {}).get("edits") or ())
    card = Card(
        finding=finding,
        name=str(words.NAMES[finding.group]),
        value=value,
        band=band(finding.confidence),
        open=document.state == DocumentState.READ,
        quotes=list(dict.fromkeys(_quotes(finding, text, _said(value)))),
        place=_place(document, finding),
        place_url=f"{document.get_absolute_url()}?fynd={finding.pk}#markerat",
        record_url=record_url,
        repaired=repairs.within(finding.grounds) if document.state == DocumentState.READ else [],
    )
    return _doubted(card, hard_pages(document.reading or {})) if card.open and not card.judged else card


def _doubted(card: Card, hard: frozenset[int]) -> Card:
    """The card with why the reader is unsure of it, and with what else it could be."""
    finding = card.finding
    why: list[str] = []
    if card.unsure:
        why = doubts_of(
            finding.group, finding.value, finding.confidence, finding.origin, finding.evidence, card.repaired, hard
        )
    # where the reader is certain, its own second best is no help: a model's disagreement is
    second = finding.runner_up if card.unsure or card.runner_up_by else None
    return replace(card, doubts=why, runner_up=shown(finding.group, second["value"]) if second else None)


def _business(document: Document, finding: Finding) -> list[tuple[str, str]]:
    """Which item of business a finding of minutes or an agenda belongs to, as a particular of its value."""
    number = finding.value.get("item") if isinstance(finding.value, dict) else None
    items = (document.reading or {}).get("items") or []
    if not isinstance(number, int) or not 0 <= number < len(items):
        return []
    return [
        (
            str(_("I ärendet")),
            " ".join(part for part in (items[number].get("paragraph"), items[number]["title"]) if part),
        )
    ]


def _place(document: Document, finding: Finding) -> str:
    """Where the words stand, in words; nothing where there are none."""
    if not finding.grounds:
        return ""
    page = finding.grounds[0].get("page")
    if page and (document.pages > 1 or document.pictures):
        return str(_("Visa på sida %(n)s")) % {"n": page}
    return str(_("Visa i texten"))


def _said(value: Shown) -> str:
    """All that a value says, folded, to tell which quotes would only repeat it."""
    return "\n".join(_fold(text) for text in (value.head, *(text for _label, text in value.details)))


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold().strip(" .:")


def sections_of(
    document: Document, findings: Sequence[Finding], urls: dict[Any, str] | None = None, *, unsure_first: bool = False
) -> list[Section]:
    """The groups that have something in them, in the order of the page; those that the reader is unsure of before them
    where that is asked for. ``urls`` lead to what findings became.
    """
    text = (document.reading or {}).get("text", "")
    repairs = Repairs((document.reading or {}).get("edits") or ())
    by_group: dict[str, list[Card]] = {}
    unsure: list[Card] = []
    for finding in findings:
        card = card_of(document, finding, text, (urls or {}).get(finding.record_id, ""), repairs)
        (unsure if unsure_first and card.unsure else by_group.setdefault(finding.group, [])).append(card)
    open_to_change = document.state == DocumentState.READ
    there = {finding.group for finding in findings}
    sections = [Section(UNSURE_FIRST, _("Osäkra, att granska först"), _doubtful_first(unsure))] if unsure else []
    for key, title, groups in words.SECTIONS:
        cards = [card for group in groups for card in by_group.get(group, [])]
        missing = [
            Missing(group, str(words.NAMES[group]))
            for group in groups
            if open_to_change and group in ADDABLE and group not in there
        ]
        if cards or (missing and key == "dokumentet"):
            sections.append(Section(key, title, cards, missing))
    return sections


def _doubtful_first(cards: list[Card]) -> list[Card]:
    return sorted(cards, key=lambda card: card.finding.confidence)


def _quotes(finding: Finding, text: str, said: str) -> Iterable[Quote]:
    for one in finding.grounds:
        if one.get("field"):  # it shows a particular, which is said already
            continue
        start, end = one["start"], one["end"]
        stretch = text[start:end]
        room = CONTEXT if len(stretch) < SHORT else 0
        before, after = _from_break(text[max(start - room, 0) : start]), _to_break(text[end : end + room])
        if _fold(before + stretch + after) not in said:
            cut = stretch if len(stretch) <= LONG else f"{stretch[:LONG].rsplit(' ', 1)[0]} …"
            yield Quote(before, cut, after)


def _from_break(text: str) -> str:
    """What stands before on the same line, from the first whole word."""
    line = text.rpartition("\n")[2]
    return line.partition(" ")[2] if line == text and len(text) == CONTEXT else line


def _to_break(text: str) -> str:
    """What stands after on the same line, to the last whole word."""
    line = text.partition("\n")[0]
    return line.rpartition(" ")[0] if line == text and len(text) == CONTEXT else line


def chosen_spans(finding: Finding | None) -> list[tuple[int, int]]:
    """The stretches of text that a finding stands on."""
    return [] if finding is None else [(one["start"], one["end"]) for one in finding.grounds]


def blocks_of(document: Document, findings: Sequence[Finding], chosen: Sequence[tuple[int, int]]) -> list[Block]:
    """The text laid out, with every finding's evidence to be found by a script and the chosen stretch marked."""
    stretches = [
        Stretch(one["start"], one["end"], f"fynd-{finding.pk}") for finding in findings for one in finding.grounds
    ]
    return lay_out(document.reading or {"text": ""}, stretches, chosen)


def pages_of(document: Document, findings: Sequence[Finding], chosen: Finding | None) -> list[PageView]:
    """The pictures of the pages, with a box for each finding's evidence."""
    marks: dict[int, list[Mark]] = {}
    for finding in findings:
        is_chosen = chosen is not None and finding.pk == chosen.pk
        for page, mark in marks_of(finding.grounds, f"fynd-{finding.pk}", chosen=is_chosen):
            marks.setdefault(page, []).append(mark)
    return [
        PageView(
            number=number,
            url=reverse("documents:page", args=[document.pk, number]),
            width=size[0],
            height=size[1],
            marks=marks.get(number, []),
        )
        for number, size in enumerate(document.pictures, start=1)
    ]
