"""Particulars of a commitment: who is responsible, with whom, when it is to be done, how far it has come.

A plan writes them as columns of a table, as labels ("Ansvar: … Klart: …") or as sentences ("Ansvarig är
socialnämnden"). "Ej utsett" is told by its absence here: responsible is None, and a warning is raised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from samfrid.reading.finders.dates import Grain, dates_in, periods_in
from samfrid.reading.finders.mention import Mention
from samfrid.reading.finders.organisations import listed_names, partners_in

#: what a column or a label is for; tried in this order
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("other", r"^(?:insats|åtgärds|fokus|mål|utvecklings|del|prioriterat\s+)?område\w*|^målgrupp"),
        (
            "partners",
            (
                r"^(?:samverk\w*|samarbet\w*|tillsammans|i\s+sam(?:verkan|arbete)|medverk\w*|partner\w*|"
                r"övriga\s+aktörer|berörda|(?:till\s*sammans\s+)?med\s+(?:vilka|vem))"
            ),
        ),
        ("responsible", r"^(?:huvud)?ansvar\w*|^vem\b|^utförare|^utförs\s+av|^ägare"),
        ("status", r"^status|^läge|^genomfört?\??$|^uppnått|^bedömning|^utfall"),
        (
            "due",
            r"^klart?\b|^när\b|^tid\w*|^senast|^datum|^slut\w*|^färdig\w*|^start|^genomförs\b|^period|^år$|^deadline",
        ),
        (
            "activity",
            (
                r"^(?:\w*aktivitet\w*|\w*åtgärd\w*|insats\w*|delaktivitet\w*|uppdrag|vad\b|så\s+gör\s+vi|arbetssätt|"
                r"åtagande\w*)"
            ),
        ),
        (
            "other",
            (
                r"^(?:del)?mål\w*|^indikator\w*|^mått|^uppföljning|^resurs\w*|^kostnad|^finansiering|^målgrupp|^nr$|"
                r"^syfte|^kommentar"
            ),
        ),
    )
)
_LABEL = re.compile(
    r"(?<![\wåäö])(?P<label>(?:Huvudansvar|Ansvar(?:ig[at]?)?(?:\s+(?:nämnd|nämnder|förvaltning|enhet|part|"
    r"funktion|för\s+genomförande))?|"
    r"Tillsammans\s+med|Samverkan(?:\s+med)?|Samverkar\s+med|I\s+sam(?:arbete|verkan)\s+med|Medverkande|"
    r"Samarbetspartners?|Samverkanspart\w*|"
    r"Klart(?:\s+senast)?|Tidplan|Tidsplan|Tid|När|Senast|Slutdatum|Genomförs|Start|Status|Indikator\w*|Mått|"
    r"Uppföljning|Mål(?:grupp)?|Resurser|Kostnad)"
    r"\s*:|(?<=[.]\s)(?:Klart?|Färdigt?|Slutförs)\s+(?=senast|under|i\s|före|den|\d{4}|hösten|våren)|Ansvarig\s+är|"
    r"Ansvariga\s+är|Ansvar\s+har)\s*"
)
#: one of these stands in every label; looked for first, since most lines have none
_SIGNS = (":", "Ansvar", "Klar", "Färdig", "Slutför")
_NOBODY = re.compile(
    r"^(?:[-–—?]*|ej\s+\w+|inte\s+\w+|ingen\w*|saknas|oklart|utses\s+senare|vakant|ej\s+utsett|ännu\s+ej.*|"
    r"fastställs\s+senare)[.]?$",
    re.IGNORECASE,
)
_STATUS = (
    (
        "stopped",
        re.compile(
            r"\b(?:avbrut\w*|avslutad\w*\s+i\s+förtid|utgår|utgått|stoppad\w*|avbrytits|nedlagd|genomförs\s+(?:ej|"
            r"inte))",
            re.IGNORECASE,
        ),
    ),
    (
        "planned",
        re.compile(r"\b(?:ej|inte)\s+(?:påbörja\w*|startad|genomför\w*)|\bplanera\w*|\bkvarstår", re.IGNORECASE),
    ),
    ("ongoing", re.compile(r"\b(?:pågå\w*|delvis|löpande|påbörja\w*|startad)", re.IGNORECASE)),
    ("done", re.compile(r"\b(?:klar\w*|genomför\w*|uppnå\w*|färdig\w*|slutför\w*|ja)\b|✓", re.IGNORECASE)),
)
RECURS = re.compile(
    r"\b(?:varje(?!\s+(?:\w+\s+)?\w*(?:enhet|skola|klass|elev|barn|vuxen|person|nämnd|förvaltning|verksamhet|"
    r"placering|"
    r"arbetsplats|bolag|chef|medarbetare|kommun|ärende|part|plats|boende|område|stadsdel|familj|förskola|"
    r"mottagning)\b)|"
    r"årligen|vartannat|löpande|en\s+gång\s+(?:per|om)|per\s+(?:år|termin|halvår)|kvartalsvis|månadsvis|"
    r"fortlöpande|återkommande|"
    r"kontinuerligt|tills\s+vidare)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:senast|klart?|klar|före|färdig\w*|till|under|redovis\w*|i|per)\s+(?:\w+\s+){0,2}$|^\W*$", re.IGNORECASE
)
_MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
#: "gör en samlad utvärdering 2027"
_LAST_WORD = re.compile(r"[a-zåäö]{3,}(?<!sedan)(?<!från)(?<!för)(?<!av)\s(?P<year>20\d\d)[.]?$")
_YEARLESS = re.compile(
    rf"\b(?:i|senast|den)\s+(?:(?P<day>\d{{1,2}})\s+)?(?P<month>{'|'.join(_MONTHS)})\b(?!\s+\d{{4}})", re.IGNORECASE
)


@dataclass(slots=True)
class Fields:
    """The particulars that were found; names with their places in the string that was read."""

    responsible: Mention | None = None
    partners: list[Mention] = field(default_factory=list)
    due: str | None = None
    status: str | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)


def kind_of(label: str) -> str | None:
    """What a column or a label is for, None where it is none of ours."""
    label = label.strip(" :*.")
    return next((name for name, pattern in KINDS if pattern.search(label)), None)


def first_label(text: str) -> int:
    """Where the particulars begin in a text, its length where it has none."""
    match = _LABEL.search(text) if any(sign in text for sign in _SIGNS) else None
    return match.start() if match else len(text)


def read_labels(fields: Fields, text: str, offset: int) -> set[str]:
    """Read the particulars written with labels in a text that begins at ``offset``; returns which kinds there were."""
    kinds = set()
    matches = list(_LABEL.finditer(text))
    ends = [*(match.start() for match in matches), len(text)][1:]
    for match, end in zip(matches, ends, strict=False):
        kind = kind_of(match["label"]) or "other"
        kinds.add(kind)
        take(fields, kind, text[match.end() : end], offset + match.end())
    return kinds


def take(fields: Fields, kind: str, written: str, offset: int) -> None:
    """Read one field as written, which begins at ``offset``, into the particulars."""
    value = written.strip(" .;*|\n")
    if not value:
        return
    start = offset + written.index(value)
    if kind == "responsible":
        partners = partners_in(value)
        fields.partners += [name.moved(start) for name in partners]
        name = re.split(r",?\s+(?:i\s+sam(?:arbete|verkan)\s+med|tillsammans\s+med)\b|\.\s", value, maxsplit=1)[
            0
        ].strip(" ,.")
        if not _NOBODY.match(name):
            fields.responsible = Mention(start, start + len(name), name)
    elif kind == "partners" and not _NOBODY.match(value):
        fields.partners += [name.moved(start) for name in listed_names(value.split(". ")[0])]
    elif kind == "due":
        fields.due = fields.due or date_of(value)
    elif kind == "status":
        fields.status = status_of(value)
    fields.spans.append((start, start + len(value)))


#: a heading that says how far what stands beneath it has come
_STATUS_HEADINGS = (
    (
        "stopped",
        re.compile(
            r"(?:avbrut\w*|nedlag\w*|stoppa\w*|avslutat?\s+i\s+förtid|utgått|genomförs\s+(?:inte|ej)|struk\w+)\b"
        ),
    ),
    (
        "planned",
        re.compile(
            r"(?:(?:ännu\s+)?(?:ej|inte)\s+(?:påbörja\w*|startad\w*|genomför(?:t|da?))|planera\w*|kommande\b|"
            r"(?:vad\s+)?"
            r"(?:som\s+)?(?:åter|kvar)står|nästa\s+steg|fortsatt\s+arbete|framåt|kvar\s+att\s+göra|"
            r"(?:det\s+)?fortsatta\s+arbetet|vidare\s+arbete)\b"
        ),
    ),
    ("ongoing", re.compile(r"(?:pågå\w*|påbörja\w*|på\s+gång|under\s+arbete|delvis\s+genomför\w*)\b")),
    (
        "done",
        re.compile(
            r"(?:genomför(?:t|da|d)|(?:helt\s+)?klar[at]?|slutför(?:t|da|d)|avslutad\w*|avslutat|uppnått|"
            r"uppnådda|färdig[at]?|"
            r"(?:vad\s+|det\s+här\s+)?(?:vi\s+)?(?:har\s+)?(?:vi\s+)?(?:gjort|gjorts|genomfört))\b"
        ),
    ),
)
_LONGEST_STATUS = 7
#: characters before a date that are looked at: more than "senast vid utgången av" and the like can reach
_REACH = 120


def heading_status(heading: str) -> str | None:
    """The status of what stands beneath a heading like "PÅGÅR", "Ej påbörjade åtgärder", "Nästa steg"."""
    words = re.sub(r"^[\d.)\s]+", "", heading.casefold()).rstrip(" :?")
    if len(words.split()) > _LONGEST_STATUS:
        return None
    return next((status for status, pattern in _STATUS_HEADINGS if pattern.match(words)), None)


def status_of(written: str) -> str | None:
    """The contract's word for a status as a report writes it."""
    return next((status for status, pattern in _STATUS if pattern.search(written)), None)


def date_of(written: str) -> str | None:
    """The last date in a field of its own; None for "löpande" and what recurs."""
    if RECURS.search(written):
        return None
    month = re.fullmatch(r"(?P<value>(?:19|20)\d\d-(?:0[1-9]|1[0-2]))", written.strip())
    if month:
        return month["value"]
    spans = [p for p in periods_in(written) if p.end >= len(written.rstrip(" .")) - 1]
    if spans:
        return spans[-1].last
    dates = dates_in(written, years=True)
    return dates[-1].value if dates else None


def due_in(text: str, today: str | None, *, loose: bool = False) -> str | None:
    """The day that something is to be done by, in a sentence; ``today`` (ISO) gives the year that "i november" is in.

    ``loose`` also takes a year or month that is merely named ("under 2024").
    """
    if RECURS.search(text):
        return None
    dates = [d for d in dates_in(text, years=True) if d.grain is not Grain.SEASON]
    by = [
        d
        for d in dates
        if re.search(
            r"\b(?:senast|klar[t]?|före|innan|färdig\w*|(?:till|inför)\s+(?:\w+\s+)?(?:sammanträde|möte)\w*|(?:vid|till|i)\s+(?:utgången|slutet)\s+av)\b[^.;]{0,30}$"
            r"|^\s*(?:att\s+)?till\s+(?:den\s+)?$",
            text[max(0, d.start - _REACH) : d.start],
            re.IGNORECASE,
        )
    ]
    if by:
        return by[-1].value
    if loose:
        named = [
            d
            for d in dates
            if re.search(r"\b(?:under|i|från|den|till|år)\s*$", text[max(0, d.start - _REACH) : d.start], re.IGNORECASE)
            or text[d.start : d.start + 3] == "den"
        ]
        if named:
            return named[-1].value
        last = _LAST_WORD.search(text)
        return last["year"] if last else _yearless(text, today)
    return None


def _yearless(text: str, today: str | None) -> str | None:
    """ "i november", "den 2 april": the next after the document's day."""
    match = _YEARLESS.search(text)
    if match is None or not today or len(today) != 10:
        return None
    month = _MONTHS.index(match["month"].casefold()) + 1
    tail = f"-{month:02d}" + (f"-{int(match['day']):02d}" if match["day"] else "")
    year = int(today[:4])
    return f"{year}{tail}" if f"{year}{tail}" >= today[: len(tail) + 4] else f"{year + 1}{tail}"
