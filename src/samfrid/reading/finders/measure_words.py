"""The words by which reported measures are told: what has been done, stopped, led and announced, and by whom."""

from __future__ import annotations

import re

from samfrid.reading import patterns
from samfrid.reading.finders.action_words import NO_MEASURE

REPORTING = frozenset(
    {"interpellation_answer", "question_answer", "memo", "statement", "report", "minutes", "news", "other"}
)
STOPPED = patterns.compile(
    r"\b(?:avslutades|lades\s+ne[dr]|upphörde|(?:har|är)\s+(?:\w+\s+)?(?:avslutats|avslutad|lagts\s+ne[dr]|"
    r"nedlagd|avbrutits|lagts\s+på\s+is|"
    r"stoppats|avvecklats|upphört|stängts|pausats)|stängdes|avvecklades|avbröts|stoppades|drogs\s+in|pausades|"
    r"ställdes\s+in)\b",
    re.IGNORECASE,
)
#: "En planerad temadag ställdes in", "Däremot har planen på ett barncenter lagts på is"
DROPPED = patterns.compile(
    r"^(?=[^.;]*\b(?:planera(?:d|t|de)|plan(?:en|erna)\s+på|försöket\s+med|satsningen\s+på|tanken\s+på)\b)"
    r"[^.;]*\b(?:ställdes\s+in|ställts\s+in|la(?:de|gt|gts|des)\s+(?:på\s+is|ned|ner)|skrinlades|skrinlagts|sköts\s+upp)\b",
    re.IGNORECASE,
)
#: "öppnade under 2024 sammanlagt 131 utredningar", "hade 61 procent gått utbildningen": counts, no measures
COUNTED = patterns.compile(
    r"\b(?:öppna|inled|starta|påbörja|avsluta)\w+\s[^.;]{0,40}?\d+\s+(?:\w+\s+)?(?:utredningar|ärenden)\b|"
    r"\bhade\s+\d+\s+(?:procent|%)\s",
    re.IGNORECASE,
)
#: "Förvaltningen återkommer till nämnden med ett förslag senast den 31 mars"
RETURNS = patterns.compile(
    r"^[A-ZÅÄÖ][^.,;]{3,60}\s(?:återkommer|återrapporterar|redovisar|presenterar|lämnar)\s[^.;]*\b(?:senast|under|före)\b"
)
#: "En egen telefonlinje för män som slår öppnade i september": nobody is named for it
BEGAN = re.compile(
    r"^(?:En|Ett)\s[^.,;]{3,70}?\s(?:öppnade|startade|inrättades|infördes|lanserades|invigdes)\s"
    r"(?:i|den|under|hösten|våren|sommaren)\b"
)
#: "En kurator har prövats tidigare. Försöket lades ned 2022"
TRIED = patterns.compile(
    r"\b(?:har\s+(?:\w+\s+)?(?:prövats|funnits|erbjudits)|prövades|fanns\s+(?:tidigare|under))\b", re.IGNORECASE
)
IT_ENDED = re.compile(r"^(?:Försöket|Verksamheten|Projektet|Satsningen|Insatsen|Gruppen|Det|Den|Tjänsten)\b")
#: "Arbetet med den nya planen leds av samordnaren och ska vara klart i december"
WORK_LED = patterns.compile(
    r"^(?:Arbetet|Uppdraget|Projektet|Översynen|Revideringen)\s+(?:med|av|för|mot|att)\b[^.]*\bleds\s+av\b"
)
OFFERED = patterns.compile(
    r"\b(?P<verb>erbjöd|drev|bedrev|hade|startade|prövade)\s+(?:under\s+\d{4}\s+|tidigare\s+)?(?:också\s+|"
    r"även\s+)?(?P<what>[^,;.]+)",
    re.IGNORECASE,
)
THOUGHT = patterns.compile(
    r"\b(?:skulle|bör|borde|kunde|kan|behöver|vore|föresl[åo]\w*|föreslag\w*|vill|inte|aldrig|ingen|inget|anser|"
    r"bedömer|hänvisar|pekar|framhåller\s+vikten|övervägt|om\s+(?:det|den|man|föreningen|jouren))\b|\b(?:genomfört|"
    r"genomgått)\s+(?:den|det|dem)\b",
    re.IGNORECASE,
)
OPINION = patterns.compile(
    r"\b(?:avstyrk|tillstyrk|yttra)\w*|^det\s+stämmer\b|^(?:förslaget|underlaget|tjänsteskrivelsen|yttrandet|rapporten|ärendet|"
    r"motionen)\b",
    re.IGNORECASE,
)
HAD = patterns.compile(r"^[^.;]*\bhar\s+(?:[^.;,]*\s)?haft\s+(?=\w)")
LIST_LEAD = patterns.compile(
    r"\b(?:vidtagit|vidtagits|genomfört|genomförts|följande\s+(?:åtgärder|insatser|aktiviteter)|har\s+(?:sedan|"
    r"under|bland\s+annat)[^.]*|byggt\s+upp|"
    r"ser\s+ut\s+så\s+här|har\s+också\s+följande|bland\s+annat\s+genom|vi\s+har|gör\s+vi|pågår|arbetar|görs|gjorts|gjort|"
    r"har\s+(?:vi|[a-zåäö-]+(?:en|et|arna|erna))|ska\s+det\s+gå\s+till)\b[^.?]*:?$",
    re.IGNORECASE,
)
#: a heading whose list tells of measures: "Vad som har gjorts", "Genomförda åtgärder"
DONE_HEADING = patterns.compile(
    r"\b(?:har\s+(?:vi\s+|kommunen\s+)?(?:gjorts?|hänt|genomförts?)|(?:genomförda|vidtagna|pågående|avslutade)\s+"
    r"(?:åtgärder|insatser|aktiviteter)|(?:gjort|genomfört)\s+hittills|det\s+här\s+(?:gör|har)\s+vi|"
    r"(?:aktiviteter|insatser|åtgärder|arbetet|verksamheten|utvecklingsarbetet?)\s+(?:under\s+(?:året|(?:19|20)\d\d)|"
    r"(?:19|20)\d\d)|(?:här|detta|redan)\s+görs|görs\s+redan|så\s+arbetar\s+(?:vi|kommunen|staden)|pågående\s+arbete|"
    r"arbetet\s+i\s+dag|utvecklingsarbete)\b",
    re.IGNORECASE,
)
NOT_A_LEAD = patterns.compile(
    r"\b(?:fråg(?!an\b)\w+|föreslå\w*|beslut\w*|mål(?:en)?\b|lag\w*|underlag|handlingar|motionär\w*|yrka\w*)\b",
    re.IGNORECASE,
)
ONGOING_HAS = patterns.compile(r"\bhar\s+(?:\w+\s+){0,6}?haft\b|\binitierat\s+en\s+årlig\b", re.IGNORECASE)
FUTURE = patterns.compile(
    r"\b(?:planerar|kommer\s+(?:\w+\s+){0,4}?att|beräknas|ska|påbörjas|startar|öppnar|inleds|"
    r"tas\s+(?:nu\s+)?fram|införs|"
    r"inrättas)\b",
    re.IGNORECASE,
)
SEASON = re.compile(r"\b(?P<season>våren|sommaren|hösten|vintern)\s+(?P<year>(?:19|20)\d\d)\b")
SEASON_BEGINS = {"våren": "01", "sommaren": "06", "hösten": "08", "vintern": "11"}
CUT = patterns.compile(
    r"\s+(?:med\s+syfte|i\s+syfte|som\s+möjliggör|vilket)\b|,\s+(?:bland\s+annat|tillsammans\s+med|inte\s+minst)\b|"
    r"\s+–\s"
)
INVERTED = re.compile(
    r"^(?:[A-ZÅÄÖ][^,.;]{0,90}?)\s+(?=(?:har|hade|är)\s+(?:vi|kommunen|förvaltningen|det)\b|[a-zåäö]+\s+vi\b)"
)
WITH = patterns.compile(r"\b(?:tillsammans|i\s+sam(?:arbete|verkan))\s+med\s[^.;]*", re.IGNORECASE)
BY = patterns.compile(
    r"\bav\s+(?P<who>[\wåäöÅÄÖ-]*(?:förvaltningen|enheten|avdelningen|kontoret|nämnden|teamet|staben|sektorn|"
    r"bolaget))\b",
    re.IGNORECASE,
)
LED_BY = patterns.compile(r"\bleds\s+av\s+(?P<who>[^.,;]+?)(?=\s+och\b|[.,;]|$)", re.IGNORECASE)
OWN = re.compile(
    r"^samverkan\s+med\b|\b(?:vi|kommunen|staden|regionen|förvaltningen|nämnden|samtliga|alla|personal\w*|"
    r"medarbetare\w*|"
    r"mottagning\w*|team\w*|socialtjänsten|skolan|skolorna|elevhälsan|hemtjänsten|bostadsbolag\w*|"
    r"\w*grupp(?:en)?|\w*(?:koordinator|samordnare)n?|(?:för|grund)?skolor(?:na)?|webbplats\w*)\b|"
    r"\b[A-ZÅÄÖ]\w+s?\s(?:kommun|stad)\b",
    re.IGNORECASE,
)
LAW = re.compile(r"\b(?:lag(?:en|stiftningen|krav)?|föreskrift\w*|\d+\s+kap\.?)\b", re.IGNORECASE)
#: of what is to come: "återkommer med en slutrapport", "en rapport lämnas"
COMES_BACK = patterns.compile(
    r"\b(?:återkommer|lämnas?|lämnar|redovisa[rs]?|presentera[rs]?|tas?\s+(?:\w+\s+)?fram|tar\s+(?:\w+\s+)?fram|"
    r"planera[rs]?|följs\s+upp)\b",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"^(?:Därutöver|Dessutom|Därför|Numera?|Samtidigt|Vidare|Också|Inom\s+ramen\s+för\s+\w+)\s+", re.IGNORECASE
)
#: under a heading of measures any act that was done, is done or begins counts
ANY_ACT = re.compile(
    rf"\bhar\s+(?:[a-zåäö]+\s){{0,4}}?(?!(?:{NO_MEASURE})\b)[a-zåäö]{{3,}}(?:at|it|tt|kt|rt|ats|its|tts|kts|rts|"
    rf"gts|lts)\b|\b[a-zåäö]{{4,}}(?:ades|des|tes)\b|"
    r"\b(?:pågår|fortsätter|fortgår|startar|genomförs|erbjuds|hålls|sker|finns|används|deltar|ingår)\b",
    re.IGNORECASE,
)
#: "för alla som vill sluta": what those want or can is no thought of the writer's
WHO_THAT = re.compile(r"\b(?:alla|den|dem|de|[a-zåäö]+er|män|kvinnor|barn|unga)\s+som\s+[^.,;]*")
#: "Så här ska det gå till:" leads in to what is to come
WILL_BE = re.compile(r"\bska\s+det\s+gå\s+till|\b(?:planeras|kommer\s+att|ska)\b[^.]*:$", re.IGNORECASE)
#: "Skolan arbetar med …": a subject with its verb in the present
PRESENT = re.compile(
    r"^[A-ZÅÄÖ][^.,;]{2,40}?\s(?!(?:har|hade|för|under|över|efter|eller|där|när|år|mer|fler|varje)\b)[a-zåäö]+(?:ar|er|år|ör)\s"
)
#: "har sedan 2022 ett avtal": an agreement, not a measure; to have signed one is a measure
CONTRACTED = patterns.compile(
    r"\bhar\s+(?:(?:sedan\s+[^.,;]{3,25}|i\s+dag|numera)\s+)?ett?\s+(?:[a-zåäö]+\s){0,2}"
    r"(?:\w*avtal|\w*överenskommelse|\w*partnerskap)\b",
    re.IGNORECASE,
)
#: what somebody says, in news
SPOKEN = re.compile(r"[–—-]\s|[”\"]")
