"""The payments of an agreement that are over, as rows of its page: forty and more after ten years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache, partial
from html import escape
from typing import Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samfrid.municipalities.dates import in_words
from samfrid.municipalities.happenings import page
from samfrid.partners.models import Payment
from samfrid.partners.shown.agreements import kronor, payment_meta, payment_state

#: made when first asked for: the addresses are not known before
_STRIKE: Final = cache(partial(page, "partners:strike_payment"))
#: where a state's word is to stand; no word holds it
_WORD: Final = "\N{OBJECT REPLACEMENT CHARACTER}"


def payments_over(payments: Iterable[Payment], today: dt.date, *, may_edit: bool) -> SafeString:
    """Rows as ``_payments.html`` draws those that wait, without a form; every word in them is escaped here."""
    state, until, strike = cache(_state), escape(_("senast")), escape(_("Stryk betalningen"))
    parts = []
    for one in payments:
        tone, word = payment_state(one, today)
        day, meta = in_words(one.due_on), "".join(f"<span>{escape(part)}</span>" for part in payment_meta(one))
        told = f'<p><strong>{kronor(one.sek)}</strong> {until} <time datetime="{one.due_on}">{day}</time></p>'
        if meta:
            told += f'<p class="row__meta">{meta}</p>'
        if may_edit and one.paid_on:
            link = f'<a class="ds-link" href="{_STRIKE()(one.pk)}">{strike}<span class="ds-sr-only"> {day}</span></a>'
            told += f"<p>{link}</p>"
        shown = state(tone).replace(_WORD, escape(word))
        parts.append(f'<li class="row"><div class="row__words">{told}</div>{shown}</li>')
    return mark_safe("\n".join(parts))  # noqa: S308 # nosec B308, B703 - each value is escaped


def _state(tone: str) -> str:
    """The state's own component, with a place for its word: drawn once for all rows of a tone."""
    return render_to_string("components/state.html", {"tone": tone, "word": _WORD}).strip()
