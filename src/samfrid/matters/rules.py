"""The Local Government Act and the registrar's habits as Python: deadlines, numbers, titles. No database.

KL = kommunallagen (2017:725), chapter:section.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.translation import gettext as _

from samfrid.matters.models import MatterKind, Outcome
from samfrid.municipalities.dates import PartialDate, in_words, months_after
from samfrid.municipalities.models import BodyKind

#: matters that the council has a year for (KL 5:35); an initiative in a committee (KL 4:20) has no such rule
ONE_YEAR_KINDS: Final = (MatterKind.MOTION, MatterKind.CITIZEN_PROPOSAL)

#: matters that ask for an answer, not for a decision (KL 5:59, 5:64)
ASKING_KINDS: Final = (MatterKind.INTERPELLATION, MatterKind.QUESTION)

#: outcomes after which a clause is not awaited any more; a referral back, a pause and an opinion are not among them
SETTLING: Final = (
    Outcome.GRANTED,
    Outcome.PARTLY_GRANTED,
    Outcome.REJECTED,
    Outcome.ANSWERED,
    Outcome.WRITTEN_OFF,
    Outcome.APPROVED,
    Outcome.NOTED,
    Outcome.TASKED,
    Outcome.FUNDED,
    Outcome.OTHER,
)

#: outcomes that promise something: each such clause of a final decision wants a commitment
PROMISING: Final = (Outcome.GRANTED, Outcome.PARTLY_GRANTED, Outcome.TASKED, Outcome.FUNDED)

#: shape and colour of each outcome, as ``components/state.html`` has them
TONES: Final[dict[str, str]] = {
    **dict.fromkeys((Outcome.GRANTED, Outcome.TASKED, Outcome.FUNDED, Outcome.APPROVED), "done"),
    **dict.fromkeys((Outcome.PARTLY_GRANTED, Outcome.SUPPORTED), "done"),
    **dict.fromkeys((Outcome.REJECTED, Outcome.OPPOSED), "refused"),
    **dict.fromkeys((Outcome.ANSWERED, Outcome.NOTED, Outcome.OTHER), "info"),
    **dict.fromkeys((Outcome.WRITTEN_OFF, Outcome.REFERRED_BACK, Outcome.POSTPONED, Outcome.CIRCULATED), "paused"),
}

Alarm = Literal["6", "9", "11", "over"]


# --- the clock of KL 5:35 -------------------------------------------------------------------------------------------


def council_deadline(raised_on: dt.date) -> dt.date:
    """The last day for the council to decide on a motion or a citizen proposal, or to be told why it cannot.

    KL 5:35: within one year from the day on which it was raised. Raised on 29 February: 28 February.
    """
    return months_after(raised_on, 12)


def motion_alarm(raised_on: dt.date, today: dt.date) -> Alarm | None:
    """How far the year of KL 5:35 has gone: six, nine, eleven months or over; None before six months.

    The last day itself is not over.
    """
    if today > council_deadline(raised_on):
        return "over"
    marks: tuple[tuple[int, Alarm], ...] = ((11, "11"), (9, "9"), (6, "6"))
    return next((alarm for months, alarm in marks if today >= months_after(raised_on, months)), None)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day that can explain itself."""

    on: dt.date
    #: "senast 30 mars 2022, ett år från 30 mars 2021 (kommunallagen 5 kap. 35 §)"
    text: str


def deadline_of(kind: str, raised_on: dt.date | None, precision: str = "day") -> Deadline | None:
    """The council's deadline for a matter of this kind; None where the law sets none or the start is not known.

    Where only a month or a year is known, its last day counts (``raised_on`` is that day), so that nothing is called
    late before it surely is; the text then says that it is so.
    """
    if kind not in ONE_YEAR_KINDS or raised_on is None:
        return None
    on = council_deadline(raised_on)
    about = {"start": in_words(raised_on, precision), "end": in_words(on)}
    if precision == "day":
        text = _("senast %(end)s, ett år från %(start)s (kommunallagen 5 kap. 35 §)") % about
    else:
        text = _("senast %(end)s, ett år från %(start)s, dagen okänd (kommunallagen 5 kap. 35 §)") % about
    return Deadline(on, text)


def first_possible_day(raised_on: dt.date, precision: str) -> dt.date:
    """The earliest day on which the matter can have been raised."""
    return PartialDate.around(raised_on, precision).first


def settles(kind: str, body_kind: str | None, outcome: str) -> bool:
    """Whether a final clause of that outcome, by a body of that kind, is what a matter of this kind waited for.

    A motion is the council's to decide (KL 5:35), so a committee that approves its own statement settles nothing; a
    body that is not known may be the council. A citizen proposal may have been delegated to a committee (KL 5:23).
    """
    may_decide = kind != MatterKind.MOTION or body_kind in (None, BodyKind.COUNCIL)
    return may_decide and outcome in SETTLING


# --- diary numbers --------------------------------------------------------------------------------------------------

_LABEL: Final = re.compile(r"^\s*(?:dnr|d\.nr|diarie\w*|ärende\s?n(?:umme)?r)\b[\s.:]*", re.IGNORECASE)
_TOKEN: Final = re.compile(r"[A-ZÅÄÖÉÜ]+|\d+")


def number_key(number: str) -> str:
    """How a diary number is looked up: ``KS 2021-257``, ``KS 2021/257`` and ``ks2021-257`` have the same key.

    Signs and spaces are typography, and so are zeros before a running number; the order of the parts and the borders
    between groups of digits are not, so that ``KS 2021-25-7`` stays another number than ``KS 2021-257``. Empty where
    the text has no digit.
    """
    tokens = _TOKEN.findall(_LABEL.sub("", number).upper())
    if not any(token.isdigit() for token in tokens):
        return ""
    key = ""
    for token in tokens:
        part = (token.lstrip("0") or "0") if token.isdigit() else token
        # only two groups of the same sort need a border
        same_sort = bool(key) and key[-1].isdigit() == part[0].isdigit()
        key += f"-{part}" if same_sort else part
    return key


def names_series(key: str) -> bool:
    """Whether a key says whose register it is of (``KS…``). A bare ``31-16`` can be a number of any committee's."""
    return any(character.isalpha() for character in key)


#: register and year: ``KS2021`` of ``KS2021-257``, ``2012KS`` of ``2012KS190-1``
_SERIES: Final = re.compile(r"[^\W\d]+\d+|\d+[^\W\d]+")


def other_in_series(keys: Iterable[str], known: Iterable[str]) -> bool:
    """Whether one of ``keys`` and one of ``known`` are of the same register and year, but none is the same matter's.

    ``KS2021-257`` and ``KS2021-258`` are two matters, whatever else is alike. A number that goes on after the other
    (``KS2002-257-1``, a document's number in the matter) is the same matter's.
    """
    pairs = [(one, two) for one in keys for two in known if names_series(one) and names_series(two)]
    if any(_same_or_continued(one, two) for one, two in pairs):
        return False
    return any(_series(one) == _series(two) != "" for one, two in pairs)


def _series(key: str) -> str:
    match = _SERIES.match(key)
    return match[0] if match else ""


def _same_or_continued(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    return long == short or long.startswith(f"{short}-")


# --- likeness of titles and clauses ---------------------------------------------------------------------------------

#: likeness from which two titles may be of one matter: a person is asked, nothing is joined by itself
POSSIBLE: Final = 0.55
#: how much of what the shorter clause is about must stand in the longer one
RETOLD: Final = 0.75
#: likeness from which two clauses are the same clause told twice
SAME_CLAUSE: Final = 0.75


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BY_WHOM: Final = re.compile(
    r"\b(?:från|av|ställd av|väckt av)\s+[^,()]{2,60}?(?:\(\w{1,4}\)|m\.?\s?fl\.?)+", re.IGNORECASE
)
_PARTY: Final = re.compile(r"\(\w{1,4}\)")
_WORD: Final = re.compile(r"[^\W\d_]+")
#: words that say what sort of paper it is, or bind others together
_FORM_WORDS: Final = _words(
    "svar på motion motionen interpellation interpellationen fråga frågan enkel initiativärende medborgarförslag "
    "remiss yttrande över angående gällande rörande om till från av att och eller i för med som det den de en ett kso "
    "ks kf kommunstyrelsens ordförande kommunfullmäktige kommunen kommunens kommun ärende ärendet väckt ställd m fl"
)
#: words that nearly every matter of this field has: they tell nothing apart
_FIELD_WORDS: Final = _words(
    "våld våldet mot nära relation relationer relationen mäns kvinnor kvinnors barn närstående utsatta våldsutsatta"
)


def _content_words(title: str) -> list[str]:
    plain = _PARTY.sub(" ", _BY_WHOM.sub(" ", title)).casefold()
    return [word for word in _WORD.findall(plain) if word not in _FORM_WORDS]


def _trigrams(words: Iterable[str]) -> set[str]:
    return {padded[i : i + 3] for word in words for padded in [f" {word} "] for i in range(len(padded) - 2)}


def _dice(one: set[str], two: set[str]) -> float:
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def likeness(title_a: str, title_b: str) -> float:
    """How alike two titles are, 0 to 1, by the three-letter parts of the words that tell matters apart.

    What sort of paper it is, who wrote it, and the field's own words do not count: two motions about violence in close
    relationships are not alike for that. Titles that have nothing but such words are at most half alike.
    """
    words_a, words_b = _content_words(title_a), _content_words(title_b)
    own_a, own_b = ([word for word in words if word not in _FIELD_WORDS] for words in (words_a, words_b))
    if own_a and own_b:
        return _dice(_trigrams(own_a), _trigrams(own_b))
    if own_a or own_b:
        return 0.0
    return 0.5 * _dice(_trigrams(words_a), _trigrams(words_b))


def words_to_find(title: str, limit: int = 6) -> list[str]:
    """The longest of the words that tell a title apart: one of them must stand in a title that is alike."""
    own = {word for word in _content_words(title) if word not in _FIELD_WORDS and len(word) > 3}
    return sorted(own, key=lambda word: (-len(word), word))[:limit]


_CLAUSE_WORD: Final = re.compile(r"\w+")
_OUTCOME_WORD: Final = re.compile(
    r"\b(?:bif[aö]ll\w*|avsl\w+|besvara\w*|avskr\w+|godkän\w+|bordl\w+|återremitt\w+|antogs?|handlingarna)\b",
    re.IGNORECASE,
)
#: what else stands in "att bifalla motionen", "biföll ett enigt kommunfullmäktige motionen från Eva Ek (V)"
_AROUND_OUTCOME: Final = re.compile(
    r"\b(?:att|yrkande\w*|sats\w*|anse\w*|motion\w*|interpellation\w*|medborgarförslag\w*|initiativ\w*|ärende\w*|förslag\w*|besl\w+|enig\w*"
    r"|enhällig\w*|\w*fullmäktige\w*|\w*styrelsen?s?|\w*nämnden?s?|yttrande\w*|hänvisning\w*|lägg\w*|helhet|därmed|denna"
    r"|och|av|ett|en|den|det|i|med|till|från|sin|sitt|vara|är|har|hade|blev|som|m|fl)\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"\b[A-ZÅÄÖ]\w+")


#: what tells "första att-satsen" from "andra att-satsen", and five places from ten
_WHICH: Final = re.compile(
    r"\d+|\b(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|sista)\b", re.IGNORECASE
)


def _which(text: str) -> list[str]:
    return _WHICH.findall(text.casefold())


def only_tells_outcome(text: str) -> bool:
    """Whether a clause says nothing but what became of the matter, so that it stands for all clauses of a decision."""
    if _which(text):
        return False
    rest = _PARTY.sub(" ", _OUTCOME_WORD.sub(" ", text))
    rest = _NAME.sub(" ", _AROUND_OUTCOME.sub(" ", rest))
    return bool(_OUTCOME_WORD.search(text)) and not _CLAUSE_WORD.search(rest)


def _about(text: str) -> set[str]:
    """The beginnings of the words that say what a clause is about, without outcome, order and binding words."""
    plain = _AROUND_OUTCOME.sub(" ", _OUTCOME_WORD.sub(" ", _WHICH.sub(" ", _PARTY.sub(" ", text))))
    return {word[:6] for word in _CLAUSE_WORD.findall(plain.casefold()) if len(word) > 2 and word not in _FORM_WORDS}


def retells(text_a: str, text_b: str) -> bool:
    """Whether one text tells the other clause again in its own words; of clauses with one outcome in one decision.

    "Biföll yrkandet om lägenheter till dem som lämnar skyddat boende" tells again "Motionens första yrkande, om
    lägenheter till personer som lämnar skyddat boende, bifalls": nearly all of the shorter one stands in the longer.
    """
    which_a, which_b = _which(text_a), _which(text_b)
    if which_a and which_b and which_a != which_b:
        return False
    fewer, more = sorted((_about(text_a), _about(text_b)), key=len)
    return len(fewer) >= 3 and len(fewer & more) >= RETOLD * len(fewer)


def same_clause(text_a: str, text_b: str) -> bool:
    """Whether two texts are one clause, told with other words around it. Other numbers make it another clause."""
    if _which(text_a) != _which(text_b):
        return False
    folded_a, folded_b = (
        " ".join(_CLAUSE_WORD.findall(text.casefold())).removeprefix("att ") for text in (text_a, text_b)
    )
    if folded_a == folded_b:
        return True
    return _dice(_trigrams(folded_a.split()), _trigrams(folded_b.split())) >= SAME_CLAUSE
