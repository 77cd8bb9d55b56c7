"""The payments of an agreement as rows of its page: forty and more after ten years, so no template draws them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import cache, partial
from html import escape
from typing import Final
from uuid import UUID

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samfrid.municipalities.dates import in_words
from samfrid.municipalities.happenings import page
from samfrid.partners.models import Payment
from samfrid.partners.rules import Lacking
from samfrid.partners.shown.agreements import about_payment, kronor, payment_state

#: made when first asked for: the addresses are not known before
_STRIKE: Final = cache(partial(page, "partners:strike_payment"))
_PAY: Final = cache(partial(page, "partners:pay"))
#: where a state's word is to stand; no word holds it
_WORD: Final = "\N{OBJECT REPLACEMENT CHARACTER}"

#: why no payments can be proposed, and what to do about it
LACKING: Final[dict[Lacking, str | Promise]] = {
    Lacking.AMOUNTS: gettext_lazy("För in vad avtalet kostar, så föreslår Samfrid när det ska betalas."),
    Lacking.PERIOD: gettext_lazy(
        "Avtalets period är inte känd eller är slut, så kommande betalningar går inte att föreslå."
    ),
    Lacking.FIXED: gettext_lazy(
        "Beloppen beror på dygn eller på villkor som inte är uppfyllda, så betalningarna planeras för hand."
    ),
    Lacking.GROUNDS: gettext_lazy(
        "För in invånare eller indextal under Underlag, så går det att räkna fram kommande betalningar."
    ),
    Lacking.NOTHING: gettext_lazy("Alla betalningar som går att räkna fram är planerade."),
}


def payment_rows(payments: Iterable[Payment], today: dt.date, *, may_edit: bool) -> SafeString:
    """Rows of a list, with the ways to record or strike a payment; every word in them is escaped here."""
    state, meta, words, until = cache(_state), cache(_meta), cache(in_words), escape(_("senast"))
    pay, strike, paid = escape(_("Anteckna betalningen")), escape(_("Stryk betalningen")), _("betalt %(day)s")
    parts = []
    for one in payments:
        day = words(one.due_on)
        # most are paid: their word is made here, since each look-up of a translation costs as much as the row
        tone, word = ("done", paid % {"day": words(one.paid_on)}) if one.paid_on else payment_state(one, today)
        told = f'<p><strong>{kronor(one.sek)}</strong> {until} <time datetime="{one.due_on}">{day}</time></p>'
        told += meta(one.amount.per if one.amount else "", one.note, one.struck_why)
        if may_edit and not one.struck_on:
            acts = "" if one.paid_on else _link(_PAY(), one.pk, pay, day)
            told += f'<p class="acts">{acts}{_link(_STRIKE(), one.pk, strike, day)}</p>'
        shown = state(tone).replace(_WORD, escape(word))
        parts.append(f'<li class="row"><div class="row__words">{told}</div>{shown}</li>')
    return mark_safe("\n".join(parts))  # noqa: S308 # nosec B308, B703 - each value is escaped


def _meta(per: str, note: str, struck_why: str) -> str:
    """What a payment is for, in short: the same for most rows."""
    found = "".join(f"<span>{escape(part)}</span>" for part in about_payment(per, note, struck_why))
    return f'<p class="row__meta">{found}</p>' if found else ""


def _link(address: Callable[[UUID], str], key: UUID, label: str, day: str) -> str:
    """A link, named for who hears it by the payment's day too."""
    return f'<a class="ds-link" href="{address(key)}">{label}<span class="ds-sr-only"> {day}</span></a>'


def _state(tone: str) -> str:
    """The state's own component, with a place for its word: drawn once for all rows of a tone."""
    return render_to_string("components/state.html", {"tone": tone, "word": _WORD}).strip()
