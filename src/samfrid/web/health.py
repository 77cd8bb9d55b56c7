"""Whether the server is there, answered before the addresses of all rooms are read: a start waits for this alone."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from samfrid.web import views

ADDRESS = "/halsa/"


class HealthMiddleware:
    """Answers the health check by the same view as its address does."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.path == ADDRESS and request.method in ("GET", "HEAD")
        return views.health(request) if asked else self.get_response(request)
