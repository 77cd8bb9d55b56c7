"""Notice (uppsägning) of an agreement: given, and withdrawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.municipalities import dates
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.permissions import require
from samfrid.partners.actions.holding import held, one_line
from samfrid.partners.actions.renewals import keep_ledger
from samfrid.partners.models import Agreement, Notice, Party
from samfrid.partners.rules import Terms, current_period, ends_by_notice, last_day, notice_day, notice_months_of


@transaction.atomic
def give_notice(
    actor: Actor,
    party: Party,
    *,
    given_on: dt.date,
    reason: str = "",
    late_is_known: bool = False,
    today: dt.date | None = None,
) -> Notice:
    """Record that a party has given notice. On the notice day or before it ends the period that runs.

    After it the notice ends the next period; that is refused until whoever records it says that she knows
    (``late_is_known``), so that nobody believes that the agreement ends sooner than it does.
    """
    require(actor, "partners.edit", party)
    locked, day = held(party.agreement), today or dates.today()
    if given_on > day:
        raise ValidationError({"given_on": _("Dagen har inte varit än.")})
    _was_made(locked, given_on)
    if locked.notices.filter(party=party, withdrawn_on__isnull=True).exists():
        raise ValidationError({"party": _("%(name)s har redan sagt upp avtalet.") % {"name": party.name}})
    # another party's notice does not change what this one comes to
    terms = replace(locked.terms, ends_on=None)
    found = ends_by_notice(terms, given_on, party.notice_months)
    if found is None:
        raise ValidationError({"given_on": _why_not(terms, given_on, party.notice_months)})
    ends_on, in_time = found
    if not in_time and not late_is_known:
        raise ValidationError({"late_is_known": _too_late(terms, given_on, party.notice_months, ends_on)})
    made = Notice.objects.create(
        municipality_id=locked.municipality_id,
        agreement=locked,
        party=party,
        given_on=given_on,
        reason=one_line(reason, 300),
        ends_on=ends_on,
        in_time=in_time,
        recorded_by=actor.actor_name,
    )
    _settle(locked, day)
    record(
        actor,
        "partners.give_notice",
        locked,
        title=locked.title,
        party=party.name,
        on=given_on.isoformat(),
        ends=ends_on.isoformat(),
        in_time=in_time,
    )
    return made


@transaction.atomic
def withdraw_notice(actor: Actor, notice: Notice, on: dt.date, why: str, *, today: dt.date | None = None) -> Notice:
    """Record that a notice was withdrawn before the agreement ended: it goes on as if none had been given."""
    agreement = notice.agreement
    require(actor, "partners.edit", agreement)
    locked, day = held(agreement), today or dates.today()
    row = Notice.objects.select_for_update().get(pk=notice.pk)
    tidy = one_line(why, 300)
    if not tidy:
        raise ValidationError({"why": _("Skriv varför uppsägningen återtas.")})
    if row.withdrawn_on:
        told = {"day": in_words(row.withdrawn_on)}
        raise ValidationError(_("Uppsägningen är redan återtagen %(day)s.") % told)
    if on > day:
        raise ValidationError({"on": _("Dagen har inte varit än.")})
    if on < row.given_on:
        raise ValidationError({"on": _("Uppsägningen gjordes %(day)s.") % {"day": in_words(row.given_on)}})
    if on > row.ends_on:
        told = {"day": in_words(row.ends_on)}
        raise ValidationError(
            {"on": _("Avtalet upphörde %(day)s. För in ett nytt avtal, som ersätter det här.") % told}
        )
    row.withdrawn_on, row.withdrawn_why = on, tidy
    row.save(update_fields=["withdrawn_on", "withdrawn_why"])
    _settle(locked, day)
    record(
        actor,
        "partners.withdraw_notice",
        locked,
        title=locked.title,
        party=row.party.name,
        on=on.isoformat(),
        reason=tidy,
    )
    return row


def _settle(locked: Agreement, day: dt.date) -> None:
    """The agreement ends with the notice that ends it soonest."""
    alive = locked.notices.filter(withdrawn_on__isnull=True)
    locked.ends_on = alive.aggregate(soonest=Min("ends_on"))["soonest"]
    locked.save(update_fields=["ends_on"])
    keep_ledger(locked, day)


def _was_made(locked: Agreement, given_on: dt.date) -> None:
    """Notice can be given before an agreement's first day, but not before it was decided on: then a year is wrong."""
    made_on = min((one for one in (locked.decided_on, locked.first_starts_on) if one), default=None)
    if made_on and given_on < made_on:
        told = {"day": in_words(made_on)}
        raise ValidationError({"given_on": _("Avtalet fanns inte då: det är från %(day)s. Rätta dagen.") % told})


def _why_not(terms: Terms, given_on: dt.date, own_months: int | None) -> str:
    """Why a notice ends nothing."""
    period, last = current_period(terms, given_on), last_day(terms)
    if last and last < given_on:
        return _("Avtalet upphörde redan %(day)s.") % {"day": in_words(last)}
    if own_months is None and notice_months_of(terms, period) is None:
        return _("Avtalet säger ingen uppsägningstid. För in den först, med Rätta eller Ändra avtalet.")
    if last:
        told = _("Avtalet upphör ändå %(day)s och behöver inte sägas upp. Ska det sluta tidigare, för in en ändring.")
        return told % {"day": in_words(last)}
    return _("Det går inte att räkna när uppsägningen får verkan. För in avtalets första period.")


def _too_late(terms: Terms, given_on: dt.date, own_months: int | None, ends_on: dt.date) -> str:
    period = current_period(terms, given_on)
    last = notice_day(terms, period, own_months)
    values = {
        "last": in_words(last) if last else "",
        "end": in_words(period.end) if period else "",
        "ends": in_words(ends_on),
    }
    return (
        _(
            "Sista dagen att säga upp avtalet till %(end)s var %(last)s. En uppsägning nu gör att avtalet upphör först"
            " %(ends)s. Kryssa i rutan om det är så den ska antecknas."
        )
        % values
    )
