"""What matters have in a year: the days by which those who were asked are to have answered. One query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from textwrap import shorten

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from samfrid.matters.models import Referral
from samfrid.municipalities.happenings import Happening, HappeningKind, page


def yearly(municipality_code: str, first: dt.date, last: dt.date) -> Iterator[Happening]:
    """The days from ``first`` to ``last``, of the matters that this database session may read."""
    found = Referral.objects.filter(municipality_id=municipality_code, due_on__range=(first, last))
    # the condition always holds: it is there to have the matter's row read too, which may not be the reader's to see
    found = found.filter(matter__access__gte=0).annotate(who=Coalesce("body__name", "organisation__name"))
    address = page("matters:matter")
    for key, on, answered_on, who, matter, title in found.values_list(
        "pk", "due_on", "answered_on", "who", "matter_id", "matter__title"
    ):
        told = _("Svar från %(who)s: %(matter)s") % {"who": who, "matter": shorten(title, 120, placeholder=" …")}
        own = f"matters.referral:{key}"
        if on:  # always: the rows were chosen by it
            yield Happening(on, HappeningKind.REPORT, told, address(matter), own, open=answered_on is None)
