"""Agreements that a document is or tells of."""

from __future__ import annotations

import re
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import override

from samfrid.documents.approval.context import Context
from samfrid.municipalities.actions import organisation_named
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Organisation
from samfrid.partners.actions import AmountIn, register_agreement
from samfrid.partners.models import AgreementForm, Per

#: a party that is the municipality itself, or a body or unit of it
_OWN_SIDE: Final = re.compile(r"\b(kommun|kommunen|kommuns|stad|stads)\b|nämnden?\b|förvaltningen?\b", re.IGNORECASE)
#: … but not an association whose name says which municipality it works in
_OUTSIDE: Final = re.compile(r"jour|förening|stiftelse|region|polis|kyrka|\bAB\b|bolag|förbund", re.IGNORECASE)


def is_own_side(name: str) -> bool:
    """Whether a party is the municipality: "Vallentuna kommun", "socialnämnden"; not "Kvinnojouren i X kommun"."""
    return bool(_OWN_SIDE.search(name)) and not _OUTSIDE.search(name)


def enter_all(context: Context) -> None:
    """Each agreement once: a known one is joined, others are made with their period, sums and goals."""
    for entry in context.kept.of("agreements"):
        starts, ends = entry.day("from"), entry.day("to")
        renewal = entry.value.get("renewal") or {}
        until = PartialDate.parse(renewal.get("until"))
        named = [capfirst(name) for name in entry.value.get("parties") or []]
        parties = [(name, _organisation(context, name)) for name in named]
        form = AgreementForm(entry.text("form") or "other")
        agreement = register_agreement(
            context.actor,
            form=form,
            title=_title(form, [name for name, organisation in parties if organisation]),
            parties=parties,
            first_starts_on=starts.first if starts else None,
            first_ends_on=ends.last if ends else None,
            renewal_months=renewal.get("months"),
            renewal_last_on=until.last if until else None,
            notice_months=entry.value.get("notice_months"),
            amounts=[_amount(row) for row in entry.value.get("amounts") or []],
            goals=entry.value.get("goals") or [],
            sentences=entry.sentences,
        )
        context.agreements.append((entry, agreement))
        context.became(entry, agreement)


def _organisation(context: Context, name: str) -> Organisation | None:
    return None if is_own_side(name) else organisation_named(context.actor, name)


@override("sv")
def _title(form: AgreementForm, outside: list[str]) -> str:
    """What to call it: the form and the other parties, in Swedish whoever approves, as it is kept."""
    if not outside:
        return str(form.label).capitalize()
    return f"{str(form.label).capitalize()} med {_and(outside)}"


def _and(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} och {names[-1]}"


def _amount(row: dict[str, object]) -> AmountIn:
    return AmountIn(sek=int(str(row["sek"])), per=Per(str(row["per"])), condition=str(row.get("condition") or ""))
