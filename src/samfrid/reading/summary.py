"""A reading as a page of Swedish for the one who reads a terminal: what the document is, and what was found in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from textwrap import fill
from typing import Any

_WIDTH = 100

TYPES = {
    "motion": "motion",
    "interpellation": "interpellation",
    "interpellation_answer": "svar på interpellation",
    "question": "fråga",
    "question_answer": "svar på fråga",
    "initiative": "initiativärende",
    "citizen_proposal": "medborgarförslag",
    "memo": "tjänsteskrivelse",
    "statement": "yttrande",
    "minutes": "protokoll",
    "agenda": "kallelse",
    "plan": "handlingsplan eller program",
    "agreement": "avtal",
    "guideline": "riktlinje",
    "report": "rapport",
    "news": "nyhet",
    "other": "annat",
}
ROLES = {
    "author": "förslagsställare",
    "answerer": "svarar",
    "officer": "handläggare",
    "signer": "undertecknare",
    "mover": "har väckt ärendet",
    "chair": "ordförande",
    "adjuster": "justerare",
    "secretary": "sekreterare",
    "reservation": "reservation",
    "quoted": "citerad",
    "party_to_agreement": "undertecknar för part",
    "other": "övrig",
}
OUTCOMES = {
    "granted": "bifall",
    "partly_granted": "delvis bifall",
    "rejected": "avslag",
    "answered": "besvarad",
    "written_off": "avskriven",
    "referred_back": "återremiss",
    "postponed": "bordlagd",
    "circulated": "remitterad",
    "approved": "godkänd",
    "noted": "till handlingarna",
    "tasked": "uppdrag",
    "funded": "medel anslagna",
    "supported": "tillstyrks",
    "opposed": "avstyrks",
    "other": "annat",
}
STATUSES = {"planned": "planerat", "ongoing": "pågår", "done": "genomfört", "stopped": "avbrutet", "unknown": "okänt"}
FORMS = {"iop": "IOP", "grant": "bidrag", "contract": "avtal", "cooperation": "samverkan", "other": "annat"}
PERIODS = {
    "year": "per år",
    "month": "per månad",
    "day": "per dygn",
    "inhabitant_year": "per invånare och år",
    "once": "en gång",
}
WARNINGS = {
    "no_date": "dokumentet har inget eget datum",
    "no_municipality": "kommunen framgår inte",
    "no_diary_number": "inget diarienummer",
    "no_responsible": "något saknar ansvarig",
    "missing_figure": "en figur eller tabell som nämns saknas",
    "answer_refers_back": "ett svar hänvisar till ett annat svar",
    "over_one_year": "mer än ett år har gått sedan ärendet väcktes",
    "repaired_text": "skadad text har lagats",
    "boilerplate_removed": "menyer, formulär eller sidhuvuden har satts åt sidan",
    "low_quality_scan": "skanningen är svårläst",
    "wrong_ending": "filens ändelse stämmer inte med innehållet",
    "other_language": "texten är inte på svenska",
    "tracked_changes": "dokumentet har spårade ändringar",
}


def summary(name: str, reading: dict[str, Any]) -> str:
    """Some lines about one reading (the contract's JSON object), each group under a heading of its own."""
    lines = [name, "=" * min(len(name), _WIDTH), *_particulars(reading)]
    groups: tuple[tuple[str, str, Callable[[dict[str, Any]], str]], ...] = (
        ("Personer", "people", _person),
        ("Frågor", "questions", _question),
        ("Förslag till beslut", "proposals", _proposal),
        ("Beslut", "decisions", _decision),
        ("Yttranden", "opinions", lambda o: f"{o['body']}: {o['text']}"),
        ("Planer", "plans", _plan),
        ("Åtaganden", "commitments", _commitment),
        ("Avtal", "agreements", _agreement),
        ("Siffror", "figures", lambda f: f"{f['value']} {f['unit']}: {f['what']}".rstrip(": ")),
    )
    for heading, key, say in groups:
        if items := reading.get(key):
            lines += ["", f"{heading} ({len(items)})", *(_item(say(item)) for item in items)]
    if warnings := reading.get("warnings"):
        lines += ["", "Att se över", *(_item(WARNINGS.get(warning, warning)) for warning in warnings)]
    return "\n".join(lines) + "\n"


def _particulars(reading: dict[str, Any]) -> Iterator[str]:
    place = reading.get("municipality")
    pairs = (
        ("Slag", TYPES.get(reading["type"], reading["type"])),
        ("Kommun", f"{place['name']} ({place['code']})" if place else None),
        ("Datum", reading.get("date")),
        ("Rubrik", reading.get("title")),
        ("Diarienummer", ", ".join(reading.get("diary_numbers") or ())),
        ("Ställt till", reading.get("addressee")),
        ("Skickas till", ", ".join(reading.get("recipients") or ())),
    )
    for name, value in pairs:
        if value or name in ("Kommun", "Datum", "Diarienummer"):
            text = f"{name + ':':<14}{value or '–'}"
            yield fill(text, _WIDTH, subsequent_indent=" " * 14, break_long_words=False)


def _item(text: str) -> str:
    return fill(" ".join(text.split()), _WIDTH, initial_indent="  - ", subsequent_indent="    ", break_long_words=False)


def _joined(parts: Iterable[str | None]) -> str:
    return ", ".join(part for part in parts if part)


def _person(person: dict[str, Any]) -> str:
    party = f" ({person['party']})" if person.get("party") else ""
    return f"{person['name']}{party}, {ROLES.get(person['role'], person['role'])}"


def _question(question: dict[str, Any]) -> str:
    return f"{question['text']} [{'besvarad' if question.get('answer') else 'inget svar i dokumentet'}]"


def _proposal(proposal: dict[str, Any]) -> str:
    outcome = OUTCOMES.get(proposal["outcome"], proposal["outcome"])
    return f"{proposal.get('body') or 'okänt organ'}: {proposal['text']} [{outcome}]"


def _decision(decision: dict[str, Any]) -> str:
    unanimous = {True: "enhälligt", False: "inte enhälligt", None: None}[decision.get("unanimous")]
    outcome = OUTCOMES.get(decision["outcome"], decision["outcome"])
    where = " ".join(part for part in (decision.get("body"), decision.get("date"), decision.get("paragraph")) if part)
    return f"{where or 'okänt organ'}: {decision['text']} [{_joined((outcome, unanimous))}]"


def _plan(plan: dict[str, Any]) -> str:
    years = f"{plan.get('from') or ''}–{plan.get('to') or ''}".strip("–")
    adopted = _joined((plan.get("adopted_by"), plan.get("adopted_on"), plan.get("paragraph")))
    return f"{_joined((plan['name'], years))}{f' [antagen: {adopted}]' if adopted else ''}"


def _commitment(commitment: dict[str, Any]) -> str:
    notes = (
        STATUSES.get(commitment["status"], commitment["status"]),
        f"ansvarig: {commitment['responsible']}" if commitment.get("responsible") else "ingen ansvarig",
        f"klart: {commitment['due']}" if commitment.get("due") else None,
    )
    return f"{commitment['text']} [{_joined(notes)}]"


def _agreement(agreement: dict[str, Any]) -> str:
    period = f"{agreement.get('from') or ''}–{agreement.get('to') or ''}".strip("–")
    sums = (
        f"{amount['sek']:,} kr {PERIODS.get(amount['per'], amount['per'])}".replace(",", " ")
        + (f" (villkor: {amount['condition']})" if amount.get("condition") else "")
        for amount in agreement.get("amounts") or ()
    )
    form, parties = FORMS.get(agreement["form"], agreement["form"]), " och ".join(agreement["parties"])
    notice = agreement.get("notice_months")
    terms = _joined((period, _renewal(agreement), f"uppsägning {notice} månader före" if notice else None, *sums))
    text = f"{form} mellan {parties or 'okända parter'}: {terms}".rstrip(": ")
    goals = "; ".join(goal.strip().rstrip(".") for goal in agreement.get("goals") or ())
    return f"{text} [mål: {goals}]" if goals else text


def _renewal(agreement: dict[str, Any]) -> str | None:
    renewal = agreement.get("renewal") or {}
    months, until = renewal.get("months"), renewal.get("until")
    if not months:
        return "tills vidare" if until == "further_notice" else None
    how_long = f"{months // 12} år" if months % 12 == 0 else f"{months} månader"
    return f"förlängs {how_long} i taget" + (", tills vidare" if until == "further_notice" else "")
