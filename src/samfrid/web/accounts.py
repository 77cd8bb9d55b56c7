"""How the log-in package is bent to ours."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody makes an account for herself: an administrator does."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ARG002
        """Failed log-ins are counted by account alone.

        The package counts them by the request's host too, and whoever guesses chooses that: any port will do.
        """
        return str(credentials.get("email", "")).strip().lower()
