"""Agreements entered by hand, and what was entered wrong corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Body, Organisation
from samfrid.municipalities.permissions import require
from samfrid.partners.actions.amending import end_before
from samfrid.partners.actions.holding import check_months, check_renewal, held, one_line
from samfrid.partners.actions.renewals import keep_ledger
from samfrid.partners.models import Agreement, AgreementForm, Party
from samfrid.partners.rules import holds_together

#: what an agreement says of its time: an amendment changes it, or a correction
TIME: Final = (
    "first_starts_on",
    "first_ends_on",
    "open_ended",
    "renewal_months",
    "renewal_last_on",
    "notice_months",
)
_PLAIN: Final = (
    "form",
    "title",
    "purpose",
    "shelter_places",
    "decided_by",
    "decided_on",
    "decided_paragraph",
    "diary_number",
    "renewal_words",
    "replaces",
)


@dataclass(frozen=True, slots=True)
class PartyIn:
    """A party: the name in the agreement, the organisation (none: the municipality itself), its own time of notice."""

    name: str
    organisation: Organisation | None = None
    notice_months: int | None = None


@dataclass(frozen=True, slots=True)
class AgreementIn:
    """An agreement as somebody enters it."""

    form: AgreementForm
    title: str
    parties: Sequence[PartyIn] = ()
    purpose: str = ""
    shelter_places: bool | None = None
    decided_by: Body | None = None
    decided_on: dt.date | None = None
    decided_paragraph: str = ""
    diary_number: str = ""
    first_starts_on: dt.date | None = None
    first_ends_on: dt.date | None = None
    open_ended: bool = False
    renewal_months: int | None = None
    renewal_last_on: dt.date | None = None
    renewal_words: str = ""
    notice_months: int | None = None
    replaces: Agreement | None = None


@transaction.atomic
def make_agreement(actor: Actor, told: AgreementIn, *, today: dt.date | None = None) -> Agreement:
    """Enter an agreement by hand. One that it replaces ends, if it has not, the day before this one begins.

    Raises ``ValidationError`` that names the field for what does not hold together.
    """
    require(actor, "partners.edit")
    day = today or dates.today()
    tidy = _tidy(told)
    _check(actor, tidy, day)
    made = Agreement(municipality_id=actor.municipality_code)
    _set(made, tidy)
    made.save()
    _set_parties(made, tidy.parties)
    if tidy.replaces:
        end_before(actor, tidy.replaces, made, day)
    keep_ledger(made, day)
    record(actor, "partners.make_agreement", made, title=made.title, form=str(made.form))
    return made


@transaction.atomic
def correct_agreement(
    actor: Actor, agreement: Agreement, told: AgreementIn, reason: str, *, today: dt.date | None = None
) -> Agreement:
    """Correct what was entered wrong, with the reason. What the parties have changed is an amendment: :func:`amend`."""
    require(actor, "partners.edit", agreement)
    why = one_line(reason, 300)
    if not why:
        raise ValidationError({"reason": _("Skriv vad som var fel.")})
    day = today or dates.today()
    locked, tidy = held(agreement), _tidy(told)
    _check(actor, tidy, day, locked)
    before = _kept(locked)
    earlier = locked.replaces_id
    _set(locked, tidy)
    if locked.ends_on and any(before[name] != _kept(locked)[name] for name in TIME):
        raise ValidationError(_("Avtalet är uppsagt. Återta uppsägningen innan du rättar tiden."))
    if not holds_together(locked.terms):
        raise ValidationError({"first_ends_on": _("Avtalet har ändringar som inte går ihop med den tiden.")})
    locked.save()
    parties = _set_parties(locked, tidy.parties)
    if tidy.replaces and tidy.replaces.pk != earlier:
        end_before(actor, tidy.replaces, locked, day)
    keep_ledger(locked, day)
    after = _kept(locked)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changed or parties:
        record(
            actor,
            "partners.correct_agreement",
            locked,
            title=locked.title,
            reason=why,
            changed=changed,
            parties=parties,
        )
    return locked


def _tidy(told: AgreementIn) -> AgreementIn:
    parties = [replace(one, name=one_line(one.name, 200)) for one in told.parties]
    return replace(
        told,
        title=one_line(told.title, 300),
        purpose=told.purpose.strip(),
        decided_paragraph=one_line(told.decided_paragraph, 20),
        diary_number=one_line(told.diary_number, 60),
        renewal_words=one_line(told.renewal_words, 300),
        parties=[one for one in parties if one.name],
    )


def _check(actor: Actor, told: AgreementIn, day: dt.date, agreement: Agreement | None = None) -> None:
    if not told.title:
        raise ValidationError({"title": _("Skriv vad avtalet kallas.")})
    _check_time(told)
    if told.decided_on and told.decided_on > day:
        raise ValidationError({"decided_on": _("Dagen har inte varit än.")})
    if (told.decided_on or told.decided_paragraph) and told.decided_by is None:
        raise ValidationError({"decided_by": _("Ange vilken nämnd som beslutade.")})
    _check_parties(told.parties)
    if told.replaces:
        _check_replaced(actor, told, told.replaces, agreement)


def _check_time(told: AgreementIn) -> None:
    start, end = told.first_starts_on, told.first_ends_on
    if start and end and end < start:
        raise ValidationError({"first_ends_on": _("Avtalsperioden slutar före den börjar.")})
    if told.open_ended and (end or told.renewal_months):
        raise ValidationError(
            {"open_ended": _("Ett avtal som gäller tills vidare har ingen slutdag och förlängs inte.")}
        )
    check_renewal(end, told.renewal_months, told.renewal_last_on, "first_ends_on")
    check_months(told.notice_months, "notice_months")


def _check_parties(parties: Sequence[PartyIn]) -> None:
    if not any(one.organisation for one in parties):
        raise ValidationError({"parties": _("Ange minst en part utanför kommunen.")})
    names = [one.name.casefold() for one in parties]
    known = [one.organisation.pk for one in parties if one.organisation]
    if len(set(names)) < len(names) or len(set(known)) < len(known):
        raise ValidationError({"parties": _("Samma part står två gånger.")})
    for one in parties:
        check_months(one.notice_months, "parties")


def _check_replaced(actor: Actor, told: AgreementIn, earlier: Agreement, agreement: Agreement | None) -> None:
    if earlier.municipality_id != actor.municipality_code:
        raise ValidationError({"replaces": _("Avtalet finns inte.")})
    if agreement and (earlier.pk == agreement.pk or _comes_after(earlier, agreement)):
        raise ValidationError({"replaces": _("Det avtalet kommer efter det här. Välj det som kom före.")})
    start, before = told.first_starts_on, earlier.first_starts_on
    if start is None:
        raise ValidationError({"first_starts_on": _("Ange när avtalet börjar: det tidigare upphör dagen innan.")})
    if before and start <= before:
        values = {"day": in_words(before)}
        raise ValidationError({"replaces": _("Det avtalet började %(day)s, inte före det här.") % values})


def _comes_after(later: Agreement, first: Agreement) -> bool:
    """Whether ``later`` replaces ``first``, at once or through others."""
    seen: set[UUID] = set()
    row: Agreement | None = later
    while row and row.pk not in seen:
        if row.replaces_id == first.pk:
            return True
        seen.add(row.pk)
        row = row.replaces
    return False


def _set(agreement: Agreement, told: AgreementIn) -> None:
    for name in (*_PLAIN, *TIME):
        setattr(agreement, name, getattr(told, name))


def _kept(agreement: Agreement) -> dict[str, Any]:
    """The fields as the trail keeps them."""
    told = {name: getattr(agreement, name) for name in TIME + _PLAIN if name not in {"decided_by", "replaces"}}
    told |= {"decided_by": agreement.decided_by_id, "replaces": agreement.replaces_id}
    plain = (str, int, bool, type(None))
    return {name: value if isinstance(value, plain) else str(value) for name, value in told.items()}


def _set_parties(agreement: Agreement, parties: Sequence[PartyIn]) -> int:
    """Make the agreement's parties these; how many were added, taken away or changed."""
    rest = {(one.organisation_id, one.name.casefold()): one for one in agreement.parties.all()}
    by_organisation = {one.organisation_id: key for key, one in rest.items() if one.organisation_id}
    wanted: list[tuple[Party, PartyIn]] = []
    for told in parties:
        key = (told.organisation.pk if told.organisation else None, told.name.casefold())
        known = rest.pop(key, None) or (rest.pop(by_organisation.get(key[0], key), None) if key[0] else None)
        wanted.append((known or Party(municipality_id=agreement.municipality_id, agreement=agreement), told))
    for row in rest.values():
        if row.notices.exists():
            values = {"name": row.name}
            raise ValidationError({"parties": _("%(name)s har sagt upp avtalet och kan inte tas bort.") % values})
        row.delete()
    changed = [(row, told) for row, told in wanted if not _says(row, told)]
    # each gives up its name before another takes it: two can change names
    for row, told in changed:
        if not row._state.adding and row.name != told.name:
            agreement.parties.filter(pk=row.pk).update(name=str(row.pk))
    for row, told in changed:
        row.name, row.organisation, row.notice_months = told.name, told.organisation, told.notice_months
        row.save()
    return len(changed) + len(rest)


def _says(row: Party, told: PartyIn) -> bool:
    """Whether a party is as it is told."""
    organisation = told.organisation.pk if told.organisation else None
    return not row._state.adding and (row.name, row.organisation_id, row.notice_months) == (
        told.name,
        organisation,
        told.notice_months,
    )
