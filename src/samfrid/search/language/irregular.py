"""Forms that the dictionary has as words of their own, or not at all: plurals with another vowel, strong verbs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: base form → its forms that the affixes of the dictionary do not lead back to it
IRREGULAR: Final[Mapping[str, str]] = {
    "man": "män mäns männen männens mannen mannens manna",
    "bok": "böcker böckers böckerna böckernas",
    "stad": "städer städers städerna städernas",
    "mus": "möss möss mössen mössens",
    "gås": "gäss gässen gässens",
    "hand": "händer händers händerna händernas",
    "tand": "tänder tänders tänderna tändernas",
    "natt": "nätter nätters nätterna nätternas",
    "rot": "rötter rötters rötterna rötternas",
    "bror": "bröder bröders bröderna brödernas broder brodern broderns",
    "mor": "mödrar mödrars mödrarna mödrarnas moder modern moderns",
    "far": "fäder fäders fäderna fädernas fader fadern faderns",
    "dotter": "döttrar döttrars döttrarna döttrarnas",
    "bonde": "bönder bönders bönderna böndernas",
    "ledamot": "ledamöter ledamöters ledamöterna ledamöternas",
    "ombudsman": "ombudsmän ombudsmäns ombudsmännen ombudsmännens",
    "talesman": "talesmän talesmäns talesmännen talesmännens",
    "tjänsteman": "tjänstemän tjänstemäns tjänstemännen tjänstemännens",
    "land": "länder länders länderna ländernas",
    "strand": "stränder stränders stränderna strändernas",
    "ande": "andar andarna",
    "öga": "ögon ögons ögonen ögonens",
    "öra": "öron örons öronen öronens",
    "utskott": "utskott utskotts utskottet utskottets utskotten utskottens",
    "lag": "lag lags lagen lagens lagar lagars lagarna lagarnas laget lagets",
    "vara": "är var varit",
    "ha": "har hade haft",
    "säga": "säger sade sa sagt säges sägs sades",
    "göra": "gör gjorde gjort gjord gjorda görs gjordes gjorts",
    "slå": "slår slog slagit slagen slaget slagna slås slogs slagits",
    "föreslå": "föreslår föreslog föreslagit föreslagen föreslaget föreslagna föreslås föreslogs föreslagits",
    "avslå": "avslår avslog avslagit avslagen avslaget avslagna avslås avslogs avslagits",
    "anslå": "anslår anslog anslagit anslagen anslaget anslagna anslås anslogs anslagits",
    "bryta": "bryter bröt brutit bruten brutet brutna bryts bröts brutits",
    "skriva": "skriver skrev skrivit skriven skrivet skrivna skrivs skrevs skrivits",
    "avskriva": "avskriver avskrev avskrivit avskriven avskrivet avskrivna avskrivs avskrevs avskrivits",
    "bifalla": "bifaller biföll bifallit bifallen bifallet bifallna bifalls bifölls bifallits",
    "hålla": "håller höll hållit hållen hållet hållna hålls hölls hållits",
    "innehålla": "innehåller innehöll innehållit innehållen innehållna innehålls",
    "ge": "ger gav gett givit given givet givna ges gavs getts givits ge giva",
    "få": "får fick fått fås ficks fåtts",
    "dra": "drar drog dragit dragen draget dragna dras drogs dragits",
    "ta": "tar tog tagit tagen taget tagna tas togs tagits taga",
    "anta": "antar antog antagit antagen antaget antagna antas antogs antagits",
    "utsätta": "utsätter utsatte utsätts utsattes utsatts",
    "sätta": "sätter satte satt sätts sattes satts",
    "komma": "kommer kom kommit",
    "driva": "driver drev drivit driven drivet drivna drivs drevs drivits",
    "finna": "finner fann funnit finns fanns funnits",
    "lämna": "lämnar lämnade lämnat lämnad lämnade lämnas lämnades lämnats",
    "stödja": "stödjer stöder stödde stött stödd stödda stöds stöddes stötts stödjas",
    "stå": "står stod stått",
    "anmälan": "anmälan anmälans anmälningar anmälningars anmälningarna anmälningarnas",
    "ansökan": "ansökan ansökans ansökningar ansökningars ansökningarna ansökningarnas",
    "samverkan": "samverkan samverkans",
    "planet": "planet planets planeten planetens planeter planeters planeterna planeternas",
    "del": "delar delars delarna delarnas",
    "inbjudan": "inbjudningar inbjudningarna",
    "fullmäktige": "fullmäktige fullmäktiges fullmäktigen",
    "välja": "väljer valde valt vald valda väljs valdes valts",
}

#: irregular forms that are a form of another word too
AMBIGUOUS: Final[Mapping[str, str]] = {"delar": "dela", "andar": "andas", "länder": "länd"}

#: base form → how it begins a compound, where the dictionary does not say
HEADS: Final[Mapping[str, str]] = {
    "oro": "oros oro",
    "anmälan": "anmälnings anmälan",
    "ansökan": "ansöknings",
    "samverkan": "samverkans",
    "förälder": "föräldra föräldrar",
    "barn": "barn barna barns",
    "förskola": "förskol förskole",
    "medborgare": "medborgar",
    "våld": "vålds våld",
    "kvinna": "kvinno kvinn",
    "arbete": "arbets",
    "besök": "besöks",
    "kön": "köns kön",
    "hat": "hat",
    "genus": "genus",
    "frid": "frids",
    "överenskommelse": "överenskommelse",
    "jämställdhet": "jämställdhets",
}
#: compounds whose last part is found in no dictionary
SPLITS: Final[Mapping[str, tuple[str, ...]]] = {
    "våldtäkt": ("våld",),
    "våldtäkten": ("våld",),
    "våldtäkter": ("våld",),
    "våldtäkterna": ("våld",),
}
