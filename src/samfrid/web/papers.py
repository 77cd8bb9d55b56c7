"""A paper that is too large to be set is told of on a page, whichever room was to give it out."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samfrid.papers.typeset import TooLarge

REFUSED = 422


class PaperMiddleware:
    """Says in words what :class:`~samfrid.papers.typeset.TooLarge` says, where a view does not say it itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    @staticmethod
    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page instead of an error of the server's."""
        if not isinstance(exception, TooLarge):
            return None
        return render(request, "too_large.html", {"told": str(exception)}, status=REFUSED)
