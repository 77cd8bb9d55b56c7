"""The reader's codes in plain Swedish: types, roles, outcomes, warnings. No page shows a code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from samfrid.documents.rules import Band
from samfrid.matters.models import Outcome, Stance
from samfrid.partners.models import AgreementForm, Per

Words = Mapping[str, str | Promise]

TYPES: Final[Words] = {
    "motion": _("motion"),
    "interpellation": _("interpellation"),
    "interpellation_answer": _("svar på interpellation"),
    "question": _("enkel fråga"),
    "question_answer": _("svar på enkel fråga"),
    "initiative": _("initiativärende"),
    "citizen_proposal": _("medborgarförslag"),
    "memo": _("tjänsteskrivelse"),
    "statement": _("yttrande"),
    "minutes": _("protokoll"),
    "agenda": _("kallelse"),
    "plan": _("handlingsplan"),
    "agreement": _("avtal"),
    "guideline": _("riktlinje"),
    "report": _("uppföljning"),
    "news": _("nyhet"),
    "other": _("annan handling"),
}
ROLES: Final[Words] = {
    "author": _("förslagsställare i den här handlingen"),
    "answerer": _("svarar"),
    "officer": _("handläggare"),
    "signer": _("undertecknar"),
    "mover": _("förslagsställare i ärendet som avses"),
    "chair": _("ordförande"),
    "adjuster": _("justerare"),
    "secretary": _("sekreterare"),
    "reservation": _("reserverade sig"),
    "quoted": _("citeras eller nämns"),
    "party_to_agreement": _("undertecknar för en part"),
    "other": _("annan roll"),
}
STATUSES: Final[Words] = {
    "planned": _("planerat"),
    "ongoing": _("pågår"),
    "done": _("genomfört"),
    "stopped": _("avbrutet"),
    "unknown": _("framgår inte"),
}
OUTCOMES: Final[Words] = dict(Outcome.choices)
STANCES: Final[Words] = dict(Stance.choices)
FORMS: Final[Words] = dict(AgreementForm.choices)
PER: Final[Words] = dict(Per.choices)
UNANIMOUS: Final[Words] = {
    "": _("framgår inte"),
    "true": _("ja, enhälligt"),
    "false": _("nej, omröstning eller reservation"),
}

BANDS: Final[Words] = {Band.CERTAIN: _("säker"), Band.LIKELY: _("trolig"), Band.UNSURE: _("osäker")}

#: the groups of the review, in the order of the page, with the contract's keys that each one holds
SECTIONS: Final[tuple[tuple[str, str | Promise, tuple[str, ...]], ...]] = (
    ("dokumentet", _("Om dokumentet"), ("type", "title", "date", "diary_numbers", "municipality", "addressee")),
    ("arenden", _("Ärenden i handlingen"), ("items",)),
    ("personer", _("Personer"), ("people",)),
    ("fragor", _("Frågor"), ("questions",)),
    ("forslag", pgettext_lazy("several", "Förslag till beslut"), ("proposals",)),
    ("beslut", pgettext_lazy("several", "Beslut"), ("decisions",)),
    ("yttranden", _("Yttranden"), ("opinions",)),
    ("planer", _("Planer"), ("plans",)),
    ("ataganden", _("Åtaganden"), ("commitments",)),
    ("avtal", _("Avtal"), ("agreements",)),
    ("hanvisningar", _("Hänvisningar"), ("references",)),
    ("mottagare", pgettext_lazy("several", "Mottagare"), ("recipients",)),
    ("siffror", _("Siffror"), ("figures",)),
)
#: one finding of each group
NAMES: Final[Words] = {
    "type": _("Typ av handling"),
    "municipality": _("Kommun"),
    "date": _("Datum"),
    "title": _("Rubrik"),
    "addressee": _("Ställd till"),
    "diary_numbers": _("Diarienummer"),
    "recipients": _("Mottagare"),
    "items": _("Ärende"),
    "people": _("Person"),
    "questions": _("Fråga"),
    "proposals": _("Förslag"),
    "decisions": _("Beslut"),
    "opinions": _("Yttrande"),
    "plans": _("Plan"),
    "commitments": _("Åtagande"),
    "agreements": pgettext_lazy("one", "Avtal"),
    "references": _("Hänvisning"),
    "figures": _("Siffra"),
}

#: the kinds of records with a page of their own that a document can become
RECORD_NAMES: Final[Words] = {
    "matters.matter": _("Ärende"),
    "plans.plan": _("Plan"),
    "partners.agreement": pgettext_lazy("one", "Avtal"),
    "commitments.commitment": _("Åtagande"),
}

#: what a person should look at, and what to do about it
WARNINGS: Final[Words] = {
    "no_date": _("Handlingen har inget eget datum. Lägg till det om du vet det."),
    "no_diary_number": _("Handlingen har inget diarienummer. Lägg till det, så att den hamnar i rätt ärende."),
    "no_municipality": _("Det står inte vilken kommuns handling det är."),
    "no_responsible": _("Det står inte vem som ansvarar för det som ska göras. Bestäm det när åtagandena är skapade."),
    "missing_figure": _("Någon frågar efter en siffra som svaret inte ger. Den kan behöva efterfrågas på nytt."),
    "answer_refers_back": _("En fråga besvaras bara med en hänvisning till ett annat svar. Läs det svaret också."),
    "over_one_year": _(
        "Motionen hade väntat i mer än ett år. Då ska fullmäktige ha fått veta det (kommunallagen 5 kap. 35 §)."
    ),
    "repaired_text": _("Bokstäver som hade fallit bort i texten är lagade. De är understrukna: jämför med originalet."),
    "repair_unavailable": _(
        "Ordlistan saknas i installationen, så bortfallna bokstäver är inte lagade. Kör make setup."
    ),
    "boilerplate_removed": _("Menyer, sidhuvuden och formulär är grå och har inte lästs som innehåll."),
    "low_quality_scan": _("Skanningen är svårläst. Jämför extra noga med sidans bild."),
    "other_language": _("Texten är inte på svenska. Samfrid läser bara svenska, så det mesta har inte lästs ut."),
    "wrong_ending": _("Filens namn har en annan ändelse än innehållet. Innehållet har fått avgöra."),
    "tracked_changes": _("Dokumentet har spårade ändringar. Det har lästs som om de vore godkända."),
}
#: why a file could not be read, for who does not read the reader's own Swedish sentence
REFUSALS: Final[Words] = {
    "empty": _("Filen är tom."),
    "too_large": _("Filen är för stor för att läsas. Dela den, eller spara den i mindre format."),
    "too_many_pages": _("Handlingen har för många sidor för att läsas. Dela den."),
    "password": _("Dokumentet är skyddat med lösenord. Ta bort lösenordet och försök igen."),
    "broken": _("Filen är skadad eller av ett slag som inte kan läsas."),
    "wrong_type": _("Filen är inte ett dokument som Samfrid kan läsa. Spara den som PDF eller DOCX och försök igen."),
    "bomb": _("Filen packar upp till orimligt mycket data och har därför inte öppnats."),
    "no_text": _("Det finns ingen text att läsa i filen."),
    "timeout": _("Det tog för lång tid att läsa filen."),
    "memory": _("Filen kräver för mycket minne för att läsas."),
    "internal": _(
        "Läsaren kunde inte läsa filen. Felet ligger hos Samfrid, inte i filen, som finns kvar. "
        "Försök igen, och meddela den som sköter Samfrid om det händer på nytt."
    ),
    "interrupted": _("Läsningen avbröts flera gånger. Försök igen senare, eller lägg till handlingen som PDF."),
}
UNKNOWN_REFUSAL: Final = _("Filen kunde inte läsas.")
UNKNOWN_WARNING: Final = _("Läsaren är osäker på delar av handlingen. Jämför med originalet.")


def warning_sentences(codes: list[str]) -> list[str]:
    """Each warning as a sentence, once; one that this version does not know asks for a look all the same."""
    return list(dict.fromkeys(str(WARNINGS.get(code, UNKNOWN_WARNING)) for code in codes))


def misread_sentence(reading: dict[str, Any]) -> str:
    """How much of a scan that is hard to read may be misread, and where most; nothing of others."""
    pages = [(int(number), float(share)) for number, share in reading.get("misread") or ()]
    if not pages or "low_quality_scan" not in reading.get("warnings", []):
        return ""
    worst, most = max(pages, key=lambda page: page[1])
    middle = sum(share for _, share in pages) / len(pages)
    said = _("Ungefär %(count)d ord av 100 är fellästa, enligt läsarens uppskattning.") % {
        "count": max(round(100 * middle), 1)
    }
    if most > 1.5 * middle:
        said += " " + _("Sämst är sidan %(page)d, med ungefär %(count)d av 100.") % {
            "page": worst,
            "count": round(100 * most),
        }
    return str(said)


def refusal(code: str, message: str) -> str:
    """Why a file could not be read: ``message``, the reader's own, in Swedish; elsewhere what its code says."""
    if (get_language() or "sv").startswith("sv"):
        return message
    return str(REFUSALS.get(code, UNKNOWN_REFUSAL))
