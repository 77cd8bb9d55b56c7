"""Agreements as the templates take them: periods, sums and days in words."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.municipalities.dates import in_words, months_after
from samfrid.municipalities.timeline import Mark, draw, picture_of
from samfrid.partners.models import Agreement, Amount, Payment
from samfrid.partners.queries import AgreementPage
from samfrid.partners.rules import (
    FOLLOW_UP_MONTHS,
    Period,
    current_period,
    follow_up_wanted_since,
    notice_day,
    yearly_sum,
)
from samfrid.pictures import Picture

#: months before its end, or its notice day, in which an agreement is shown as nearing it
NEARING_MONTHS: Final = 6
NO_BREAK: Final = "\N{NO-BREAK SPACE}"
THIN: Final = "\N{NARROW NO-BREAK SPACE}"


def kronor(sek: int) -> str:
    """A sum in whole kronor, ``50 000 kr``."""
    return f"{sek:,}".replace(",", THIN) + f"{NO_BREAK}kr"


def now(agreement: Agreement, today: dt.date) -> Period | None:
    """The period that today lies in."""
    return current_period(agreement.terms, today)


def standing(agreement: Agreement, today: dt.date) -> tuple[str, str]:
    """Tone and word: whether it holds today, and what comes next."""
    period = now(agreement, today)
    if period is None:
        return _without_period(agreement, today)
    until = in_words(period.end)
    notice = notice_day(agreement.terms, period)
    if notice and today <= notice and months_after(notice, -NEARING_MONTHS) <= today:
        return "soon", _("ska sägas upp senast %(day)s om det inte ska förlängas") % {"day": in_words(notice)}
    renews = bool(agreement.renewal_months) and period.end != agreement.renewal_last_on
    if renews:
        return "open", _("gäller till %(day)s, förlängs sedan") % {"day": until}
    if months_after(period.end, -NEARING_MONTHS) <= today:
        return "soon", _("upphör %(day)s") % {"day": until}
    return "open", _("gäller till %(day)s") % {"day": until}


def _without_period(agreement: Agreement, today: dt.date) -> tuple[str, str]:
    if agreement.first_starts_on and today < agreement.first_starts_on:
        return "todo", _("börjar %(day)s") % {"day": in_words(agreement.first_starts_on)}
    if agreement.first_ends_on is None:
        return "asks", _("slutdag okänd")
    ended = agreement.first_ends_on
    if agreement.renewal_months and agreement.renewal_last_on:
        ended = max(ended, agreement.renewal_last_on)
    return "paused", _("upphörde %(day)s") % {"day": in_words(ended)}


def renewal(agreement: Agreement) -> str:
    """What happens when a period ends."""
    months = agreement.renewal_months
    if not months:
        return _("Ingen förlängning är angiven")
    years, rest = divmod(months, 12)
    if rest:
        step = ngettext("%(n)s månad", "%(n)s månader", months) % {"n": months}
    else:
        step = ngettext("%(n)s år", "%(n)s år", years) % {"n": years}
    if agreement.renewal_last_on:
        last = in_words(agreement.renewal_last_on)
        return _("%(step)s i taget, längst till %(day)s") % {"step": step, "day": last}
    return _("%(step)s i taget, tills vidare") % {"step": step}


def row(agreement: Agreement, today: dt.date) -> dict[str, Any]:
    """An agreement for ``components/row.html``; its parts are prefetched by ``queries.agreements``."""
    tone, word = standing(agreement, today)
    meta = [agreement.get_form_display().capitalize()]
    meta += [party.name for party in agreement.parties.all() if party.organisation_id]
    total = yearly_sum(agreement.amounts.all())
    if total.certain:
        meta.append(_("%(sum)s per år") % {"sum": kronor(total.certain)})
    if total.conditional:
        meta.append(_("%(sum)s per år med villkor") % {"sum": kronor(total.conditional)})
    last: dt.date | None = getattr(agreement, "followed_up_on", None)
    meta.append(_("uppföljt %(day)s") % {"day": in_words(last)} if last else _("aldrig uppföljt"))
    return {"url": agreement.get_absolute_url(), "title": agreement.title, "meta": meta, "tone": tone, "word": word}


def facts(page: AgreementPage, today: dt.date) -> list[tuple[str, str]]:
    """What stands beside the agreement."""
    agreement, period = page.agreement, now(page.agreement, today)
    found = []
    if period:
        start = in_words(period.start) if period.start else _("okänd början")
        found.append((_("Period nu"), f"{start} – {in_words(period.end)}"))
        if period.number > 1:
            found.append((_("Period nummer"), str(period.number)))
    elif agreement.first_ends_on is None:
        found.append((_("Period"), _("Inte angiven")))
    found.append((_("Förlängning"), renewal(agreement)))
    notice = notice_day(agreement.terms, period)
    if agreement.notice_months is None:
        found.append((_("Uppsägning"), _("Ingen uppsägningstid är angiven")))
    elif notice:
        months = ngettext("%(n)s månad", "%(n)s månader", agreement.notice_months) % {"n": agreement.notice_months}
        found.append((_("Sägs upp senast"), f"{in_words(notice)} ({months})"))
    return found + _sums(page)


def _sums(page: AgreementPage) -> list[tuple[str, str]]:
    total = yearly_sum(page.amounts)
    found = []
    if total.certain:
        found.append((_("Kostar per år"), kronor(total.certain)))
    if total.conditional:
        found.append((_("Till det, om villkoren uppfylls"), kronor(total.conditional)))
    if total.uncounted:
        text = ngettext("%(n)s belopp räknas inte per år", "%(n)s belopp räknas inte per år", total.uncounted)
        found.append((_("Utöver det"), text % {"n": total.uncounted}))
    return found


def drawing(page: AgreementPage, today: dt.date) -> Picture | None:
    """The current period as a bar, with its notice day and the follow-ups that lie in it."""
    period = now(page.agreement, today)
    if period is None or period.start is None:
        return None
    marks = [Mark(period.start, _("Perioden börjar"), "done"), Mark(period.end, _("Perioden slutar"), "soon")]
    notice = notice_day(page.agreement.terms, period)
    if notice and notice >= period.start:
        marks.append(Mark(notice, _("Sista dag att säga upp"), "late" if notice < today else "soon"))
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
    found = [payment.amount.get_per_display()] if payment.amount else []
    found += [payment.note] if payment.note else []
    return found + ([payment.struck_why] if payment.struck_why else [])


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
