"""What the acts on agreements' terms share: holding the agreement, and refusals that name their field."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samfrid.partners.models import Agreement

#: months that a renewal or a time of notice can be; more is a slip of the finger
MOST_MONTHS: Final = 240


def held(agreement: Agreement) -> Agreement:
    """The agreement, locked: nobody else changes it until the act is done."""
    return Agreement.objects.select_for_update().get(pk=agreement.pk)


def one_line(text: str, most: int) -> str:
    """The text on one line, its spaces single, cut where the field ends."""
    return " ".join(text.split())[:most]


def check_renewal(end: dt.date | None, months: int | None, last: dt.date | None, end_field: str) -> None:
    """Refuse a renewal that cannot be counted."""
    if months is not None and not 1 <= months <= MOST_MONTHS:
        values = {"most": MOST_MONTHS}
        raise ValidationError({"renewal_months": _("Ange mellan 1 och %(most)s månader.") % values})
    if months and end is None:
        raise ValidationError(
            {end_field: _("Ange när perioden slutar. Utan den dagen går förlängningen inte att räkna.")}
        )
    if last and not months:
        raise ValidationError({"renewal_months": _("Ange hur många månader i taget avtalet förlängs.")})
    if last and end and last < end:
        raise ValidationError({"renewal_last_on": _("Den sista dagen ligger före periodens slut.")})


def check_months(months: int | None, field: str) -> None:
    """Refuse a time of notice that cannot be."""
    if months is not None and not 0 <= months <= MOST_MONTHS:
        raise ValidationError({field: _("Ange mellan 0 och %(most)s månader.") % {"most": MOST_MONTHS}})
