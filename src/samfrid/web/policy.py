"""The content security policy: one for all pages, so that it is put together once."""

from __future__ import annotations

from functools import cache

from csp import middleware
from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


@cache
def _policy() -> str:
    return str(build_policy())


class CSPMiddleware(middleware.CSPMiddleware):
    """django-csp's middleware, which would put the policy together twice for each answer.

    An answer that has a policy of its own (the package's decorators, a nonce) is left to the package.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        own = any(name.startswith("_csp") for name in vars(response))
        if own or settings.DEBUG or getattr(request, "_csp_nonce", None):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, _policy())
        return response
