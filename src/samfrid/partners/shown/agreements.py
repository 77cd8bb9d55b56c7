"""Agreements as the templates take them: periods, sums and days in words."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.utils.translation import gettext as _

from samfrid.municipalities.dates import in_words, months_after
from samfrid.municipalities.timeline import Mark, draw, picture_of
from samfrid.partners.models import Agreement, Amount, Payment, Per
from samfrid.partners.queries import AgreementPage
from samfrid.partners.rules import (
    FOLLOW_UP_MONTHS,
    Period,
    follow_up_wanted_since,
    next_period,
    notice_day,
    yearly_sum,
)
from samfrid.partners.shown.terms import now, standing, time_facts
from samfrid.pictures import Picture

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
THIN: Final = "\N{NARROW NO-BREAK SPACE}"


def kronor(sek: int) -> str:
    """A sum in whole kronor, ``50 000 kr``."""
    return f"{sek:,}".replace(",", THIN) + f"{NO_BREAK}kr"


def row(agreement: Agreement, today: dt.date) -> dict[str, Any]:
    """An agreement for ``components/row.html``; its parts are prefetched by ``queries.agreements``."""
    tone, word = standing(agreement, today)
    meta = [agreement.get_form_display().capitalize()]
    meta += [party.name for party in agreement.parties.all() if party.organisation_id]
    total = yearly_sum(one for one in agreement.amounts.all() if one.holds_on(today))
    if total.certain:
        meta.append(_("%(sum)s per år") % {"sum": kronor(total.certain)})
    if total.conditional:
        meta.append(_("%(sum)s per år med villkor") % {"sum": kronor(total.conditional)})
    if total.uncounted:
        meta.append(_("även belopp per dygn, per invånare eller en gång"))
    last: dt.date | None = getattr(agreement, "followed_up_on", None)
    meta.append(_("uppföljt %(day)s") % {"day": in_words(last)} if last else _("aldrig uppföljt"))
    return {"url": agreement.get_absolute_url(), "title": agreement.title, "meta": meta, "tone": tone, "word": word}


def facts(page: AgreementPage, today: dt.date) -> list[tuple[str, str]]:
    """What stands beside the agreement."""
    agreement = page.agreement
    found = _decision(agreement)
    found += time_facts(agreement, page.parties, today)
    if agreement.shelter_places is not None:
        found.append((_("Platser i skyddat boende"), _("Ingår") if agreement.shelter_places else _("Ingår inte")))
    return found


def _decision(agreement: Agreement) -> list[tuple[str, str]]:
    """Who decided it, when and where it is registered."""
    found = []
    if agreement.decided_by:
        day = in_words(agreement.decided_on) if agreement.decided_on else ""
        parts = [str(agreement.decided_by), day, agreement.decided_paragraph]
        found.append((_("Beslutat av"), ", ".join(part for part in parts if part)))
    if agreement.diary_number:
        found.append((_("Diarienummer"), agreement.diary_number))
    return found


def drawing(page: AgreementPage, today: dt.date) -> Picture | None:
    """The current period as a bar, with its notice day and the follow-ups that lie in it."""
    period = now(page.agreement, today)
    if period is None or period.start is None:
        return None
    marks = [Mark(period.start, _("Perioden börjar"), "done"), Mark(period.end, _("Perioden slutar"), "soon")]
    marks += _notice_marks(page, period, today)
    for one in page.follow_ups:
        if period.start <= one.on <= period.end:
            marks.append(Mark(one.on, _("Uppföljning"), "done"))
    for payment in page.payments:
        if payment.struck_on is None and period.start <= payment.due_on <= period.end:
            marks.append(Mark(payment.due_on, _("Betalning"), payment_state(payment, today)[0].replace("open", "")))
    for amount in page.amounts:
        if amount.released_on and period.start <= amount.released_on <= period.end:
            marks.append(Mark(amount.released_on, _("Villkor uppfyllt"), "done"))
    line = draw(marks, today, (period.start, period.end))
    return picture_of(line, _("Avtalets period nu, med dagar som räknas"))


def _notice_marks(page: AgreementPage, period: Period, today: dt.date) -> list[Mark]:
    """The last day to give notice, and that of each party that has a time of its own."""
    terms = page.agreement.terms
    marks: list[Mark] = []
    if next_period(terms, period) is None:
        return marks
    for months in {None, *(party.notice_months for party in page.parties)}:
        day = notice_day(terms, period, months)
        if day and period.start and day >= period.start:
            marks.append(Mark(day, _("Sista dag att säga upp"), "late" if day < today else "soon"))
    return marks


def follow_up_state(page: AgreementPage, today: dt.date) -> tuple[str, str]:
    """Whether it has been followed up within 24 months, as the national survey asks."""
    last = page.follow_ups[0].on if page.follow_ups else None
    since = follow_up_wanted_since(page.agreement.first_starts_on, last, today)
    if since is None and last:
        return "done", _("uppföljt %(day)s") % {"day": in_words(last)}
    if since is None:
        return "todo", _("ska följas upp inom %(n)s månader från start") % {"n": FOLLOW_UP_MONTHS}
    if last is None:
        return "none", _("ingen uppföljning är antecknad")
    return "late", _("senast uppföljt %(day)s, mer än 24 månader sedan") % {"day": in_words(last)}


def amount_state(amount: Amount) -> tuple[str, str]:
    """Tone and word of a sum with a condition: met, not met, or waiting to be decided. Nothing for one without."""
    if not amount.condition:
        return "", ""
    if amount.released_on:
        return "done", _("villkoret uppfyllt %(day)s") % {"day": in_words(amount.released_on)}
    if amount.declined_on:
        return "refused", _("villkoret uppfylldes inte, sagt %(day)s") % {"day": in_words(amount.declined_on)}
    if amount.decide_by:
        return "asks", _("avgörs senast %(day)s") % {"day": in_words(amount.decide_by)}
    return "asks", _("villkoret inte avgjort")


def payment_state(payment: Payment, today: dt.date) -> tuple[str, str]:
    """Tone and word of a payment."""
    if payment.struck_on:
        return "refused", _("struken")
    if payment.paid_on:
        return "done", _("betalt %(day)s") % {"day": in_words(payment.paid_on)}
    if payment.due_on < today:
        return "late", _("skulle ha betalats")
    if months_after(payment.due_on, -1) <= today:
        return "soon", _("ska betalas snart")
    return "open", _("planerad")


def payment_meta(payment: Payment) -> list[str]:
    """What a payment is for, in short."""
    return about_payment(payment.amount.per if payment.amount else "", payment.note, payment.struck_why)


def about_payment(per: str, note: str, struck_why: str) -> list[str]:
    """The same of what the payment is a part of, its note, and why it was struck."""
    return [part for part in (str(Per(per).label) if per else "", note, struck_why) if part]


def payment_row(payment: Payment, today: dt.date) -> dict[str, Any]:
    """A payment in the list of all that are to be made."""
    tone, word = payment_state(payment, today)
    return {
        "url": f"{payment.agreement.get_absolute_url()}#betalningar",
        "title": _("%(sum)s senast %(day)s") % {"sum": kronor(payment.sek), "day": in_words(payment.due_on)},
        "meta": [payment.agreement.title, *payment_meta(payment)],
        "tone": tone,
        "word": word,
    }
