"""Agreements: partnerships, grants and contracts, both the one that the document is and those that it tells of.

An agreement needs two parties. Around the sentences that name them the terms are gathered: sums with their conditions,
the period, how it goes on and how it is ended. Two periods with the same parties are two agreements (one that runs and
one that is proposed).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from samfrid.reading import patterns
from samfrid.reading.document import Document, Kind
from samfrid.reading.finders import terms
from samfrid.reading.finders.amounts import Money, money_in
from samfrid.reading.finders.found import Found
from samfrid.reading.finders.mention import Mention
from samfrid.reading.finders.organisations import Organisation, names_at
from samfrid.reading.finders.outline import Piece
from samfrid.reading.finders.parties_to import contract_parties, fullest, municipality_party
from samfrid.reading.finders.sentences import Sentence
from samfrid.reading.reading import Agreement, Amount, Decision, Evidence, Proposal

_FORMS = (
    (
        "iop",
        re.compile(
            r"\bidéburet\s+offentligt\s+partnerskap\b|\bIOP\b|\bidéburna\s+offentliga\s+partnerskap\b", re.IGNORECASE
        ),
    ),
    (
        "grant",
        re.compile(
            r"\b(?:\w*(?:förenings|verksamhets|organisations|drift|projekt|stöd))?bidrag(?:et|en)?\b(?!\w)|"
            r"\bföreningsstöd\w*",
            re.I,
        ),
    ),
    (
        "cooperation",
        re.compile(
            r"\b(?:samverkans|samarbets|partnerskaps)avtal\w*|\b\w*överenskommelse\w*|\bavsiktsförklaring\w*|"
            r"\bavtal\s+om\s+(?:\w+\s+)?(?:samarbete|samverkan|informationsutbyte|informationsdelning|gemensam)",
            re.IGNORECASE,
        ),
    ),
    ("contract", re.compile(r"\b(?:ram|hyres|uppdrags|tjänste|vård|leverans)?avtal(?:et)?\b", re.IGNORECASE)),
)
_PARTNERSHIP = re.compile(r"\bpartnerskap\w*", re.IGNORECASE)
_KEY = re.compile(
    r"\b(?:iop|[\wåäö-]*partnerskap\w*|[\wåäö-]*avtal(?:et|ets)?|[\wåäö-]*överenskommelsen?s?|(?:förenings|"
    r"verksamhets|organisations|drift)bidrag\w*|"
    r"samarbetet?)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:idéburet\s+offentligt|iop|partnerskap\w*|samverkansavtal\w*|samarbetsavtal\w*|"
    r"samverkansöverenskommelse\w*|"
    r"(?:förenings|verksamhets|organisations|drift)bidrag\w*|bidrag\s+(?:på|om)\s+\d|\w*avtal\s+med|avtalet\s+med|"
    r"överenskommelse\s+(?:med|mellan)|avtal\s+mellan|tecknad\s+mellan)",
    re.IGNORECASE,
)
#: one of these stands in everything that ``_STRONG`` finds; looked for first, since most sentences have none
_STEMS = patterns.Stems(("iop", "partnerskap", "avtal", "överenskommelse", "bidrag", "tecknad", "idéburet"))
_REFERS = re.compile(
    r"^\W*(?:därefter|därutöver|därtill|dessutom|efter\s+det\b|(?:avtalet|det|den|partnerskapet|överenskommelsen|"
    r"samarbetet|bidraget|ersättningen|en\s+engångsersättning|"
    r"(?:dygns)?priset|uppsägningstiden|avtalstiden|avtalsperioden|dygnspris\w*|hyran|avgiften|"
    r"jouren|jourerna|föreningen|kommunen|staden|regionen|parterna|stödet|beloppet|om\s|"
    r"[\w ]*\b(?:utgår|lämnas|betalas|ersättning)))",
    re.IGNORECASE,
)
_NOT_PAID = re.compile(
    r"\b(?:ansökt|ansökte|ansöker|ansökan|ansökning\w*|sökt|offert|budget\w*|statsbidrag|nationell\w*|avslå\w*|anslå\w*|"
    r"anvisa\w*|vite\w*|"
    r"skadestånd\w*|förseningsavgift\w*|dröjsmål\w*|egeninsats\w*|värderad\w*|självrisk\w*|försäkring\w*|"
    r"basbelopp\w*|"
    r"uppskatta\w*|beräknas\s+kosta|(?:mer|mindre|högre|lägre)\s+än\s+(?:i\s+fjol|förra|tidigare|föregående|året))\b",
    re.IGNORECASE,
)
_WITH_WHOM = re.compile(
    r"\b(?:\w*avtal(?:et)?|partnerskap(?:et)?|\w*överenskommelse(?:n)?|"
    r"IOP)\s+(?:\([^)]*\)\s+)?(?:om\s+[^.,;]{3,40}?\s+)?"
    r"(?:med|mellan\s+(?:kommunen|[A-ZÅÄÖ]\w+\s+(?:kommun|stad))\s+och)\s+"
    r"(?:(?:den|det|de)\s+)?(?:(?:ideella|idéburna|lokala|privata)\s+)?(?:(?:föreningen|stiftelsen|"
    r"organisationen|företaget|bolaget)\s+)?",
)
_PLANNED = re.compile(
    r"\b(?:ska|bör|kan|vill)\s+(?:teckna|ingå|träffa)\w*\b|\bteckna(?:s|r\s+(?:under|senast|före))\b|\bklart\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(r"\b(?:föreslå\w*|förslag|godkänner|nytt|ny)\b", re.IGNORECASE)
_EXISTING = re.compile(r"\b(?:nuvarande|löper|i\s+dag|har\s+sedan|sedan\s+(?:den|\d{4})|upphör)\b", re.IGNORECASE)
_GRANTED = re.compile(r"\b(?:bevilja|beviljas|beviljades|beviljar|tilldelas|erhåller|får)\b", re.IGNORECASE)
_FOR_A_YEAR = re.compile(
    r"\b(?:för|under|avseende)\s+(?:(?:verksamhets|kalender|bidrags|budget)?år(?:et)?\s+)?20\d\d\b",
    re.IGNORECASE,
)
_GOALS = re.compile(
    r"^(?:\d+[.)]?\s+|§\s?\d+\s+)?(?:gemensamma\s+)?(?:mål|målsättning(?:ar)?|syfte\s+och\s+mål)$", re.IGNORECASE
)
_MEANS = re.compile(
    r"\b(?:överenskommelsen|partnerskapet|samarbetet|avtalet)\s+innebär\s+att$|\bmål(?:en)?\s+(?:är|för)\b[^.]*:?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Deal:
    """An agreement while its terms are gathered."""

    parties: list[Mention]
    form: str
    spans: list[tuple[int, int]]
    term: terms.Term | None = None
    proposed: bool = False
    money: list[tuple[Money, int]] = field(default_factory=list)
    goals: list[tuple[int, int]] = field(default_factory=list)


def find(document: Document, found: Found) -> list[Agreement]:
    """All agreements, in the order of the document."""
    if found.type.value == "agreement":
        deals = _own(found)
    else:
        granted = _granted(found)
        named = {party.value for deal in granted for party in deal.parties}
        told = _told(found)
        deals = granted + [
            deal for deal in told if deal.term or deal.money or not named & {p.value for p in deal.parties}
        ]
    own = municipality_party(document, found)
    return [_agreement(found, deal, own) for deal in deals if len(_names(deal, own)) > 1]


def _own(found: Found) -> list[_Deal]:
    """The agreement that the document is: its whole text are its terms."""
    text = found.marks.text
    parties = contract_parties(found)
    head = text[:800]
    title = found.title.value if found.title is not None else ""
    form = next((name for words in (title, head) for name, pattern in _FORMS if pattern.search(words)), "contract")
    if form == "contract" and not re.search(r"\bavtal", head, re.IGNORECASE):
        form = next((name for name, pattern in _FORMS if pattern.search(text)), "other")
    deal = _Deal(parties, form, [(party.start, party.end) for party in parties])
    found_periods = terms.periods(found.marks, 0, len(text))
    whole = [term for term in found_periods if term.start and term.end]
    deal.term = next(iter(whole or found_periods), None)
    for sentence in found.marks.outline.sentences:
        if not _NOT_PAID.search(sentence.text):
            sums = money_in(sentence.text)
            year = form == "grant" and _FOR_A_YEAR.search(sentence.text) is not None
            deal.money += [
                (replace(money, per=money.per or ("year" if year else "")), sentence.start) for money in sums
            ]
    deal.goals = _goals(found)
    deal.spans += [(0, len(text))] if not parties else []
    return [deal]


def _granted(found: Found) -> list[_Deal]:
    """Grants given by a decision: "Kvinnojouren … beviljas 650 000 kronor i verksamhetsbidrag för perioden …"."""
    deals = []
    decided: list[Decision | Proposal] = [*found.decisions]
    decided += found.proposals if found.type.value in ("memo", "agenda") else []
    for decision in decided:
        span = decision.evidence[0]
        text = found.marks.text[span.start : span.end]
        sums = money_in(text)
        named = found.marks.organisations.within(span.start, span.end)
        parties = [party for party in named if not party.municipal and not party.public]
        if decision.outcome != "funded" or not sums or len(parties) != 1 or not _GRANTED.search(text):
            continue
        deal = _Deal([parties[0]], "grant", [(span.start, span.end)])
        deal.term = next(iter(terms.periods(found.marks, span.start, span.end)), None)
        rate = sums[0].per or ("year" if _FOR_A_YEAR.search(text) else "")
        deal.money = [(replace(sums[0], per=rate), span.start)]
        deals.append(deal)
    return deals


def _told(found: Found) -> list[_Deal]:
    """Agreements told of: from the sentence that names a party on, as long as the text is about them."""
    deals: list[_Deal] = []
    clauses: list[Decision | Proposal] = [*found.decisions, *found.proposals]
    decided = [clause for clause in clauses if clause.outcome in ("funded", "rejected")]
    taken = [(d.evidence[0].start, d.evidence[0].end) for d in decided]
    current: _Deal | None = None
    near = -1
    for sentence in found.marks.outline.sentences:
        piece = found.marks.outline.piece_at(sentence.start)
        if (
            piece is None
            or piece.kind is Kind.TABLE_ROW
            or any(start - 6 <= sentence.start and sentence.end <= end + 3 for start, end in taken)
            or sentence.text.endswith("?")
        ):
            continue
        outside = [o for o in found.marks.organisations.within(sentence.start, sentence.end) if not o.municipal]
        strong = _is_strong(sentence.text)
        if not outside and strong:
            outside = _named_after(found, sentence) or _meant(found, piece, sentence)
        if outside and strong and not _PLANNED.search(sentence.text) and not piece.is_heading:
            current = _deal_of(deals, outside, sentence)
            near = piece.index
        elif current is None or not _goes_on(found, piece, sentence, near, current, outside):
            continue
        else:
            near = piece.index
        current = _gather(found, deals, current, sentence)
    return [deal for deal in deals if deal.spans]


def _is_strong(text: str) -> bool:
    """Whether a sentence names an agreement in words that mean nothing else."""
    return _STEMS.among(text) and bool(_STRONG.search(text))


def _named_after(found: Found, sentence: Sentence) -> list[Organisation]:
    """ "ett partnerskap med Terrasgården", "avtal mellan kommunen och Alla Vinnare": a name that nothing else tells."""
    named: list[Organisation] = []
    for match in _WITH_WHOM.finditer(sentence.text):
        for name in names_at(sentence.text, match.end()):
            start = sentence.start + name.start
            if name.value[:1].isupper() and found.marks.bodies.at(start) is None:
                named.append(Organisation(start, sentence.start + name.end, name.value))
    return named


def _meant(found: Found, piece: Piece, sentence: Sentence) -> list[Organisation]:
    """ "mellan kommunen och föreningen": the organisation that was named last, in the paragraph or before it."""
    if not re.search(r"\b(?:föreningen|jouren|organisationen)\b", sentence.text, re.IGNORECASE):
        return []
    near = found.marks.organisations.within(piece.start, sentence.start)
    named = [party for party in near if not party.municipal]
    earlier = found.marks.organisations.within(0, sentence.start)
    return (named or [party for party in earlier if not party.municipal and not party.public])[-1:]


def _goes_on(
    found: Found, piece: Piece, sentence: Sentence, near: int, deal: _Deal, outside: Sequence[Mention]
) -> bool:
    """Is the sentence still about the agreement: it refers back to it, or names it, close by or under its heading?"""
    about = bool(_KEY.search(sentence.text)) or bool(_REFERS.match(sentence.text))
    if outside and not any(_alike(o.value, p.value) for o in outside for p in deal.parties):
        return False
    if piece.index - near <= 1:
        return about
    named = bool(_KEY.search(sentence.text)) and not outside
    return about and (
        named
        or bool(re.search(r"ersättning|avtal|villkor|partnerskap|ekonomi", found.marks.outline.heading_of(piece), re.I))
        or bool(re.match(r"\w+(?:en|et)\s+föreslås\s+bli\b", sentence.text))
    )


def _deal_of(deals: list[_Deal], parties: Sequence[Mention], sentence: Sentence) -> _Deal:
    """The agreement with these parties that is already known, else a new one."""
    for deal in reversed(deals):
        if any(_alike(one.value, other.value) for one in deal.parties for other in parties):
            return deal
    own = list({party.value.casefold(): party for party in reversed(parties)}.values())[::-1]
    deals.append(_Deal(own, _form(sentence.text), []))
    return deals[-1]


def _alike(one: str, other: str) -> bool:
    left, right = set(one.casefold().split()), set(other.casefold().split())
    return len(left & right) / min(len(left), len(right)) > 0.6


def _form(text: str) -> str:
    for name, pattern in _FORMS:
        if pattern.search(text):
            return name
    return "iop" if _PARTNERSHIP.search(text) else "other"


def _gather(found: Found, deals: list[_Deal], deal: _Deal, sentence: Sentence) -> _Deal:
    """Take the sentence's terms; a second period with the same parties begins another agreement."""
    clause = any(one.evidence[0].start <= sentence.start < one.evidence[0].end for one in found.proposals)
    proposed = (clause or bool(_PROPOSED.search(sentence.text))) and not _EXISTING.search(sentence.text)
    told = list(terms.periods(found.marks, sentence.start, sentence.end))
    for term in told:
        if deal.term is None or _completes(deal.term, term):
            deal.term = _merged(deal.term, term)
        elif (term.start and term.start != deal.term.start) or _ended_before(term, deal.term):
            deal = _Deal(deal.parties, deal.form, [], term, proposed)
            deals.append(deal)
    same = [other for other in deals if other.parties == deal.parties]
    if len(same) > 1:
        wanted = (
            [other for other in same if other.proposed == proposed]
            if proposed or _EXISTING.search(sentence.text)
            else [deal]
        )
        deal = (wanted or [deal])[-1]
    deal.proposed = deal.proposed or proposed
    if deal.form in ("other", "contract"):
        better = _form(sentence.text)
        deal.form = better if better != "other" else deal.form
    if not _NOT_PAID.search(sentence.text):
        rate = "year" if deal.form == "grant" and re.search(r"\bi\s+år\b", sentence.text) else ""
        sums = [replace(money, per=money.per or rate) for money in money_in(sentence.text)]
        deal.money += [(money, sentence.start) for money in sums]
    deal.spans.append((sentence.start, sentence.end))
    return deal


def _ended_before(term: terms.Term, other: terms.Term) -> bool:
    """An agreement that runs out before the other begins is the one that it replaces."""
    return bool(term.start is None and term.end and other.start and term.end < other.start)


def _completes(one: terms.Term, other: terms.Term) -> bool:
    if other.start is None:
        return one.end is None or one.end == other.end
    return (one.start is None and (one.end is None or one.end == other.end)) or one.start == other.start


def _merged(one: terms.Term | None, other: terms.Term) -> terms.Term:
    if one is None:
        return other
    return terms.Term(one.at, one.start or other.start, one.end or other.end)


def _goals(found: Found) -> list[tuple[int, int]]:
    """The list under "Mål", or after "Överenskommelsen innebär att"."""
    outline = found.marks.outline
    for piece in outline.pieces:
        if (piece.is_heading and _GOALS.match(piece.text)) or _MEANS.search(piece.text.rstrip(":")):
            goals = []
            for following in outline.pieces[piece.index + 1 :]:
                if following.kind is not Kind.LIST_ITEM or following.is_heading:
                    break
                goals.append((following.start, following.end))
            if goals:
                return goals
    return []


def _names(deal: _Deal, own: Mention | None) -> list[Mention]:
    if own and any(_is_municipality(party.value) and _alike(own.value, party.value) for party in deal.parties):
        return deal.parties
    return [own, *deal.parties] if own else deal.parties


def _is_municipality(name: str) -> bool:
    return bool(re.search(r"\b(?:kommun|stad|region)\b", name, re.IGNORECASE))


def _agreement(found: Found, deal: _Deal, own: Mention | None) -> Agreement:
    marks, text = found.marks, found.marks.text
    names = [fullest(text, name) for name in _names(deal, own)]
    whole = found.type.value == "agreement"
    areas = [(0, len(text))] if whole else deal.spans
    last = deal.term.end if deal.term else None
    renewed = next((r for start, end in areas if (r := terms.renewal(marks, start, end, last))), None)
    notice = next((n for start, end in areas if (n := terms.notice(marks, start, end))), None)
    spans = [(name.start, name.end) for name in names]
    spans += deal.spans if not whole else []
    spans += [span for told in (renewed, notice) if told for span in [told[1]]]
    goals = deal.goals or (_goals(found) if deal.form == "iop" and len(found.agreements) == 0 else [])
    amounts = _amounts(deal)
    return Agreement(
        form=deal.form,
        parties=[name.value for name in names],
        start=deal.term.start if deal.term else None,
        end=last,
        renewal=renewed[0] if renewed else None,
        notice_months=notice[0] if notice else None,
        amounts=amounts,
        goals=[text[start:end] for start, end in goals],
        evidence=[Evidence(*span) for span in dict.fromkeys(spans)],
        confidence=0.92 if whole and deal.term else 0.8 if deal.term or amounts else 0.6,
    )


def _amounts(deal: _Deal) -> list[Amount]:
    """The sums, each once; one for a period of a year is paid by the year, another without a rate is paid once."""
    year = bool(deal.term and deal.term.start and deal.term.end and deal.term.start[:4] == deal.term.end[:4])
    result: dict[tuple[int, str], Amount] = {}
    for money, _ in deal.money:
        per = money.per or ("year" if year else "once")
        result.setdefault((money.sek, per), Amount(money.sek, per, money.condition))
    return list(result.values())
