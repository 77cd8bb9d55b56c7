"""Who is to do what in a sentence: "Socialnämnden skall …", "Det åligger nämnden att …", "Under 2025 ska skolan …".

A Swedish main clause has its finite verb in the second place. So the subject stands before the verb, or, where
something else begins the sentence, right after it. Somebody who acts is known by the last word of the noun phrase
("…förvaltningen", "rektorerna", "samordnaren"), as a body of the municipality or as an organisation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from samfrid.reading.finders.bodies import Sort
from samfrid.reading.finders.found import Found

#: what the words for those who act end with, in the definite form or with "varje", "alla"
_STEM = (
    r"(?:nämnd|styrelse|utskott|råd|förvaltning|kontor|kansli|enhet|avdelning|sektor|sektion|verksamhet|team|grupp|"
    r"social(?:tjänst|jour)|hemtjänst|hälsa|hälsovård|skol|gymnasi|central|mottagning|chef|ledare|ledning|samordnare|"
    r"strateg|utvecklare|direktör|rektor|kurator|handläggare|sekreterare|inspektör|rådgivare|pedagog|personal|"
    r"medarbetare|bolag|nätverk|stab|myndighet|polis|region|kommun|stad|förening|jour|part|utförare|leverantör|"
    r"beställare|köpare|säljare|hyresvärd|stiftelse|församling|organisation|bibliotek|boende|fältare|ordförande|"
    r"ombud|hus|bostäder|rättighetsbärare|huvudman|vårdgivare|folktandvård|tandvård|räddningstjänst)"
)
_ENDS_AS_ACTOR = re.compile(
    rf"(?:^|[\s-])(?:[\wåäö-]*{_STEM}(?:e?n|e?t|an?|na|erna|arna|orna|en|er|ar|or|s)?"
    r")$",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"[A-ZÅÄÖ]")
#: such words at the beginning make the phrase another part of the clause than the subject, or no phrase at all
_NO_SUBJECT = re.compile(
    r"^(?:under|från|fr|för|i|vid|inom|med|genom|efter|före|inför|senast|när|om|då|där|att|det|detta|den|dessa|"
    r"här|nu|"
    r"därefter|därutöver|dessutom|vidare|också|även|samtidigt|till|på|av|som|en|ett|målet|syftet|arbetet|planen|"
    r"programmet|strategin|riktlinjen|rutinen|åtgärden|åtgärderna|insatsen|insatserna|aktiviteten|aktiviteterna)\b",
    re.IGNORECASE,
)
_DUTY = (
    r"ska(?:ll)?|kommer\s+att|åtar\s+sig(?:\s+att)?|förbinder\s+sig\s+att|ansvarar\s+för\s+att|svarar\s+för\s+att|"
    r"har\s+(?:i\s+uppdrag|ansvar\s+för)\s+att|räknar\s+med\s+att"
)
_SHALL = re.compile(rf"\s(?P<verb>{_DUTY})\s+(?!ha\s+rätt)(?=[a-zåäö])", re.IGNORECASE)
_SHALL_FIRST = re.compile(
    r"^(?P<lead>[A-ZÅÄÖ][^.;:?]{1,60}?)\s(?P<verb>ska(?:ll)?|"
    r"kommer)\s(?P<who>[^.,;:?]{3,80}?)\s(?P<rest>(?:att\s)?[a-zåäö]+)"
)
_INCUMBENT = re.compile(
    r"(?:^|\s)(?:åligger(?:\sdet)?|ankommer(?:\sdet)?\spå|åvilar|uppdras\såt|är\s(?:en\suppgift|ett\sansvar)\sför)\s"
    r"(?P<who>[^.,;:?]{3,80}?)\satt\s",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\wåäöÅÄÖ-]+")
#: "chefer i hemtjänsten", "personalen på ungdomsmottagningen": the words after say where
_PLACED = re.compile(r"(?<=\w)\s(?:i|på|för|inom|vid|hos|med|av)\s.*$", re.DOTALL)
_JOINS = re.compile(r"\s(?:och|samt)\s|,\s")


@dataclass(frozen=True, slots=True)
class Duty:
    """Who has a duty: ``text[who]`` of the document, and where in it the words of the duty begin."""

    who: tuple[int, int]
    begins: int
    #: the duty begins after "åligger … att": the words before are not part of it
    inner: bool = False


def duty_in(found: Found, start: int, end: int) -> Duty | None:
    """Who the sentence ``text[start:end]`` says is to do something, if it says so with "ska" or the like."""
    text = found.marks.text[start:end]
    incumbent = _INCUMBENT.search(text)
    if incumbent and is_actor(found, start + incumbent.start("who"), start + incumbent.end("who")):
        bounds = (start + incumbent.start("who"), start + incumbent.end("who"))
        return Duty(bounds, start + incumbent.end(), inner=True)
    shall = _SHALL.search(text, 2, 130)
    if shall and is_actor(found, start, start + shall.start()):
        return Duty((start, start + shall.start()), start + shall.end())
    first = _SHALL_FIRST.match(text)
    if first:
        who = _leading_actor(found, start + first.start("who"), start + first.end("who"))
        if who is not None:
            return Duty(who, start + first.start("rest"))
    return None


def _leading_actor(found: Found, start: int, end: int) -> tuple[int, int] | None:
    """The part of a stretch, from its beginning, that names somebody who acts."""
    body = found.marks.bodies.at(start)
    if body is not None and body.start == start and body.sort is not Sort.STATE:
        return body.start, body.end
    words = list(_WORD.finditer(found.marks.text, start, end))
    for last in reversed(words[:5]):
        if is_actor(found, start, last.end()):
            return start, last.end()
    return None


def is_actor(found: Found, start: int, end: int) -> bool:
    """Does ``text[start:end]`` as a whole name one or more who act?"""
    phrase = found.marks.text[start:end].strip()
    if not 2 < len(phrase) < 110 or "." in phrase or ":" in phrase or "\n" in phrase:
        return False
    body = found.marks.bodies.at(start)
    if body is not None and body.start == start and body.end == end:
        return body.sort is not Sort.STATE
    if _NO_SUBJECT.match(phrase):
        return False
    organisation = found.marks.organisations.at(start)
    if organisation is not None and organisation.start == start and organisation.end == end:
        return True
    if re.search(r"\b(?:som|att|när|om|där|vilket|inte)\b", phrase):
        return False
    if phrase.startswith(("Sektor ", "Division ", "Verksamhetsområde ")) and len(phrase) < 60:
        return True
    parts = _JOINS.split(_PLACED.sub("", phrase))
    return len(parts) < 6 and bool(_ENDS_AS_ACTOR.search(parts[-1])) and bool(_CAPITALISED.match(phrase) or start)
