"""What the finders hand on to each other: every mention in the text, and what earlier finders have found.

A finder is a pure function of the document and of a :class:`Found`; :mod:`samfrid.reading.read` calls them in a fixed
order and puts each result into a new ``Found``. Nothing in it is changed once it is there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from samfrid.reading import reading
from samfrid.reading.document import Document, Kind
from samfrid.reading.finders.bodies import Body, bodies_in, resolved
from samfrid.reading.finders.dates import Date, Period, dates_in, periods_in
from samfrid.reading.finders.mention import Mentions
from samfrid.reading.finders.organisations import Organisation, organisations_in
from samfrid.reading.finders.outline import Outline
from samfrid.reading.finders.parties import Party, codes_in, parties_in
from samfrid.reading.finders.people_mentions import Person, people_in
from samfrid.reading.reading import Evidence, Municipality

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A scalar of the reading with what shows it: spans of the text as (start, end), and a confidence from 0 to 1."""

    value: T
    spans: tuple[tuple[int, int], ...] = ()
    confidence: float = 0.5
    #: the next best value, for the person who reviews
    second: Value[T] | None = None

    @property
    def evidence(self) -> list[Evidence]:
        """The spans as the contract's evidence; page and box are filled in when the reading is put together."""
        return [Evidence(start, end) for start, end in self.spans]


class Marks:
    """All mentions in the text of a document, furniture left out, each kind looked for once and only when asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._hidden = [(s.start, s.end) for s in document.segments if s.kind is Kind.FURNITURE]
        #: the text with furniture blanked out, offsets unchanged
        self.text = self._blanked()

    def _blanked(self) -> str:
        if not self._hidden:
            return self._document.text
        pieces, last = [], 0
        for start, end in self._hidden:
            pieces += [self._document.text[last:start], "\n" * (end - start)]
            last = end
        return "".join([*pieces, self._document.text[last:]])

    @cached_property
    def dates(self) -> Mentions[Date]:
        """Dates of every grain, years that stand alone among them."""
        return Mentions(dates_in(self.text, years=True))

    @cached_property
    def periods(self) -> Mentions[Period]:
        return Mentions(periods_in(self.text, tuple(self.dates)))

    @cached_property
    def bodies(self) -> Mentions[Body]:
        """Bodies with "nämnden" and the like replaced by the full name that went before."""
        return Mentions(resolved(bodies_in(self.text)))

    @cached_property
    def parties(self) -> Mentions[Party]:
        """Parties by name and by letters in parentheses."""
        return Mentions([*parties_in(self.text), *codes_in(self.text)])

    @cached_property
    def people(self) -> Mentions[Person]:
        return Mentions(people_in(self.text))

    @cached_property
    def organisations(self) -> Mentions[Organisation]:
        """Associations, regions, authorities and municipalities that are named."""
        return Mentions(organisations_in(self.text))

    @cached_property
    def outline(self) -> Outline:
        """The content in order, with its headings and sentences."""
        return Outline.of(self._document)


@dataclass(frozen=True)
class Found:
    """What has been found so far: by the finders that stand before in :data:`samfrid.reading.read.STEPS`."""

    marks: Marks
    type: Value[str] = field(default_factory=lambda: Value("other"))
    title: Value[str] | None = None
    municipality: Value[Municipality] | None = None
    date: Value[str] | None = None
    addressee: Value[str] | None = None
    diary_numbers: list[reading.Phrase] = field(default_factory=list)
    items: list[reading.Business] = field(default_factory=list)
    people: list[reading.Person] = field(default_factory=list)
    plans: list[reading.Plan] = field(default_factory=list)
    decisions: list[reading.Decision] = field(default_factory=list)
    proposals: list[reading.Proposal] = field(default_factory=list)
    questions: list[reading.Question] = field(default_factory=list)
    references: list[reading.Reference] = field(default_factory=list)
    opinions: list[reading.Opinion] = field(default_factory=list)
    recipients: list[reading.Phrase] = field(default_factory=list)
    agreements: list[reading.Agreement] = field(default_factory=list)
    commitments: list[reading.Commitment] = field(default_factory=list)
    figures: list[reading.Figure] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
