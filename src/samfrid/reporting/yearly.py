"""What rounds of reports have in a year: the days by which those who are asked are to have answered. One query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from samfrid.municipalities.happenings import Happening, HappeningKind, page
from samfrid.reporting.models import Round


def yearly(municipality_code: str, first: dt.date, last: dt.date) -> Iterator[Happening]:
    """The days from ``first`` to ``last``."""
    found = Round.objects.filter(municipality_id=municipality_code, due_on__range=(first, last))
    address, kind = page("reporting:round"), HappeningKind.REPORT
    for key, on, name, closed_on in found.values_list("pk", "due_on", "name", "closed_on"):
        told = _("Svar senast: %(round)s") % {"round": name}
        yield Happening(on, kind, told, address(key), f"reporting.round:{key}", open=closed_on is None)
