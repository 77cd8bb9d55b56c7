"""Verbs of what a municipality does about violence: done, being done and to be done, by their tense."""

from __future__ import annotations

import re

#: supine, past, present and passive forms of what one does about violence
_DONE = (
    r"undertecknade[s]?|undertecknats|gick\s+(?:[^.,;]{1,50}\s)?\w*utbildning\w*|"
    r"tagit\s+fram|tog(?:s)?\s+(?:\w+\s+)?fram|tagits\s+fram|inlett|inledde[s]?|infört|införde[s]?|införts|startat|"
    r"startade[s]?|startats|öppnat|öppnade[s]?|öppnats|"
    r"utbildat|utbildade[s]?|utbildats|genomfört|genomförde[s]?|genomförts|tecknat|tecknade[s]?|tecknats|inrättat|"
    r"inrättade[s]?|inrättats|anställt|anställde[s]?|anställts|"
    r"byggt\s+upp|byggde[s]?\s+upp|byggts\s+upp|placerat\s+ut|satt\s+upp|satte[s]?\s+upp|spridit|kartlagt|"
    r"kartlade[s]?|kartlagts|reviderat|reviderade[s]?|reviderats|"
    r"ingått\s+i|deltagit\s+i|fått\s+utbildning|gått\s+(?:en\s+)?\w*utbildning\w*|genomgått\s+\w*utbildning\w*|"
    r"initierat|initierade[s]?|initierats|anordnat|anordnade[s]?|anordnats|"
    r"arrangerat|arrangerade[s]?|beviljats\s+medel|rekryterat|rekryterade[s]?|utvecklat|utvecklade[s]?|utökat|"
    r"utökade[s]?|förstärkt|publicerat|publicerade[s]?|publicerats|"
    r"slutfört|slutförts|utarbetat|utarbetade[s]?|utarbetats|upprättat|upprättats|lanserat|lanserade[s]?|lanserats|"
    r"fått\s+(?:\w+\s+)?(?:handledning|fortbildning|kompetensutveckling)|fördjupats|stärkts|sjösatt|gått\s+igenom|gåtts\s+igenom|setts?\s+över|instiftat|"
    r"påbörjat|påbörjades?|upphandlat|upphandlade[s]?|upphandlats|prövat(?=\s+ett?\b)|"
    r"(?:lagt|lagts|delat|delats)\s+ut|översatt|översatts"
)
_SINCE = (
    r"(?:i\s+)?(?:(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|våren|"
    r"hösten|sommaren|vintern|årsskiftet)\b|(?:19|20)\d\d)"
)
_DOES = (
    r"håller\s+på\s+att\s+[a-zåäö]+s|pågått\s+sedan|är\s+under\s+(?:framtagande|uppbyggnad|revidering|utarbetande)|"
    r"erbjuder|erbjuds|driver|drivs|anordnar|anordnas|arrangerar|arrangeras|bemannar|bemannas|kontrollerar|besöker|"
    r"genomför|genomförs|möts|träffas|"
    r"ansvarar\s+för\s+att|tillhandahåller|tillhandahålls|utbildar|utbildas|samverkar|samordnar|informerar|"
    r"deltar\s+i|ingår\s+i|tar\s+emot|påbörjas|sätts\s+(?:det\s+)?upp|"
    r"tas\s+(?:nu\s+)?fram|tar\s+(?:[^.,;]{2,80}\s)?fram|tar\s+kontakt|hålls|öppnar|startar|startas|inrättar|"
    r"inrättas|"
    r"införs|inför|pågår|bedriver|bedrivs|ger\s+stöd|stödjer|följer\s+upp|leder|samordnar|"
    r"planerar\s+(?:\w+\s+)?att\s+[a-zåäö]+|[a-zåäö]{3,}r\s+(?:också\s+)?(?:varje\s+(?:år|termin|månad|vecka|höst|"
    r"vår)|årligen|regelbundet)|utreder|kartlägger|reviderar|utvecklar|förstärker|"
    r"har\s+(?:sedan\s+[^,.;]{3,25}|numera|i\s+dag)\s+(?:en|ett|två|tre|fyra|fem|\d+)|haft|(?:finns|"
    r"används)\s+(?:nu|numera|sedan)|får\s+(?:nu|numera)|arbetar\s+(?=[^.;]*\bsedan\b)|"
    rf"(?!(?:är|har|var)\b)[a-zåäö]{{2,}}r\s+sedan\s+{_SINCE}|"
    rf"sedan\s+{_SINCE}(?:\s+(?:19|20)\d\d)?\s+(?!(?:är|har|var)\b)[a-zåäö]{{2,}}r|"
    r"måste\s+sedan(?=\s+den\s)|slår\s+(?:[^.,;]{2,40}\s)?upp\s+(?:dörrarna|portarna)|"
    r"sker(?=\s+(?:genom|varje|regelbundet|årligen|månatlig|löpande|en\s+gång|två\s+gånger|i\s+form))|"
    r"ser\s+över|arbetas\s+(?:nu\s+)?fram|utarbetas|byggs\s+(?:nu\s+)?upp|"
    r"(?:kommer\s+[^.,;]{3,40}\s+att|ska\s+[^.,;]{3,40})\s+få|"
    r"(?:ska|kommer\s+att)\s+(?:[a-zåäö]+\s+){0,3}?(?:utvärderas|ses\s+över|följas\s+upp|presenteras)|"
    r"(?:kommer\s+(?:[\w-]+\s+)?att|ska)\s+(?:starta|öppna|inrätta|införa|ta\s+fram|utbilda|anställa|rekrytera|teckna|"
    r"revidera|kartlägga|pröva|utöka|förstärka|bygga)"
)
#: supines that tell of no measure: what somebody thought, said, saw or went through
NO_MEASURE = (
    r"sett|hört|varit|blivit|ansett|bedömt|konstaterat|noterat|sagt|svarat|yttrat|beslutat|antagit|godkänt|"
    r"avslagit|bifallit|fått|kommit|gått|"
    r"funnits|kunnat|velat|behövt|ökat|minskat|varierat|hänt|lett|visat|inneburit|föreslagit|framfört|tackat|"
    r"uppmärksammat|begärt|ansökt|övervägt|"
    r"jämfört|mött|drabbats|utsatts|lämnat|ställt|frågat|tagit|haft|gjort|gett|givit|redan|alltid|inte|tidigare|"
    r"bara|tillstyrkt|avstyrkt|"
    r"remitterat|skickat|väckt|inkommit|enats|reserverat|nått|bidragit|legat|stått|suttit|skett|valt|hunnit|använt|"
    r"förtroendet|hjälpt|undersökt|beräknat|räknat|"
    r"mottagit|placerat|placerats|beviljat|delat|hävdat|påpekat|krävt|lyft|tyckt|sökt|prövat|bestått|saknat|"
    r"saknats|lovat|utlovat|redovisat|anmält|motionerat"
)
#: a perfect with an object that is new in the text: "har upphandlat fler platser", "har byggt ut två lägenheter"
_HAS_DONE = (
    rf"har\s+(?:[^.;,:]{{1,50}}?\s)?(?!(?:{NO_MEASURE}|granskat|väntat|samarbetat|samverkat|rätt)\b)"
    r"(?:[a-zåäö]{3,}at|[a-zåäö]{2,}(?:tt|rt|vit|git|lit|dit|nit|rit))(?:\s+(?:upp|in|ut|fram|igång|till))?"
    r"(?=\s+(?:en|ett|två|tre|fyra|fem|sex|\d+|flera|fler|ny|nya|nytt|alla|samtliga|sin|sitt|sina|särskild\w*|"
    r"gemensam\w*|rutiner\w*|personal\w*|"
    r"utbildning\w*|information\w*|stöd\w*|platser|lokaler)\b)"
)
ACTION = re.compile(
    rf"(?<![\wåäö-])(?:(?P<done>{_DONE})|(?P<does>{_DOES})|(?P<has>{_HAS_DONE}))(?![\wåäö-])", re.IGNORECASE
)
POSSIBLE = re.compile(r"\b(?:numera?|nu|därför)\s+är\s+det\s+(?:också\s+|även\s+)?(?=möjligt\s+för)", re.IGNORECASE)
