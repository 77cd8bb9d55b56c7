"""A finding's value as a person reads it: one line that says it, and the particulars below."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.dates import MONTHS
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.documents import words
from samfrid.documents.rules import refers_back
from samfrid.municipalities.dates import PartialDate, Precision

Details = list[tuple[str, str]]
NO_BREAK: Final = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Shown:
    """``head`` says the value, ``details`` are (label, text) with nothing empty among them."""

    head: str
    details: Details


def shown(group: str, value: Any) -> Shown:
    """The value of a finding in plain Swedish, without any code of the reader's."""
    if group in _SCALARS:
        return Shown(_SCALARS[group](value), [])
    if not isinstance(value, dict):
        return Shown(str(value), [])
    head, details = _ENTRIES[group](value)
    return Shown(head, [(str(label), text) for label, text in details if text])


def date_text(text: str | None) -> str:
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` in words: "28 mars 2022", "mars 2022"; what is no date stays as it is."""
    date = PartialDate.parse(text)
    if date is None:
        return text or ""
    year, month = str(date.first.year), str(MONTHS[date.first.month])
    parts = {
        Precision.YEAR: [year],
        Precision.MONTH: [month, year],
        Precision.DAY: [str(date.first.day), month, year],
    }[date.precision]
    return NO_BREAK.join(parts)


def period_text(start: str | None, end: str | None) -> str:
    """A period as far as it is known: "2022–2026", "från 1 juli 2025"."""
    if start and end:
        return f"{date_text(start)}–{date_text(end)}"
    if start:
        return _("från %(date)s") % {"date": date_text(start)}
    return _("till %(date)s") % {"date": date_text(end)} if end else ""


def number_text(value: float) -> str:
    """A number with thin groups and a comma: "12 500,5"."""
    return str(number_format(value, force_grouping=True))


def _word(table: words.Words, code: str | None, *, silent: str = "") -> str:
    """A code in words; nothing for nothing and for the code that says nothing."""
    return "" if not code or code == silent else str(table.get(code, table.get("other", code)))


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values)


def _unanimous(value: dict[str, Any]) -> str:
    said = value.get("unanimous")
    return "" if said is None else str(words.UNANIMOUS["true" if said else "false"])


def _item(value: dict[str, Any]) -> tuple[str, Details]:
    return value["title"], [
        (_("Paragraf"), value.get("paragraph") or ""),
        (_("Diarienummer"), _listed(value.get("diary_numbers") or [])),
    ]


def _person(value: dict[str, Any]) -> tuple[str, Details]:
    party = f" ({value['party']})" if value.get("party") else ""
    return f"{value['name']}{party}", [(_("Roll"), _word(words.ROLES, value.get("role")))]


def _question(value: dict[str, Any]) -> tuple[str, Details]:
    answer = value.get("answer") or ""
    return value["text"], [
        (_("Svar"), answer or _("Handlingen har inget svar på frågan.")),
        (_("Att tänka på"), _("Svaret hänvisar bara till ett annat svar.") if refers_back(answer) else ""),
    ]


def _proposal(value: dict[str, Any]) -> tuple[str, Details]:
    return value["text"], [
        (_("Ska beslutas av"), value.get("body") or _("framgår inte")),
        (_("Utfall som föreslås"), _word(words.OUTCOMES, value.get("outcome"), silent="other")),
    ]


def _decision(value: dict[str, Any]) -> tuple[str, Details]:
    return value["text"], [
        (_("Beslutat av"), value.get("body") or _("framgår inte")),
        (_("Datum"), date_text(value.get("date")) or _("framgår inte")),
        (_("Paragraf"), value.get("paragraph") or ""),
        (_("Utfall"), _word(words.OUTCOMES, value.get("outcome"), silent="other")),
        (_("Enhälligt"), _unanimous(value)),
    ]


def _opinion(value: dict[str, Any]) -> tuple[str, Details]:
    return value["text"], [
        (_("Organ"), value.get("body") or _("framgår inte")),
        (_("Ställning"), _word(words.STANCES, value.get("stance"))),
    ]


def _reference(value: dict[str, Any]) -> tuple[str, Details]:
    by = value.get("by") or []
    return _word(words.TYPES, value.get("type")).capitalize(), [
        (_("Av"), _listed([by] if isinstance(by, str) else by)),
        (_("Datum"), date_text(value.get("date"))),
        (_("Diarienummer"), value.get("number") or ""),
    ]


def _plan(value: dict[str, Any]) -> tuple[str, Details]:
    return value["name"], [
        (_("Gäller"), period_text(value.get("from"), value.get("to"))),
        (_("Antagen av"), value.get("adopted_by") or ""),
        (_("Antagen"), date_text(value.get("adopted_on"))),
        (_("Paragraf"), value.get("paragraph") or ""),
    ]


def _commitment(value: dict[str, Any]) -> tuple[str, Details]:
    return value["text"], [
        (_("Läge"), _word(words.STATUSES, value.get("status"))),
        (_("Ansvarig"), value.get("responsible") or _("ingen utpekad")),
        (_("Tillsammans med"), _listed(value.get("partners") or [])),
        (_("Ska vara klart"), date_text(value.get("due"))),
        (_("Plan"), value.get("plan") or ""),
    ]


def _agreement(value: dict[str, Any]) -> tuple[str, Details]:
    notice = value.get("notice_months")
    return _listed(value.get("parties") or []) or _word(words.FORMS, value.get("form")), [
        (_("Form"), _word(words.FORMS, value.get("form"))),
        (_("Gäller"), period_text(value.get("from"), value.get("to"))),
        (_("Förlängs"), renewal_text(value.get("renewal"))),
        (_("Uppsägning"), ngettext("%(n)s månad", "%(n)s månader", notice) % {"n": notice} if notice else ""),
        (_("Belopp"), "; ".join(amount_text(amount) for amount in value.get("amounts") or [])),
        (_("Mål"), "; ".join(goal.rstrip(" .") for goal in value.get("goals") or [])),
    ]


def renewal_text(renewal: dict[str, Any] | None) -> str:
    """How an agreement goes on: "24 månader i taget, tills vidare"; nothing where it simply ends."""
    if not renewal:
        return ""
    until = renewal.get("until")
    last = _("tills vidare") if until == "further_notice" else _("längst till %(date)s") % {"date": date_text(until)}
    return _("%(months)s månader i taget, %(last)s") % {"months": renewal["months"], "last": last}


def amount_text(amount: dict[str, Any]) -> str:
    """A sum of an agreement: "25 000 kr per år, om …"."""
    text = f"{number_text(amount['sek'])}{NO_BREAK}kr {_word(words.PER, amount.get('per'))}".strip()
    condition = amount.get("condition") or ""
    return f"{text}, {condition[:1].lower()}{condition[1:]}" if condition else text


def _figure(value: dict[str, Any]) -> tuple[str, Details]:
    return f"{number_text(value['value'])} {value.get('unit') or ''}".strip(), [
        (_("Vad"), value.get("what") or ""),
        (_("Period"), value.get("period") or ""),
    ]


_SCALARS: Final[dict[str, Callable[[Any], str]]] = {
    "type": lambda value: _word(words.TYPES, value).capitalize(),
    "municipality": lambda value: str(value["name"]),
    "date": date_text,
    "title": str,
    "addressee": str,
    "diary_numbers": str,
    "recipients": str,
}
_ENTRIES: Final[dict[str, Callable[[dict[str, Any]], tuple[str, Details]]]] = {
    "items": _item,
    "people": _person,
    "questions": _question,
    "proposals": _proposal,
    "decisions": _decision,
    "opinions": _opinion,
    "references": _reference,
    "plans": _plan,
    "commitments": _commitment,
    "agreements": _agreement,
    "figures": _figure,
}
