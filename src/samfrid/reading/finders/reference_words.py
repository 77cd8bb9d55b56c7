"""The words by which other matters are named, raised, put to somebody and listed among a document's papers."""

from __future__ import annotations

import re

from samfrid.reading import patterns

MATTERS = patterns.compile(
    r"""\b(?:
    (?P<motion>motion(?:en|ens|er|erna|erade|erat)?)
  | (?P<interpellation>interpellation(?:en|ens)?|interpellationssvar|interpellera(?:t|de|r))
  | (?P<initiative>initiativärende(?:t|ts)?|(?:nämnds?|ledamots)initiativ(?:et|ets)?|initiativ(?:et|ets)?)
  | (?P<citizen_proposal>medborgarförslag(?:et|ets)?|e-förslag(?:et|ets)?|invånarförslag(?:et|ets)?)
  | (?P<question>(?:enkel|enkla|skriftlig)\sfråga(?:n)?|(?<=svar\spå\s)frågan?|(?<=besvarande\sav\s)frågan?
        |(?<=ställer\sen\s)fråga|(?<=ställt\sen\s)fråga|(?<=ställde\sen\s)fråga|fråga(?=\s(?:från|ställd\sav)\s)|(?<=följande\s)fråga(?=\still\s\w)|(?<=svarade\spå\sen\s)fråga(?=\sfrån\s)|(?<=i\sen\s)fråga(?=\s(?:till\s\w|ställd|daterad)))
    )(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
#: one of these stands in everything that ``MATTERS`` finds; looked for first, since most sentences have none
STEMS = patterns.Stems(("motion", "interpell", "initiativ", "förslag", "fråga"))
PUT_TO = re.compile(r"\btill\s(?:[\w-]+\s){0,4}$")
#: before a year or a season: "som hon lämnade 2019", "väckt hösten 2022"
RAISED_IN = re.compile(
    r"\b(?:lämnade(?:s)?|väckte(?:s)?|väckt|inlämnad|ställde(?:s)?|inkom|motionerade)\s(?:in\s|under\s|år\s)?$"
    r"|\b(?:motion|interpellation|medborgarförslag|initiativ)\w*\b[^.;§]{0,60}\bfrån\s(?:år\s)?$",
    re.IGNORECASE,
)
DECIDES = re.compile(
    r"\b(?:avslog|avslagits|biföll?s?|bifallit|besvarade\w*|besvarats|beslutade|behandla\w*|återremitter\w*|remitter\w*|bordla\w*)\b",
    re.IGNORECASE,
)
AGAINST = re.compile(r"\b(?:yrka[rt]?|yrkade|reserver\w*|yttrar|deltar|debatt\w*)\b", re.IGNORECASE)
LIST_HEADING = re.compile(
    r"^(?:beslutsunderlag|underlag(?: för beslut)?|handlingar(?: i ärendet)?|underlag till beslut|ärendets handlingar"
    r"|(?:ärendets )?beredning|beslutsunderlag och handlingar|bilagor|dokument|referenser)\W*$",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"""^(?:[\w,åäöÅÄÖ& -]{0,60}?\b)?(?:
    (?P<statement>yttrande|remissvar|remissyttrande)
  | (?P<minutes>protokollsutdrag|protokoll|beslut|sammanträdesprotokoll)
  | (?P<report>utvärdering\w*|\w*rapport(?:en)?|uppföljning\w*|kartläggning\w*|granskning\w*|utredning\w*
        |redovisning\w*)
  | (?P<memo>tjänsteskrivelse|tjänsteutlåtande)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: what stands before the day of a statement that is told of
HEARD = re.compile(
    r"\b(?:yttra(?:t|de)\s+sig|som\s+svara(?:de|t)|i\s+(?:sitt|ett)\s+(?:svar|yttrande|remissvar)|"
    r"lämna(?:de|t)\s+(?:sitt\s+)?(?:yttrande|remissvar|svar))\s+(?:(?:från|av|daterat|i\s+ärendet)\s+)?(?:den\s+)?$",
    re.IGNORECASE,
)
RAISED = frozenset({"motion", "interpellation", "question", "initiative", "citizen_proposal"})
ENTRY = re.compile(
    r"(?:[\w,åäöÅÄÖ& -]{3,60}s\s)?(?:yttrande|remissvar|remissyttrande|protokollsutdrag|protokoll|"
    r"tjänsteskrivelse|tjänsteutlåtande)"
    r"(?:\s(?:från|av)\s[\w,åäöÅÄÖ& -]{3,70}?)?,?\s(?:daterad\s|den\s)?"
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}\s\w+\s\d{4})(?:,?\s§\s?\d+)?",
    re.IGNORECASE,
)
ANSWERED = {"interpellation_answer": "interpellation", "question_answer": "question"}
ANSWERING = frozenset({"memo", "statement", "interpellation_answer", "question_answer", "minutes"})
TELLING = ANSWERING | {"agenda"}
TITLE_ANSWERS = re.compile(
    r"\b(?:svar på|svar från [^.]{3,120}? på|besvarande av|"
    r"(?:yttrande|remissvar) (?:över|angående|gällande|beträffande|kring|om)|svar till|beredning av|yttrande(?=:)|"
    r"interpellationssvar|remiss|med anledning av)\b",
    re.IGNORECASE,
)
#: so many pieces hold the particulars
HEAD = 12
HANDED_IN = re.compile(r"(?:inlämnad|ställd|inkommen|frågan\sställd)\s?(?:den)?\s?:?\s*(?:den\s)?", re.IGNORECASE)
SURNAME = re.compile(
    r"\s+som\s+(?P<name>[A-ZÅÄÖ][\w-]+)\s+(?:då\s|tidigare\s)?(?:lämnade|väckte|ställde|skrev|lade\s+fram)\b"
)
BY_PARTY = re.compile(r"(?:av|från|genom)\s+$", re.IGNORECASE)
#: "har den 18 november 2024 frågat mig om …"
ASKED_ON = re.compile(r"\bhar\s+den\s+\d{1,2}\s+\w+\s+\d{4}\s+(?:frågat|ställt)\b", re.IGNORECASE)
