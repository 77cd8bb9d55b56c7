"""A matter by the registrar's hand: checked by the rules of its sort, with its numbers and all that is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.matters.actions.listed import refresh
from samfrid.matters.actions.register import add_number, add_question, add_request, locked, write_matter
from samfrid.matters.actions.series import take_number
from samfrid.matters.models import Matter, MatterLink, NumberSeries, PersonRole
from samfrid.matters.rules.registration import Draft, check_registration
from samfrid.matters.types import type_rules
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Body
from samfrid.municipalities.permissions import clearance, require

#: the code of what the registrar may pass by asking for it
DOUBTFUL = "doubtful"


@transaction.atomic
def open_matter(
    actor: Actor,
    draft: Draft,
    *,
    raised: PartialDate | None = None,
    numbers: Sequence[tuple[str, Body | None]] = (),
    series: Sequence[NumberSeries] = (),
    access: Access | None = None,
    passed: bool = False,
) -> Matter:
    """Register a matter as somebody has written it, with the next number of each of ``series``.

    Raises ``ValidationError`` for what the law refuses, and, unless it is ``passed``, for what is doubtful; errors of
    that sort alone have the code ``DOUBTFUL``.
    """
    require(actor, "matters.edit")
    rules = type_rules(actor.municipality_code, draft.kind, raised.first if raised else None)
    problems = [one for one in check_registration(draft, rules) if one.must or not passed]
    if problems:
        wrong: dict[str, list[ValidationError]] = {}
        for one in problems:
            error = ValidationError(one.text, code="refused" if one.must else DOUBTFUL)
            wrong.setdefault(one.field, []).append(error)
        raise ValidationError(dict(wrong))
    if access is not None and access > clearance(actor):
        raise ValidationError({"access": _("Du kan inte ge ärendet högre sekretess än du själv får läsa.")})
    # held before the trail is written, in the order in which everybody takes them, so that nobody waits in a ring
    wanted = [one.pk for one in series]
    held = list(NumberSeries.objects.select_for_update().filter(pk__in=wanted).order_by("pk")) if wanted else []
    # those of which nothing more is known are written with the matter
    bare = [] if held else [number for number, body in numbers if body is None]
    matter = write_matter(
        actor,
        kind=draft.kind,
        title=draft.title,
        raised=raised,
        addressee=draft.addressee,
        numbers=bare,
        people=[(name, party, PersonRole.MOVER) for name, party in draft.movers],
        access=rules.default_access if access is None else access,
    )
    for row in held:
        take_number(actor, matter, series=row)
    more = [one for one in numbers if one[0] not in bare or one[1]]
    for number, body in more:
        add_number(actor, matter, number, body)
    for text in draft.requests:
        add_request(actor, matter, text)
    for text in draft.questions:
        add_question(actor, matter, text=text)
    return Matter.objects.get(pk=matter.pk) if held or more or draft.requests or draft.questions else matter


def only_doubtful(error: ValidationError) -> bool:
    """Whether all that was refused may be passed."""
    if not hasattr(error, "error_dict"):
        return False
    return all(one.code == DOUBTFUL for errors in error.error_dict.values() for one in errors)


@transaction.atomic
def describe(actor: Actor, matter: Matter, *, title: str, addressee: str) -> Matter:
    """Correct the title and to whom it is put."""
    require(actor, "matters.edit", matter)
    tidy = " ".join(title.split())[:300]
    if not tidy:
        raise ValidationError({"title": _("Skriv ärendets rubrik.")})
    own = locked(matter)
    whom = " ".join(addressee.split())[:200]
    if (own.title, own.addressee) == (tidy, whom):
        return own
    before, own.title, own.addressee = own.title, tidy, whom
    own.title_is_ours = own.title_is_ours and before == tidy
    own.save(update_fields=["title", "title_is_ours", "addressee"])
    record(actor, "matters.entitle", own, title=tidy, before=before)
    refresh(own)
    return own


@transaction.atomic
def unrelate(actor: Actor, matter: Matter, other: Matter) -> None:
    """Take back that two matters belong together. Twice is harmless."""
    require(actor, "matters.edit", matter)
    require(actor, "matters.edit", other)
    first, second = sorted((matter, other), key=lambda one: one.pk)
    gone, _each = MatterLink.objects.filter(from_matter=first, to_matter=second).delete()
    if gone:
        record(actor, "matters.unrelate", matter, other=str(other.pk))
        record(actor, "matters.unrelate", other, other=str(matter.pk))
