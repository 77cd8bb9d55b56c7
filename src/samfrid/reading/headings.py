"""What short lines are in the papers of a municipality: headings, lead-ins, names with titles, particulars."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zåäö]\)|§ ?\d+)\s+")
_PATTERNS = re.compile(
    r"(?:(?:[\w-]+ ){0,6}förslag till (?:[\w-]+ ){0,7}(?:beslut|svar)(?: (?:i|för|till) [\w ,-]{3,50})?"
    r"|[\w ,-]{3,40} i korthet"
    r"|[\w ,-]{3,60}s (?:förslag|beslut|bedömning|yttrande|synpunkter|överväganden|svar|ställningstagande)"
    r"|(?:information|förhandling|samverkan)\b.{0,40}\b(?:mbl|medbestämmande).{0,25}"
    r"|information (?:och|eller) förhandling.{0,60}"
    r"|(?:ekonomiska|juridiska|sociala) (?:konsekvenser|aspekter|överväganden|förutsättningar)[\w ,-]{0,40}"
    r"|konsekvenser (?:för|ur) [\w -]{3,50}"
    r"|beslut(?:et|en)? (?:ska )?(?:skickas|sänds|sändas|expedieras|delges|meddelas)(?: till| för kännedom)?"
    r"|§§? ?\d+.{0,200})"
)
_LISTING = re.compile(
    r"beslut(?:et|en)? (?:ska )?(?:skickas|sänds|sändas|expedieras|delges|meddelas|lämnas)(?: till| för kännedom)?"
    r"|(?:expedier|delge|kopia till|för kännedom)\w*"
)
_SENDING = re.compile(
    r"(?:beslutet |paragrafen |protokollsutdrag(?:et)? |utdrag )?(?:ska )?(?:skickas|sänds|sändas|expedieras?|delges|"
    r"exp|kopia|sändlista)(?: till)?\s?:",
    re.I,
)
_LEAD = re.compile(
    r"\b(?:beslutar?|beslutat|föreslår?|föreslås|föreslog|yrkar|yrkade|anför|ska|skall|"
    r"(?:åtar|förbinder) sig|skyldiga?|åligger det \w+|enligt följande|följande|att)"
    r"(?: (?:följande|kommunfullmäktige|fullmäktige|kommunstyrelsen|nämnden|[\w-]+nämnden|att|besluta"
    r"|beslutar)){0,4}(?: för egen del)?[:.,]?$",
    re.I,
)
_CAPTION = re.compile(r"(?:diagram|tabell|figur|bild|karta)\s+\d{1,3}\b", re.I)

_DOCUMENTS = frozenset(
    ("motionen", "medborgarförslaget", "yttrande", "yttranden", "utredning", "remissvar", "reservation", "styrdokument")
)

NAME_PART = r"(?:[A-ZÅÄÖÉČŠŽØÆÁÜĐ](?:[a-zà-ÿĀ-ſ][^\W\d_]*(?:[-’'][A-ZÅÄÖÉČŠŽa-zà-ÿ][^\W\d_]*)*|\.|[’'][A-Z][a-z]+))"
_NAME = re.compile(rf"{NAME_PART}(?: (?:de|von|af|van|der|la|al|el|bin|ibn|{NAME_PART})){{1,4}}")
_PARTY = r"\((?:[A-ZÅÄÖ]{1,6}|[A-ZÅÄÖ][a-zåäö]{1,4}|-)\)"
_SIGNER = re.compile(
    rf"({_NAME.pattern})(?:,? {_PARTY})?(?:, (?![^,]*, [a-zåäö]+(?:r|de|te|it|at)\b)[^.;:!?]{{2,60}})?(?: {_PARTY})?$"
)
_TITLE_WORDS = re.compile(
    r"(?:ordförande|kommunalråd|kommunalsråd|oppositionsråd|borgarråd|regionråd|ledamot|ersättare|gruppledare"
    r"|sekreterare|utredare"
    r"|handläggare|ordföranden|samordnare|strateg|chef|direktör|ombud|jurist|registrator|rektor"
    r"|verksamhetsledare|utvecklare"
    r"|socialsekreterare|inspektör|ekonom|controller|föredragande|justerare|ledare|kommundirektör|politiker"
    r"|stadsjurist|firmatecknare|kansli\w+|partiet|demokraterna|moderaterna|liberalerna|listan|miljöpartiet)\b",
    re.I,
)
_TITLE = re.compile(r"(?:\w+-?\s?(?:och )?)?\w*" + _TITLE_WORDS.pattern, re.I)
_BODY = re.compile(
    r"(?:nämnd|nämnden|nämnderna|styrelsen|styrelse|fullmäktige|utskott|utskottet|förvaltningen|förvaltning"
    r"|kontoret|kontor"
    r"|kansliet|kansli|avdelningen|enheten|\bkommun|\bstad|\bregion|beredningen|presidiet|sektorn|bolaget)(?:\s|$|,)",
    re.I,
)
_NO_NAME = re.compile(
    r"\b(?:\w*(?:nämnd|styrelse|fullmäktige|utskott|förvaltning|kontor|kansli|avdelning|enhet|kommun|beredning|jour|förening|skola|"
    r"region|socialtjänst|protokoll|strategi|program)(?:en|n|et|s|ens|ets|sutdrag)?"
    r"|plan|stad|stads|polis|polisen|motion|interpellation|svar|frågor|datum|dnr|bilaga|ab|tabell|yttrande)\b",
    re.I,
)
DATE = re.compile(
    r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./ ]+\d{4}|(?:den )?\d{1,2}(?:\.|:e)? (?:januari|februari|mars"
    r"|april|maj|juni|juli"
    r"|augusti|september|oktober|november|december) \d{4})\b",
    re.I,
)
PAGE_NUMBER = re.compile(
    r"(?<![\w.,/-])(\d{1,2}) ?\((\d{1,2})\)(?!\w)|\bsida\s+(\d{1,3})(?:\s+av\s+(\d{1,3}))?\b", re.I
)
_PARTICULAR = re.compile(
    r"(?:till|från|datum|dnr|diarienr|diarienummer|handläggare|ert? datum|vår beteckning|er beteckning"
    r"|mottagare|sida|ärendenr|ärende"
    r"|ärendenummer|referens|telefon|e-post|dokumentplan|dokumenttyp|kommunstyrelsens diarienummer"
    r"|sammanträdesdatum|inkom|inkommen"
    r"|status|gäller|version|upprättad|framtaget av|antagen|antaget|fastställd|fastställt|publicerad"
    r"|publicerades|ansvarig|"
    r"dokumentansvarig|dokumentägare|beslutad|beslutande|ersätter|ställd till|ställd av|avsändare|plats och tid"
    r"|närvarande"
    r"|justerare|sekreterare|ordförande|ej tjänstgörande|tjänstgörande|övriga|frånvarande|ledamöter|ersättare"
    r"|utses att justera|plats|tid|paragrafer|organisationsnummer)\b",
    re.I,
)
#: "Nämnden har fått motionen, daterad den 9 november 2023, på remiss."
_SENTENCE = re.compile(r"^[A-ZÅÄÖ]\w+\s(?:[\w-]+\s){0,3}(?:har|ska|får|är)\s(?:\S+\s){3,}\S+[a-zåäö]\.$")
_TYPE_WORDS = re.compile(
    r"(?:tjänsteskrivelse|tjänsteutlåtande|protokoll|protokollsutdrag|sammanträdesprotokoll|yttrande|remissvar|kallelse"
    r"|föredragningslista|delegationsbeslut|interpellationssvar|utdrag ur protokoll)\b",
    re.I,
)
_NUMBER = re.compile(
    r"\b(?:dnr|diarienr)\b|\b[A-ZÅÄÖ]{2,6}[ /.-]?\d{2,4}[ /:.-]\d{2,6}|\b\d{2,4}[/.:-]\d{2,6}\b"
    r"|\b\d{2,4}/[A-ZÅÄÖ]{2,4} \d+"
)
_MAIL = re.compile(r"\S+@\S+\.\w+|\b0\d{1,3}[-–/ ]?\d[\d ]{4,}")


@lru_cache(maxsize=1)
def _known() -> dict[str, bool]:
    """Known headings; true for those with a list below."""
    lines = (files("samfrid.reading.knowledge") / "headings.txt").read_text("utf-8").splitlines()
    return {line.lstrip("*"): line.startswith("*") for line in lines if line and not line.startswith("#")}


def bare(text: str) -> str:
    """A heading as it is looked up: lower case, without number and colon."""
    return _NUMBERED.sub("", text.strip().lower()).rstrip(": ").strip()


def is_known(text: str) -> bool:
    """Whether a line is a heading that such documents have."""
    if len(text) > 220:
        return False
    words = bare(text)
    return words in _known() or (len(words) < 110 and bool(_PATTERNS.fullmatch(words)))


def is_document(text: str) -> bool:
    """Whether a heading is also what a document is called, and so may be an entry of a list of documents."""
    return bare(text) in _DOCUMENTS


def opens_list(text: str) -> bool:
    """Whether each line under this heading is an entry of its own (recipients, documents)."""
    words = bare(text)
    return _known().get(words, False) or bool(_LISTING.fullmatch(words))


def is_sending(text: str) -> bool:
    """Whether a line says who the decision goes to: "Expedieras till: Socialnämnden"."""
    return bool(_SENDING.match(text))


def is_lead(text: str) -> bool:
    """Whether the words lead in to a list: "Socialnämnden beslutar", "Föreningen ska"."""
    return text.endswith(":") or bool(_LEAD.search(text))


def is_caption(text: str) -> bool:
    """Whether a line is the caption of a table or a diagram."""
    return bool(_CAPTION.match(text))


def is_signer(text: str) -> bool:
    """Whether a line is a name, perhaps with party and title, and nothing else."""
    found = _SIGNER.fullmatch(text)
    return bool(found) and len(text) < 90 and not _NO_NAME.search(found.group(1))  # type: ignore[union-attr]


def is_title(text: str) -> bool:
    """Whether a line is the title or the party of somebody who signs."""
    if len(text) >= 80 or ends_flat(text) or len(text.split()) >= 9:
        return False
    return bool(_TITLE_WORDS.search(text)) and bool(_TITLE.match(text))


def ends_flat(text: str) -> bool:
    """Whether a line ends as a sentence."""
    return text.endswith((".", "!", "?", ":", ";", ","))


def is_body(text: str) -> bool:
    """Whether a short line names a body, a unit or a municipality."""
    return len(text.split()) <= 7 and bool(_BODY.search(text)) and not ends_flat(text) and text[:1].isupper()


def is_particular(text: str) -> bool:
    """Whether a line belongs to the block at the top of a letter: label, date, number, unit, type of document."""
    if len(text.split()) > 12 or (_SENTENCE.search(text) and not _PARTICULAR.match(text)):
        return False
    return bool(
        PAGE_NUMBER.search(text)
        or _PARTICULAR.match(text)
        or DATE.search(text)
        or _NUMBER.search(text)
        or _MAIL.search(text)
        or is_body(text)
        or (_TYPE_WORDS.match(text) and len(text.split()) <= 3)
    )
