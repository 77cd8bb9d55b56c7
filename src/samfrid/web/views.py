"""What belongs to no room: settings of the face, choice of municipality, health, error pages."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from samfrid.municipalities.middleware import CHOSEN, SamfridRequest
from samfrid.web.context import APPEARANCE_COOKIE, APPEARANCES

YEAR = 365 * 24 * 3600


def _back(request: HttpRequest) -> str:
    """Where the person came from, if that is a page of ours; the first page otherwise."""
    address = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if allowed else "/"


@login_not_required
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Remember light, dark or the device's own choice, in a cookie that says nothing else."""
    response = redirect(_back(request))
    chosen = request.POST.get("appearance", "auto")
    response.set_cookie(
        APPEARANCE_COOKIE,
        chosen if chosen in APPEARANCES else "auto",
        max_age=YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.BEHIND_TLS,
    )
    return response


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """Swedish or English, remembered in a cookie."""
    return set_language(request)


@require_POST
def choose_municipality(request: HttpRequest) -> HttpResponse:
    """Work in another of one's municipalities; one that is not the person's own is ignored."""
    own = {membership.municipality_code for membership in cast(SamfridRequest, request).memberships}
    chosen = request.POST.get("municipality", "")
    if chosen in own:
        request.session[CHOSEN] = chosen
    return redirect("/")


@login_not_required
@require_safe
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """For the supervisor and a proxy: that the web server answers."""
    return JsonResponse({"status": "ok"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    return render(request, "403_csrf.html", status=403)
