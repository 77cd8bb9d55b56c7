"""What was found, as the template takes it: pieces of text with their hits, filters as links."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samfrid.municipalities.dates import in_words
from samfrid.search.excerpt import Marker, Piece
from samfrid.search.models import EntryKind
from samfrid.search.queries import MOST_COUNTED, Found, Hit
from samfrid.search.tiers import Rank

#: kind → its word in addresses, and its name in the plural
SLUGS: Final[dict[str, str]] = {
    EntryKind.MATTER: "arenden",
    EntryKind.DECISION: "beslut",
    EntryKind.COMMITMENT: "ataganden",
    EntryKind.PLAN: "planer",
    EntryKind.AGREEMENT: "avtal",
    EntryKind.DOCUMENT: "dokument",
}
NAMES: Final[dict[str, str | Promise]] = {
    EntryKind.MATTER: gettext_lazy("Ärenden"),
    EntryKind.DECISION: gettext_lazy("Beslut"),
    EntryKind.COMMITMENT: gettext_lazy("Åtaganden"),
    EntryKind.PLAN: gettext_lazy("Planer"),
    EntryKind.AGREEMENT: gettext_lazy("Avtal"),
    EntryKind.DOCUMENT: gettext_lazy("Dokument"),
}
_PAGES: Final[dict[str, str]] = {
    EntryKind.MATTER: "matters:matter",
    EntryKind.DECISION: "matters:matter",
    EntryKind.COMMITMENT: "commitments:commitment",
    EntryKind.PLAN: "plans:plan",
    EntryKind.AGREEMENT: "partners:agreement",
    EntryKind.DOCUMENT: "documents:document",
}
#: years that filters are shown for
_YEARS: Final = 8
#: an address with these parameters of the page changed
Address = Callable[..., str]


def page_of(hit: Hit) -> str:
    """Where what was found is shown: the record's page, a decision's place on its matter's."""
    address = reverse(_PAGES[hit.entry.kind], args=[hit.entry.page_id])
    return f"{address}#beslut-{hit.entry.record_id}" if hit.entry.kind == EntryKind.DECISION else address


def rows(found: Found) -> list[dict[str, Any]]:
    """The hits of a page."""
    marker = Marker(found.asked, compounds=found.compounds)
    return [_row(hit, marker) for hit in found.hits]


def _row(hit: Hit, marker: Marker) -> dict[str, Any]:
    # the text begins with what is told below the title already
    text = hit.text.removeprefix(hit.entry.about).lstrip() if hit.entry.about else hit.text
    kind = str(EntryKind(hit.entry.kind).label).capitalize()
    when = in_words(hit.entry.on) if hit.entry.on else ""
    return {
        "url": page_of(hit),
        "title": marker.pieces(hit.entry.title),
        "excerpt": marker.excerpt(text) if text else [],
        "meta": [part for part in (kind, when) if part],
        "about": _about(hit, marker),
    }


def _about(hit: Hit, marker: Marker) -> list[Piece]:
    """What tells the hit apart; marked as a whole where it was found by its number."""
    if not hit.entry.about:
        return []
    if hit.rank in (Rank.NUMBER, Rank.PART_OF_NUMBER):
        return [Piece(hit.entry.about, marked=True)]
    return marker.pieces(hit.entry.about)


def amount(n: int) -> str:
    """How many hits, in words: "3 träffar", "fler än 1 000 träffar"."""
    if n > MOST_COUNTED:
        return _("Fler än %(n)s träffar") % {"n": number_format(MOST_COUNTED, force_grouping=True)}
    return ngettext("%(n)s träff", "%(n)s träffar", n) % {"n": number_format(n, force_grouping=True)}


def _counted(n: int) -> str:
    return f"{number_format(MOST_COUNTED, force_grouping=True)}+" if n > MOST_COUNTED else str(n)


def kinds(found: Found, chosen: str, address: Address) -> list[tuple[str, str, bool]]:
    """The kinds that there are hits of, as links with their number; with the one chosen, though it may have none."""
    shown = [kind for kind in EntryKind.values if kind in found.kinds or kind == chosen]
    every = [(_("Alla"), address(typ=""), not chosen)]
    return every + [
        (f"{NAMES[kind]} ({_counted(found.kinds.get(kind, 0))})", address(typ=SLUGS[kind]), kind == chosen)
        for kind in shown
    ]


def years(found: Found, chosen: int, address: Address) -> list[tuple[str, str, bool]]:
    """The latest years that there are hits of, as links; none where all are of one year."""
    found_years = list(found.years)[:_YEARS]
    if chosen and chosen not in found_years:
        found_years.append(chosen)
    if len(found_years) < 2 and not chosen:
        return []
    every = [(_("Alla"), address(ar=""), not chosen)]
    return every + [
        (f"{year} ({_counted(found.years.get(year, 0))})", address(ar=str(year)), year == chosen)
        for year in found_years
    ]
