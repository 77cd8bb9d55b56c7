"""How plans are named, dated and said to be adopted."""

from __future__ import annotations

import re

from samfrid.reading import patterns

KIND = (
    r"(?:[\wåäöÅÄÖ-]*(?:[Hh]andlingsplan|[Hh]andlingsprogram|[Åå]tgärdsprogram|[Åå]tgärdsplan|[Ss]trategi|"
    r"[Pp]rogram|[Aa]ktivitetsplan|"
    r"[Ff]örsörjningsplan|[Uu]tvecklingsplan)|[Ll]änsstrategi|[Pp]olicy|[Kk]vinnofridsplan|[Jj]ämställdhetsplan|"
    r"[Tt]rygghetsplan|"
    r"[Vv]åldspreventiv\s+plan|[Ff]olkhälsoplan|[Ss]amverkansplan|[Bb]eredskapsplan)"
)
#: in every first word of a kind; looked for first, since few words have one
KIND_STEM = re.compile("plan|Plan|program|Program|strategi|Strategi|policy|Policy|preventiv")
YEARS = r"(?:19|20)\d\d[ ]?[-–—/][ ]?(?:(?:19|20)?\d\d)"
STOPS = (
    r"(?:antag\w+|antog\w*|som|har|hade|är|var|ska|skall|där|när|vilke\w+|men|eller|samt|att|enligt|gäller|finns|"
    r"innehåller|säger|anger|"
    r"framgår|saknar|löper|gick|går|inte|fastställ\w+|beslutad\w*|beslutades?|reviderad\w*|godkän\w*|under|"
    r"perioden|tas|togs|ta|bör|kan)"
)
ANY = rf"(?!{STOPS}\b)[\wåäöÅÄÖ-]+"
#: words that a plan's name is made of where no years end it
OWN = (
    r"(?:våld|hot|mäns|kvinnors?|barn|barns|unga|ungas|män|äldre|i|nära|relation(?:er)?|och|hedersrelaterat|"
    r"hedersrelaterad\w*|heder|"
    r"förtryck|våldsutsatt\w*|könsrelaterat|sexuellt|sexuella|trakasserier|övergrepp|kränkningar|exploatering|"
    r"prostitution|"
    r"människohandel|kvinnofrid|jämställdhet|trygghet\w*|trygg|säker\w*|social|hållbarhet|brott\w*|våldsförebyggande|"
    r"förebyggande|arbete|utsatthet|mot|för|ett|en|fritt|från|utan|kommun|folkhälsa|mänskliga|rättigheter|hbtqi\w*|"
    r"bostad\w*|boende\w*|(?-i:[A-ZÅÄÖ][a-zåäö]+))"
)
NAME = re.compile(
    rf"(?<![\w-])(?P<kind>{KIND}|Plan)(?P<definite>(?:m?en|m?et|"
    rf"n)?)(?![\wåäöÅÄÖ-])(?:[ ]+(?P<early>{YEARS})(?=[ ]+[Mm]ot\s))?"
    rf"(?:[ ]+[A-ZÅÄÖ][\wåäö]+(?:[ ][a-zåäö]+){{0,3}}?(?=[ ]+[Mm]ot[ ][^.\n]{{3,60}}?{YEARS}|[ ]+{YEARS}))?"
    rf"(?P<tail>[ ]+(?:[Mm]ot|[Ff]ör(?![ ]+(?:att|kommunens|perioden|den[ ]+som|åren)\b)|"
    rf"[Oo]m)(?:(?:[ ]+{ANY}(?:,(?=[ ][a-zåäö]))?){{1,13}}?(?=[ ]*,?[ ]*\(?{YEARS})"
    rf"|(?:[ ]+{OWN}(?![\wåäö-]))+)"
    rf"|(?:[ ]+(?:[Vv]åld|[Kk]vinnofrid|[Hh]eder\w*)(?:[ ]+{OWN}(?![\wåäö-])){{0,8}}(?=[ ]+\(?{YEARS})))?"
    rf"(?:[ ]*,?[ ]*(?:för[ ]+(?:åren[ ]+|perioden[ ]+)?)?\(?(?P<years>{YEARS})\)?)?(?![\wåäö])"
)
#: an adjective that is part of the name: "Länsgemensam strategi …", "Lokal handlingsplan …"
FIRST_WORD = re.compile(
    r"(?:Läns\w+|Kommun(?:övergripande|gemensam\w*|al\w*)|Lokal\w?|Regional\w?|Gemensam\w*|Brottsförebyggande|"
    r"Våldsförebyggande|Strategisk\w?|"
    r"\w+politisk\w?)\s$"
)
NEW = re.compile(
    r"\b(?:en|ett|ny|nytt|någon|egen|eget|särskild|samlad|kommunal|kommunövergripande|gemensam|uppdaterad)\s+$",
    re.IGNORECASE,
)
NATIONAL = re.compile(
    r"\b(?:nationell\w*|regeringens?|statens|statlig\w*|europeisk\w*|EU:s|FN:s|sveriges|världs\w*)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
MADE = re.compile(r"\b(?:ta\s+fram|utarbeta|upprätta|skriva|införa|anta)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
ADOPTED = re.compile(
    r"\b(?:(?:antag(?:en|et|na|it|its)|antogs?|anta|fastställd?[ea]?t?s?|fastställdes?|beslut(?:ad|at|ats|ade|"
    r"ades|as)|godkän[dt]a?|"
    r"godkändes?|reviderad)\b)"
    r"|\b(?:antagen|fastställd|beslutad)\s+av\s*:",
    re.IGNORECASE,
)
INFINITIVE = frozenset({"anta", "godkänna", "fastställa", "besluta", "fastställ", "fastställda"})
DECIDED = re.compile(r"\bbeslut(?:ade|at|öt)\b[^.]*$", re.IGNORECASE)
REPLACES = re.compile(
    r"\b(?:ersätter|ersatte|avlöser|i\s+stället\s+för|upphäver|bygger\s+på|utgår\s+från)\b", re.IGNORECASE
)
NOT_YET = re.compile(r"\b(?:ännu\s+ej|inte|ej|ännu\s+inte)\s+$", re.IGNORECASE)
PARAGRAPH = re.compile(r"§\s?\d{1,4}")
_NOUN = (
    r"(?:handlings|åtgärds|våldsförebyggande\s+)?(?:planen|programmet|strategin|policyn|"
    r"handlingsprogrammet|handlingsplanen|våldsplanen|dokumentet)"
)
PRONOUN = re.compile(rf"(?<![\wåäö-])(?:{_NOUN}|det|den)\b", re.IGNORECASE)
NOUN = patterns.compile(rf"(?<![\wåäö-])(?:{_NOUN})\b", re.IGNORECASE)
STEM = re.compile(r"plan|program|strategi|policy", re.IGNORECASE)
WORDS = re.compile(r"[\wåäö]+")
PARTICULARS = re.compile(
    r"(?m)^(?:antag(?:en|et|it)|beslutad|fastställ(?:d|t|an)|godkänd|beslutsinstans|beslutande\s+organ|"
    r"beslutsdatum)\b(?!\s+\w+\s+\w+\s+\w+\s+\w+\s+\w+)",
    re.IGNORECASE,
)
YEARS_ALONE = re.compile(
    rf"(?m)^(?:[^\n.:;,]{{0,50}}\s|[^\n.]{{0,12}}(?:gäller|giltig\w*|period\w*|"
    rf"avser)\b[^\n.]{{0,25}}?)(?P<years>{YEARS})[^\w\n]*$",
    re.IGNORECASE,
)
#: "Handlingsplan mot våld gäller 2022–2025"
RUNS = re.compile(
    rf",?\s+(?:som\s+)?(?:gäller|gällde|avser|avsåg|löper|sträcker\s+sig\s+över)\s+(?:för\s+|under\s+|"
    rf"perioden\s+|åren\s+)*(?P<years>{YEARS})(?!\d)"
)
#: "Planen gäller för åren 2025–2027", "Strategin sträcker sig över 2024–2030"
PLAN_RUNS = re.compile(
    rf"(?:(?i:[\wåäö]*(?:planen|programmet|strategin|policyn))|Den|Det)\s+(?:gäller|avser|löper|omfattar|"
    rf"sträcker\s+sig\s+över)\s+"
    rf"(?:för\s+|under\s+|perioden\s+|åren\s+|tiden\s+)*(?P<years>{YEARS})(?!\d)"
)
#: "Giltighetstid: 2026-01-01 – 2028-12-31"
DAYS = re.compile(
    r"(?m)^[^\n.]{0,12}(?:gäller|giltig\w*|period\w*|planperiod\w*)\b[^\n.]{0,25}?(?:fr\.?\s?o\.?\s?m\.?\s+)?"
    r"(?P<first>\d{4}-\d\d-\d\d)(?:\s?[–—-]{1,2}\s?|,?\s+(?:dock\s+)?(?:längst\s+)?(?:till\s+(?:och\s+med\s+)?|"
    r"t\.?\s?o\.?\s?m\.?\s+))"
    r"(?P<last>\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)
#: "kommunens plan Hällby mot våld 2026–2029", "programmet ”Ett Hällby utan våld”": a name that is not built like others
APPOSED = re.compile(
    rf"\b(?:handlings|åtgärds)?(?:plan(?:en)?|program(?:met)?|strategi(?:n)?)\s+"
    rf"(?P<name>(?!(?:{KIND}))[A-ZÅÄÖ][^.,;:()\n”\"]{{5,80}}?\s(?P<years>{YEARS}))(?!\d)"
)
IN_PARENTHESES = re.compile(r"[”\"*]*\s*\([^()\n]{8,90}\)")
#: a title that says only what the paper is
KIND_ALONE = re.compile(rf"{KIND}|[Pp]lan", re.IGNORECASE)
#: the lines of a cover below it, to the years
COVER = re.compile(rf"\s*\n(?:\s*[A-ZÅÄÖ][^\n.:;]{{4,70}}\n){{1,2}}\s*(?P<years>{YEARS})(?=\s*\n)")
#: "Program för åren 2025–2030"
KIND_AND_YEARS = re.compile(rf"(?:{KIND}|[Pp]lan)(?:\s+(?:för|under|åren|perioden|tiden))*\s+{YEARS}")
