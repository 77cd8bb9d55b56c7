"""The search page. The form posts, so that a personal identity number typed by mistake never stands in an address; what
is searched then has an address of its own, to share and come back to.
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from samfrid.municipalities.requests import actor_of
from samfrid.search import shown
from samfrid.search.asked import LONGEST, clean, has_personal_number
from samfrid.search.queries import find

_KINDS: Final = {slug: kind for kind, slug in shown.SLUGS.items()}
PARAMETERS: Final = ("q", "typ", "ar", "sammansatta")
#: in an address: something was asked that is not searched
REFUSED: Final = "avvisat"


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("q")
def results(request: HttpRequest) -> HttpResponse:
    """What fits the words or the number that somebody typed, in her own rights."""
    actor = actor_of(request)
    given = request.POST if request.method == "POST" else request.GET
    asked = {name: given.get(name, "") for name in PARAMETERS}
    asked["q"] = clean(asked["q"])[: LONGEST + 1]
    is_part = bool(getattr(request, "htmx", False)) and request.method == "POST"
    refused = REFUSED in request.GET or has_personal_number(asked["q"])
    if has_personal_number(asked["q"]):
        # neither shown again nor kept in an address
        asked["q"] = ""
        if request.method != "POST":
            return redirect(f"{reverse('search:results')}?{REFUSED}=1")
    elif request.method == "POST" and not is_part:
        return redirect(_address(asked))
    found = find(
        actor,
        asked["q"],
        kind=_KINDS.get(asked["typ"], ""),
        year=int(asked["ar"]) if asked["ar"].isdecimal() and len(asked["ar"]) == len("2026") else 0,
        compounds=asked["sammansatta"] == "1",
        cursor=given.get("efter", ""),
        typing=is_part and "skriver" in given,
    )
    context = _context(found, asked) | {"refused": refused}
    response = render(request, f"search/{'_found' if is_part else 'results'}.html", context)
    if is_part:
        response["HX-Replace-Url"] = _address(asked)
    return response


def _address(asked: dict[str, str], **changed: str) -> str:
    query = urlencode({name: value for name, value in (asked | changed).items() if value})
    return f"{reverse('search:results')}?{query}" if query else reverse("search:results")


def _context(found: Any, asked: dict[str, str]) -> dict[str, Any]:
    kind = _KINDS.get(asked["typ"], "")
    year = int(asked["ar"]) if asked["ar"].isdecimal() and len(asked["ar"]) == len("2026") else 0
    wide = _address(asked, sammansatta="1")

    def address(**changed: str) -> str:
        return _address(asked, **changed)

    return {
        "found": found,
        "text": asked["q"],
        "rows": shown.rows(found),
        "amount": shown.amount(found.total),
        "kinds": shown.kinds(found, kind, address) if found.kinds else [],
        "years": shown.years(found, year, address) if found.years else [],
        "kept": [(name, asked[name]) for name in PARAMETERS[1:] if asked[name]],
        "wide_url": "" if found.compounds or found.asked.is_empty else wide,
        "narrow_url": address(sammansatta="") if found.compounds and not found.widened else "",
        "all_url": _address({"q": asked["q"]}) if kind or year else "",
        "next_url": _address(asked, efter=found.cursor) if found.cursor else "",
        "longest": LONGEST,
    }
