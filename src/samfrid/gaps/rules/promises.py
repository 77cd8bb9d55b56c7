"""Which sentences of an answer promise something. No database.

A promise is somebody of the municipality's own saying, in the present and without reserve, that a thing will be done.
A question, a condition, a denial, what has been, what others are to do, and a mere forecast are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

#: words that a promise's own clause may hold between its verb and what is promised: "kommer under hösten att"
_BETWEEN: Final = r"(?:\s+[\wåäö-]+){0,5}?"
_OURS: Final = (
    r"(?:vi|jag|man|kommunen|kommunstyrelsen|förvaltningen|kontoret|nämnden|styrelsen|bolaget|samordnaren|enheten"
    r"|skolan|socialtjänsten|[\wåäö-]+(?:nämnden|förvaltningen|styrelsen|kontoret|utskottet|bolaget|enheten))"
)
_DOING: Final = (
    r"(?:genomföra?s|genomför|ta[sr]? fram|påbörja[sr]?|inled(?:a|s|er)|start(?:a|as|ar)|införa?s?|inför|öppna[sr]?"
    r"|utbilda[sr]?|anställ(?:a|s|er)|inrätta[sr]?|utreda?s?|utreder|kartlägg(?:a|s|er|as)|följa?s? upp|följer upp"
    r"|revidera[sr]?|uppdatera[sr]?|se[rs]? över|redovisa[sr]?|presentera[sr]?|erbjuda?s?|erbjuder|avsätt(?:a|s|er|as)"
    r"|förstärk(?:a|s|er|as)|utök(?:a|as|ar)|ordna[sr]?|håll(?:a|s|er|as)|återkomm(?:a|er)|skriva?s?|teckna[sr]?)"
)
_TIME: Final = (
    r"(?:(?:under|till|i|från och med|senast|före|inför)\s+(?:den\s+|det\s+)?(?:kommande\s+)?"
    r"(?:höst(?:en)?|vår(?:en)?|sommar(?:en)?|vinter(?:n)?|årsskiftet|hösten|nästa\s+\w+|året|januari|februari|mars|april"
    r"|maj|juni|juli|augusti|september|oktober|november|december|20\d\d)|nästa\s+(?:år|höst|vår|månad|termin))"
)
_PROMISES: Final = re.compile(
    rf"\bkommer{_BETWEEN}\s+att\s+\w"
    rf"|\b(?:avser|planerar|åtar\s+(?:sig|oss|mig)|lovar|ämnar){_BETWEEN}\s+att\s+\w"
    rf"|\bhar\s+för\s+avsikt\s+att\s+\w"
    rf"|\b{_OURS}\s+(?:ska|skall)\s+(?!enligt|ha\b|vara\b)\w"
    rf"|\b(?:ska|skall)\s+{_OURS}\s+\w"
    rf"|\b(?:ska|skall){_BETWEEN}\s+{_DOING}\b"
    rf"|\b{_TIME}{_BETWEEN}\s+{_DOING}\b"
    rf"|\b{_DOING}{_BETWEEN}\s+{_TIME}"
    rf"|\båterkommer\s+(?:jag|vi|kommunen|nämnden|till|med|i|under|när|så)\b",
    re.IGNORECASE,
)
#: reserve, condition, wish: what is said hangs on something else
_RESERVED: Final = re.compile(
    r"^(?:men\s+|och\s+)?(?:om|ifall|såvida|förutsatt)\b"
    r"|,\s*(?:om|ifall|såvida|förutsatt)\s+(?:inte|det|den|de|vi|man|medel|staten|regeringen|fullmäktige|nämnden|\w+en)\b"
    r"|\b(?:under\s+förutsättning|i\s+så\s+fall|i\s+den\s+mån|vid\s+behov|om\s+(?:det\s+behövs|möjligt|medel|så))\b"
    r"|\b(?:skulle|borde|bör|kanske|eventuellt|möjligen|troligen|sannolikt|förhoppningsvis|hoppas|önskar|överväger)\b"
    r"|\bkan\s+komma\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    r"\b(?:kommer|ska|skall|avser|planerar|ämnar|har)(?:\s+\w+){0,4}?\s+(?:inte|ej|aldrig)\b(?!\s+(?:bara|enbart|endast))"
    r"|\b(?:inte|ej|aldrig)\s+(?:att\s+)?(?:ska|skall|kommer|avser|planerar)\b"
    r"|\b(?:ingen|inget|inga|ingenting)(?:\s+\w+){0,3}?\s+(?:ska|skall|kommer|planeras)\b",
    re.IGNORECASE,
)
#: said of others than the municipality
_OTHERS: Final = re.compile(
    r"\b(?:regeringen|riksdagen|staten|polisen|polismyndigheten|regionen|länsstyrelsen|socialstyrelsen|skolverket|eu"
    r"|åklagaren|lagen|propositionen|utredningen|utredaren)\s+(?:\w+\s+){0,2}?(?:kommer|avser|planerar|ska|skall|lovar)\b"
    r"|\b(?:kommer|avser|planerar|ska|skall)\s+(?:regeringen|riksdagen|staten|polisen|regionen|länsstyrelsen)\b",
    re.IGNORECASE,
)
#: what will happen by itself, or is said of what was
_FORECAST: Final = re.compile(
    r"\bkommer(?:\s+\w+){0,4}?\s+att\s+(?:bli|vara|behövas|behöva|öka|minska|kosta|innebära|krävas|kräva|påverka|påverkas"
    r"|leda|gå|märkas|saknas|uppstå|ske|visa\s+sig|ha)\b"
    r"|\b(?:ska|skall)\s+(?:enligt\s+lag\w*|enligt\s+\w+lagen|ha\s+\w+|vara\s+\w+)"
    r"|\b(?:kom|kommit|hade|var|sade|lovade|avsåg|planerade|beslutade)\b",
    re.IGNORECASE,
)
#: a full stop that ends no sentence
_SHORT: Final = re.compile(
    r"\b(?:t\.?\s?ex|bl\.?\s?a|d\.?\s?v\.?\s?s|m\.?\s?m|f\.?\s?d|s\.?\s?k|kl|nr|ca|resp|kap|st|jfr)\.$"
)
_ENDS: Final = re.compile(r"(?<=[.!?])[\s”\"]+(?=[A-ZÅÄÖ”\"–•-])|\n\s*\n|\n\s*(?=[-–•*]\s)")
_BULLET: Final = re.compile(r"^[-–•*]\s+")
#: a sentence that is longer is no sentence but a table or a list that was read as one
LONGEST: Final = 600


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a text, in order, with their spaces tidied."""
    held = ""
    for piece in _ENDS.split(text):
        tidy = " ".join(_BULLET.sub("", piece.strip()).split())
        held = f"{held} {tidy}".strip()
        if held and not _SHORT.search(held):
            yield held
            held = ""
    if held:
        yield held


def is_promise(sentence: str) -> bool:
    """Whether a sentence promises something on the municipality's behalf."""
    if len(sentence) > LONGEST or sentence.rstrip('”" ').endswith("?") or not _PROMISES.search(sentence):
        return False
    return not any(rule.search(sentence) for rule in (_RESERVED, _DENIED, _OTHERS, _FORECAST))


def promises_in(text: str) -> list[str]:
    """The sentences of an answer that promise something, each once."""
    return list(dict.fromkeys(one for one in sentences_of(text) if is_promise(one)))


def bare(sentence: str) -> str:
    """A sentence without what two writings of it may differ in: case, spaces, marks."""
    return " ".join(re.findall(r"[\wåäöé]+", sentence.casefold()))


def kept_by(sentence: str, commitment: str) -> bool:
    """Whether a commitment is likely to be that promise: most of the words of the shorter stand in the other."""
    one, other = ({word for word in bare(text).split() if len(word) > 3} for text in (sentence, commitment))
    fewest = min(len(one), len(other))
    return fewest > 1 and len(one & other) / fewest >= 0.7
