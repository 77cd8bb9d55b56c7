"""An agreement's time in words: whether it holds, its periods, notices and amendments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samfrid.municipalities.dates import in_words, months_after
from samfrid.partners.models import Agreement, Amendment, Notice, Party
from samfrid.partners.rules import (
    ONE_DAY,
    Period,
    Terms,
    amended,
    current_period,
    first_period,
    last_day,
    next_period,
    notice_day,
    notice_months_of,
    periods,
)

#: months before its end, or its notice day, in which an agreement is shown as nearing it
NEARING_MONTHS: Final = 6
#: periods that lie ahead that a page shows
AHEAD: Final = 1

#: what an amendment may change of the time, by its name in the row
_CHANGED: Final = {
    "starts_on": gettext_lazy("Ny period från"),
    "ends_on": gettext_lazy("Perioden slutar"),
    "renewal_months": gettext_lazy("Förlängs med, månader"),
    "renewal_last_on": gettext_lazy("Förlängs längst till"),
    "notice_months": gettext_lazy("Uppsägningstid, månader"),
}


def now(agreement: Agreement, today: dt.date) -> Period | None:
    """The period that today lies in."""
    return current_period(agreement.terms, today)


def in_months(months: int) -> str:
    """So many months, in years where they are whole: "2 år", "18 månader"."""
    years, rest = divmod(months, 12)
    if years and not rest:
        return ngettext("%(n)s år", "%(n)s år", years) % {"n": years}
    return ngettext("%(n)s månad", "%(n)s månader", months) % {"n": months}


def span(period: Period) -> str:
    """From which day to which: ``1 juli 2025 – 30 juni 2027``."""
    start = in_words(period.start) if period.start else _("okänd början")
    return f"{start} – {in_words(period.end)}"


def next_notice_day(terms: Terms, parties: Iterable[Party], today: dt.date) -> dt.date | None:
    """The nearest day, today or later, that is the last for somebody to give notice."""
    period, found = current_period(terms, today), set()
    own = {None, *(party.notice_months for party in parties)}
    while period and (following := next_period(terms, period)):
        found = {day for months in own if (day := notice_day(terms, period, months)) and today <= day}
        if found or notice_months_of(terms, period) is None:
            break
        period = following
    return min(found) if found else None


def standing(agreement: Agreement, today: dt.date) -> tuple[str, str]:
    """Tone and word: whether it holds today, and what comes next. Its parties are read, prefetched or not."""
    terms = agreement.terms
    period, last = current_period(terms, today), last_day(terms)
    if last and last < today:
        return "paused", _("upphörde %(day)s") % {"day": in_words(last)}
    if agreement.first_starts_on and today < agreement.first_starts_on:
        return "todo", _("börjar %(day)s") % {"day": in_words(agreement.first_starts_on)}
    if terms.ends_on:
        return "soon", _("uppsagt, upphör %(day)s") % {"day": in_words(terms.ends_on)}
    if period is None:
        return _without_period(agreement, today)
    return _in_period(agreement, period, today)


def _without_period(agreement: Agreement, today: dt.date) -> tuple[str, str]:
    if agreement.open_ended:
        return "open", _("gäller tills vidare")
    coming = min(
        (one.starts_on for one in agreement.terms.changes if one.starts_on and one.starts_on > today), default=None
    )
    if coming:
        return "todo", _("ny period börjar %(day)s") % {"day": in_words(coming)}
    return "asks", _("slutdag okänd")


def _in_period(agreement: Agreement, period: Period, today: dt.date) -> tuple[str, str]:
    terms, until = agreement.terms, in_words(period.end)
    following = next_period(terms, period)
    if following:
        notice = next_notice_day(terms, agreement.parties.all(), today)
        if notice and months_after(notice, -NEARING_MONTHS) <= today:
            return "soon", _("ska sägas upp senast %(day)s om det inte ska förlängas") % {"day": in_words(notice)}
        return "open", _("gäller till %(day)s, förlängs sedan") % {"day": until}
    if months_after(period.end, -NEARING_MONTHS) <= today:
        return "soon", _("upphör %(day)s") % {"day": until}
    return "open", _("gäller till %(day)s") % {"day": until}


def renewal(agreement: Agreement, today: dt.date) -> str:
    """What happens when a period ends."""
    told = amended(agreement.terms, today)
    if agreement.open_ended:
        return _("Gäller tills vidare, utan perioder")
    if not told.renewal_months:
        return _("Förlängs inte av sig självt") if told.ends_on else _("Ingen förlängning är angiven")
    step = in_months(told.renewal_months)
    if told.renewal_last_on:
        last = in_words(told.renewal_last_on)
        return _("%(step)s i taget, längst till %(day)s") % {"step": step, "day": last}
    return _("%(step)s i taget, tills vidare") % {"step": step}


def time_facts(agreement: Agreement, parties: Iterable[Party], today: dt.date) -> list[tuple[str, str]]:
    """The period now, what follows, and by when notice is to be given, by each party that has a time of its own."""
    terms, period = agreement.terms, now(agreement, today)
    found = []
    if period:
        found.append((_("Period nu"), span(period)))
        if period.number > 1:
            found.append((_("Period nummer"), str(period.number)))
    elif coming := _coming(terms, today):
        found.append((_("Första perioden"), span(coming)))
    elif last_day(terms) is None and not agreement.open_ended:
        found.append((_("Period"), _("Inte angiven")))
    found.append((_("Förlängning"), renewal(agreement, today)))
    if agreement.renewal_words:
        found.append((_("Så står det"), f"”{agreement.renewal_words}”"))
    months = notice_months_of(terms, period)
    if months is None:
        found.append((_("Uppsägning"), _("Ingen uppsägningstid är angiven")))
    else:
        found.append((_("Uppsägningstid"), in_months(months)))
    found += _notice_facts(terms, parties, period, today)
    return found


def no_period(agreement: Agreement, today: dt.date) -> str:
    """Why no period runs."""
    if agreement.open_ended:
        return _("Avtalet gäller tills vidare och har inga perioder.")
    if coming := _coming(agreement.terms, today):
        return _("Den första perioden är %(days)s.") % {"days": span(coming)}
    last = last_day(agreement.terms)
    if last and last < today:
        return _("Avtalet upphörde %(day)s, så ingen period löper.") % {"day": in_words(last)}
    return _("Ingen period löper i dag, eller så är dess dagar inte kända.")


def _coming(terms: Terms, today: dt.date) -> Period | None:
    """The first period, where it has not begun."""
    first = first_period(terms)
    return first if first and first.start and today < first.start else None


def _notice_facts(
    terms: Terms, parties: Iterable[Party], period: Period | None, today: dt.date
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if period is None or next_period(terms, period) is None:
        return found
    day = notice_day(terms, period)
    if day:
        label = _("Sägs upp senast") if today <= day else _("Skulle ha sagts upp senast")
        found.append((label, in_words(day)))
    for party in parties:
        own = notice_day(terms, period, party.notice_months) if party.notice_months is not None else None
        if own and party.notice_months is not None:
            words = f"{in_words(own)} ({in_months(party.notice_months)})"
            found.append((_("%(name)s säger upp senast") % {"name": party.name}, words))
    return found


def period_rows(agreement: Agreement, today: dt.date) -> list[dict[str, Any]]:
    """All periods up to today and the next one, the latest first: span, tone and word."""
    rows, ahead = [], AHEAD
    for one in periods(agreement.terms, dt.date.max):
        later = one.start is not None and one.start > today
        if later and not ahead:
            break
        ahead -= later
        rows.append({"number": one.number, "span": span(one), "state": _period_state(one, today, later=later)})
    return rows[::-1]


def _period_state(period: Period, today: dt.date, *, later: bool) -> tuple[str, str]:
    if later:
        return "todo", _("kommer")
    return ("open", _("nu")) if today <= period.end else ("done", _("slut"))


def notice_rows(notices: Iterable[Notice], today: dt.date) -> list[dict[str, Any]]:
    """The notices that have been given, each with what it came to."""
    rows = []
    for one in notices:
        if one.withdrawn_on:
            state = "paused", _("återtagen %(day)s") % {"day": in_words(one.withdrawn_on)}
        elif one.ends_on < today:
            state = "paused", _("avtalet upphörde %(day)s") % {"day": in_words(one.ends_on)}
        else:
            state = "soon", _("avtalet upphör %(day)s") % {"day": in_words(one.ends_on)}
        told = _("%(name)s sade upp avtalet %(day)s.") % {"name": one.party.name, "day": in_words(one.given_on)}
        late = "" if one.in_time else _("Efter sista dagen: uppsägningen gäller nästa period.")
        meta = [part for part in (one.reason, late, one.withdrawn_why) if part]
        alive = one.withdrawn_on is None and today <= one.ends_on
        rows.append({"notice": one, "told": told, "meta": meta, "state": state, "alive": alive})
    return rows


def amendment_rows(amendments: Iterable[Amendment], today: dt.date) -> list[dict[str, Any]]:
    """The amendments, the latest first, each with what it changed."""
    rows = []
    for one in amendments:
        changes = [
            (str(_CHANGED[name]), _value(one.before.get(name)), _value(one.after.get(name)))
            for name in _CHANGED
            if name in one.after
        ]
        word = _("gäller från %(day)s") if one.effective_on <= today else _("ska gälla från %(day)s")
        state = ("done" if one.effective_on <= today else "todo", word % {"day": in_words(one.effective_on)})
        agreed = _("överenskommet %(day)s") % {"day": in_words(one.agreed_on)}
        row: dict[str, Any] = {"amendment": one, "changes": changes, "state": state, "meta": [agreed, one.recorded_by]}
        # the document is kept in a room above
        rows.append(row | {"url": reverse("documents:document", args=[one.document_id]) if one.document_id else ""})
    return rows[::-1]


def _value(kept: str | int | None) -> str:
    if kept is None or kept == "":
        return _("ingen")
    return in_words(dt.date.fromisoformat(kept)) if isinstance(kept, str) else str(kept)


def notice_outlook(agreement: Agreement, parties: Iterable[Party], today: dt.date) -> list[tuple[str, str]]:
    """For each party: to when it must give notice, and when the agreement ends then and later."""
    terms, rows = agreement.terms, []
    for party in parties:
        period = now(agreement, today)
        while period and (day := notice_day(terms, period, party.notice_months)) and day < today:
            period = next_period(terms, period)
        following = next_period(terms, period) if period else None
        if period is None or following is None or (day := notice_day(terms, period, party.notice_months)) is None:
            continue
        told = _("Senast %(day)s: avtalet upphör %(end)s. Senare: det upphör först %(next)s.")
        values = {"day": in_words(day), "end": in_words(period.end), "next": in_words(following.end)}
        rows.append((party.name, told % values))
    return rows


def first_day_after(agreement: Agreement) -> dt.date | None:
    """The day that a new period can begin, agreed by hand; None where it goes on by itself."""
    last = last_day(agreement.terms)
    return last + ONE_DAY if last else None


def party_rows(parties: Iterable[Party]) -> list[tuple[str, str, str]]:
    """Each party: name, its page where it is an organisation, its own time of notice."""
    rows = []
    for one in parties:
        url = one.organisation.get_absolute_url() if one.organisation else ""
        own = _("uppsägningstid %(time)s") % {"time": in_months(one.notice_months)} if one.notice_months else ""
        rows.append((one.name, url, own))
    return rows
