"""The words that tell of a decision in a sentence: verbs of deciding, who was united, what is only prepared.

Used by :mod:`samfrid.reading.finders.told`, which finds body, date and clause around them.
"""

from __future__ import annotations

import re

from samfrid.reading import patterns

PARAGRAPH = re.compile(r"§\s?\d{1,4}(?![\d–-])")
TO_DECIDE = patterns.compile(
    r"\b(?P<verb>beslutade|beslöt|beslutat|beslutar|(?:fattade|fattat|tagit|"
    r"tog)\s+(?:[^.;]{0,40}?\s)?beslut(?:et)?)\b(?:(?P<gap>[^.;]*?)(?<![\w-])(?P<what>att\s)"
    r"|(?P<gap_bare>\s+)(?P<what_bare>(?=(?:avslå|bifalla|godkänna|anta|återremittera|bordlägga|remittera|uppdra|ge|anse|"
    r"fastställa|lägga|notera|bevilja|anvisa|avskriva|överlämna|avge|tillstyrka)\b)))",
    re.IGNORECASE,
)
ACTIVE = (
    r"antog|avslog|biföll|godkände|fastställde|bordlade|återremitterade|remitterade|beviljade|anslog|anvisade|"
    r"avskrev|upphävde|överlät(?=[^.;]{3,80}\batt\s+besluta)|"
    r"(?:överlämnade|hänsköt)(?=[^.;]{3,80}\bför\s+(?:vidare\s+)?(?:beredning|yttrande|handläggning))|"
    r"(?:sa(?:de)?|röstade)\s+(?:[\wåäö-]+\s+){0,3}?(?:nej|ja)\s+till|röstade\s+(?:\w+\s+){0,2}igenom|klubbade(?:\s+igenom)?|"
    r"gav(?=[^.;]{3,80}\bi\s+uppdrag\b)|ansåg(?=[^.;]{3,120}\bbesvarad)"
)
PERFECT = (
    r"antagit|avslagit|bifallit|godkänt|fastställt|bordlagt|återremitterat|remitterat|beviljat|anslagit|anvisat|"
    r"avskrivit|upphävt|"
    r"(?:överlämnat|hänskjutit)(?=[^.;]{3,80}\bför\s+(?:vidare\s+)?(?:beredning|yttrande|handläggning))|"
    r"gett(?=[^.;]{3,80}\bi\s+uppdrag\b)|givit(?=[^.;]{3,80}\bi\s+uppdrag\b)"
)
PASSIVE = (
    r"antogs|avslogs|bifölls|godkändes|fastställdes|bordlades|återremitterades|remitterades|beviljades|anslogs|"
    r"avskrevs|"
    r"(?:har|hade)\s+(?:\w+\s+){0,4}?(?:antagits|avslagits|bifallits|godkänts|fastställts|bordlagts|"
    r"återremitterats|beviljats|avskrivits)|"
    r"(?:har\s+)?beslutats(?=\s+av\b)|beslutades(?=\s+av\b)|klubbades|röstades\s+(?:\w+\s+)?(?:igenom|ned|ner)|(?:ansågs|förklarades)(?=(?:\s+\w+){0,4}\s+besvara[dt])|besvarades|fick\s+[^.;]{3,60}?\si\s+uppdrag"
)
VERB = patterns.compile(
    rf"(?<![\w-])(?:(?P<active>{ACTIVE})|(?:har|"
    rf"hade)\b(?P<middle>[^.;]{{0,80}}?)(?<![\w-])(?P<perfect>{PERFECT})|(?P<passive>{PASSIVE}))"
    r"(?![\w-])",
    re.IGNORECASE,
)
#: "Nämnden beslutade om yttrandet vid sammanträde den 9 april 2025, § 40"
DECIDED_AFTER = patterns.compile(
    r"\b(?:beslutade|beslöt|fattade\s+beslut)\s+(?P<what>om\s+(?!att\b)\S+(?:\s\S+){0,4}?)\s+"
    r"(?:vid\s+(?:sitt\s+)?(?:sammanträde\w*|möte\w*)\s+)?(?=(?:den\s+)?\d{1,4}(?:-\d\d-\d\d|\s+\w+\s+\d{4}))",
    re.IGNORECASE,
)
DECIDED_ON = patterns.compile(
    r"\bbeslutade\b(?P<gap>[^.;]{0,70}?\d[^.;]{0,20}?)\s(?P<what>om\s+(?!att\b)[^.;]+)", re.IGNORECASE
)
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
#: a day without its year, as news write it
NO_YEAR = re.compile(rf"\bden\s+(?P<day>[12]?\d|3[01])\s+(?P<month>{'|'.join(MONTHS)})\b(?!\s+\d{{4}})", re.IGNORECASE)
#: one of these stands in every sentence that tells of a decision; looked for first, since most sentences have none
STEMS = patterns.Stems(
    (
        "överlämn",
        "överlät",
        "hänsk",
        "beslut",
        "beslöt",
        "ant",
        "avsl",
        "bif",
        "godkän",
        "fastställ",
        "bordla",
        "remitter",
        "bevilj",
        "ansl",
        "anvis",
        "avskr",
        "upphäv",
        "uppdrag",
        "besvara",
        "klubba",
        "till",
        "igenom",
    )
)
ANSWERABLE = re.compile(
    r"\b(?:interpellation\w*|motion\w*|medborgarförslag\w*|initiativ\w*|fråga\w*|e-förslag\w*|yrkande\w*|att-sats\w*)",
    re.I,
)
NOT_TOLD = patterns.compile(
    r"\b(?:enligt|i enlighet med)\s+(?:\w+s\s+)?(?:förslag\w*|yrkande\w*|d(?:em|et))\b", re.IGNORECASE
)
RELATIVE = re.compile(r"\bsom\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
CLAUSE_BREAK = patterns.compile(
    r",?\s+(?:men|medan|eftersom|samtidigt\s+som|vilket|där\s+det\s+(?:står|sägs|anges|heter|framgår)|efter\s+(?:omröstning|votering)|"
    r"och\s+(?:jag|vi|det|den|han|hon|man|nu)(?=\s\w)|"
    r"vid\s+samma\s+(?:sammanträde|möte))\b|;",
    re.I,
)
NEXT_CLAUSE = re.compile(r"(?:,\s+|\s+(?:samt|och)\s+|,\s+(?:samt|och)\s+)(?=att\s)", re.IGNORECASE)
TO_DATE = re.compile(
    r"[\s,]*(?:(?:av|i)\s+[\wåäöÅÄÖ-]+(?:\s+och\s+[\wåäö-]+)?)?(?:\s*vid\s+[\wåäö ]+?)?[\s,]*(?:den\s+)?"
)
ADVERB = re.compile(r"(?:Samtidigt|Därmed|Därefter|Då|Däremot|Dessutom|Sedan|Till\s+sist)\s+")
OPENING = re.compile(r"(?:ja|nej|därefter|sedan)[,.]?\s+", re.IGNORECASE)
ANOTHER_MUNICIPALITY = re.compile(
    r"^I\s+(?:[A-ZÅÄÖ][a-zåäö]+)\s+(?:kommun\s+)?(?:beslutade|antog|avslog|biföll|godkände)\b"
)
UNITED = patterns.compile(r"\benig(?:t|a|heten|het)?\b|\benhällig\w*", re.IGNORECASE)
DIVIDED = patterns.compile(
    r"\bvotering\w*|\bomröstning\w*|\breserver\w*|\b\d+\s+(?:ja-)?röster\s+mot\b|\brösta\w*\s+(?:nej\b(?!\s+till)|"
    r"emot)|\bröstsiffr\w*|"
    r"\bröst\w*\s+\d+\s*[-–]\s*\d+|\b\d+\s+(?:ja(?:-röster)?\s+)?(?:och|mot)\s+\d+\s+(?:nej|röster)|"
    r"\bmot\s+\w+s\s+röster",
    re.IGNORECASE,
)
DIVIDED_ABOUT = patterns.compile(r"\bbeslutet\s+om\s+(?P<what>[\wåäö-]+)", re.IGNORECASE)
