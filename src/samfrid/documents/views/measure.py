"""How the reader serves this municipality: how long reviews take, and how much people had to put right."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samfrid.documents import queries, words
from samfrid.documents.measuring import ENOUGH, GroupRight, KindTime, measured
from samfrid.documents.rules import Band
from samfrid.documents.show import NO_BREAK
from samfrid.municipalities.dates import today
from samfrid.municipalities.requests import actor_of

#: months that the page tells of
MONTHS: Final = 12


@require_safe
def measure(request: HttpRequest) -> HttpResponse:
    """The measures of the last twelve months."""
    actor_of(request, "documents.measure")
    told = measured(queries.review_times(today(), MONTHS))
    judged, wrong = told.bands.get(Band.CERTAIN, (0, 0))
    context = {
        "told": told,
        "enough": ENOUGH,
        "kinds": [_kind(one) for one in told.kinds],
        "groups": [_group(one) for one in told.groups if one.judged or one.added],
        "median": duration(told.seconds),
        "certain": {"judged": judged, "wrong": wrong, "share": _share(judged - wrong, judged)},
        "trail": [(_("Dokument"), reverse("documents:list")), (_("Så går granskningen"), "")],
    }
    return render(request, "documents/measure.html", context)


def _kind(one: KindTime) -> dict[str, Any]:
    return {
        "name": str(words.TYPES.get(one.kind, words.TYPES["other"])).capitalize(),
        "documents": one.documents,
        "time": duration(one.seconds),
        "findings": one.findings,
        "corrected": one.corrected,
    }


def _group(one: GroupRight) -> dict[str, Any]:
    return {"name": str(words.NAMES.get(one.group, one.group)), "told": one}


def _share(right: int, judged: int) -> str:
    """Of a hundred, with one decimal and never rounded up."""
    return "" if not judged else f"{int(1000 * right / judged) / 10:.1f}".replace(".", ",")


def duration(seconds: int | None) -> str:
    """Seconds in words: "45 sekunder", "3 minuter 20 sekunder"; nothing for nothing."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    parts = []
    if minutes:
        parts.append(ngettext("%(n)s minut", "%(n)s minuter", minutes) % {"n": minutes})
    if rest or not minutes:
        parts.append(ngettext("%(n)s sekund", "%(n)s sekunder", rest) % {"n": rest})
    return " ".join(part.replace(" ", NO_BREAK) for part in parts)
