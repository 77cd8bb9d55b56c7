"""What the ledger has in a year: the days by which it is to be told what came of a commitment. One query.

The days by which commitments are to be done are not told: there are hundreds, and their own list has them by day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from textwrap import shorten

from django.utils.translation import gettext as _

from samfrid.commitments.models import Commitment
from samfrid.municipalities.happenings import Happening, HappeningKind, page


def yearly(municipality_code: str, first: dt.date, last: dt.date) -> Iterator[Happening]:
    """The days from ``first`` to ``last``, of the commitments that this database session may read."""
    found = Commitment.objects.filter(municipality_id=municipality_code, report_back_on__range=(first, last))
    address = page("commitments:commitment")
    rows = found.values_list("pk", "report_back_on", "text", "report_back_body__name", "reported_back_on")
    for key, on, text, body, done_on in rows:
        words = {"what": shorten(text, 120, placeholder=" …"), "body": body}
        told = _("Återrapporteras till %(body)s: %(what)s") if body else _("Återrapporteras: %(what)s")
        url, own = address(key), f"commitments.commitment:{key}:report-back"
        if on:  # always: the rows were chosen by it
            yield Happening(on, HappeningKind.REPORT, told % words, url, own, open=done_on is None)
