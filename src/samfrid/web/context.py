"""What every page's frame shows: menu, municipality, who is logged in, language and appearance.

Registered as the context processor ``samfrid.web.context.shell``. All of it is lazy: a partial page that has no
frame pays nothing for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import may

APPEARANCE_COOKIE: Final = "samfrid_appearance"
#: follow the device, always light, always dark: the values of ``data-color-scheme`` in the kit
APPEARANCES: Final = ("auto", "light", "dark")

APPEARANCE_LABELS: Final = {"auto": _("Som enheten"), "light": _("Ljust"), "dark": _("Mörkt")}

#: (label, name of the URL, icon), in the order of the work: what falls short first, the sources last
MENU: Final[tuple[tuple[str | Promise, str, str], ...]] = (
    (_("Idag"), "gaps:today", "today"),
    (_("Ärenden"), "matters:list", "matter"),
    (_("Åtaganden"), "commitments:list", "commitment"),
    (_("Planer"), "plans:list", "plan"),
    (_("Avtal"), "partners:agreements", "agreement"),
    (_("Dokument"), "documents:list", "document"),
)

#: (right, label, name of the URL): in the user's own menu for those who have the right
ADMINISTRATION: Final[tuple[tuple[str, str | Promise, str], ...]] = (
    ("users.administer", _("Användare"), "web:people"),
    ("audit.read", _("Händelselogg"), "web:trail"),
)


@dataclass(frozen=True)
class MenuItem:
    """One way in the main menu. ``current`` is a value of ``aria-current``, or empty."""

    label: str
    url: str
    icon: str
    current: str


@dataclass(frozen=True)
class Choice:
    """One of a few settings to choose between, with the chosen one marked."""

    value: str
    label: str
    chosen: bool


def address(name: str) -> str:
    """The address of a named page, or nothing where the room it stands in is not part of this installation."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def chosen_appearance(request: HttpRequest) -> str:
    """Light, dark or as the device: what the reader chose last; an unknown value counts as not chosen."""
    value = request.COOKIES.get(APPEARANCE_COOKIE, "")
    return value if value in APPEARANCES else "auto"


class Shell:
    """The frame of one page, for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def menu(self) -> list[MenuItem]:
        """The main menu; a room that is not installed is left out."""
        pages = [(str(label), address(name), icon) for label, name, icon in MENU]
        return [MenuItem(label, url, icon, self._current(url)) for label, url, icon in pages if url]

    def _current(self, url: str) -> str:
        if self._request.path == url:
            return "page"
        return "true" if url != self.home and self._request.path.startswith(url) else ""

    @cached_property
    def actor(self) -> Membership | None:
        """Who acts, in which municipality and role; None for somebody who has no role or is not logged in."""
        return getattr(self._request, "actor", None)

    @cached_property
    def others(self) -> list[Membership]:
        """The user's roles in other municipalities than the one that she works in now."""
        every: list[Membership] = getattr(self._request, "memberships", [])
        return [one for one in every if self.actor and one.municipality_code != self.actor.municipality_code]

    @cached_property
    def administration(self) -> list[tuple[str, str]]:
        """The pages that only some roles have, as label and address."""
        pages = [(right, label, address(name)) for right, label, name in ADMINISTRATION]
        return [(str(label), url) for right, label, url in pages if url and may(self.actor, right)]

    @cached_property
    def set_municipality(self) -> str:
        """Where the choice of municipality posts."""
        return address("web:municipality")

    @cached_property
    def home(self) -> str:
        """Where the name in the header leads."""
        return address("gaps:today") or "/"

    @cached_property
    def search(self) -> str:
        """The address of the search page, or nothing where there is none."""
        return address("web:search")

    @cached_property
    def logout(self) -> str:
        """Where the log-out button posts."""
        return address("account_logout")

    @cached_property
    def change_password(self) -> str:
        """Where one changes one's own password."""
        return address("account_change_password")

    @cached_property
    def set_appearance(self) -> str:
        """Where the choice of light or dark posts."""
        return address("web:appearance")

    @cached_property
    def set_language(self) -> str:
        """Where the choice of language posts."""
        return address("set_language")

    @cached_property
    def appearance(self) -> str:
        """The value of ``data-color-scheme`` on this page."""
        return chosen_appearance(self._request)

    @cached_property
    def appearances(self) -> list[Choice]:
        """The appearances to choose between."""
        return [Choice(value, str(APPEARANCE_LABELS[value]), value == self.appearance) for value in APPEARANCES]

    @cached_property
    def languages(self) -> list[Choice]:
        """The languages of the interface, each named in itself."""
        now = get_language()
        return [Choice(code, str(name), code == now) for code, name in settings.LANGUAGES]

    @cached_property
    def here(self) -> str:
        """Where a choice in the frame brings the reader back to: this page, with its filters."""
        return self._request.get_full_path() if self._request.method == "GET" else self._request.path


def shell(request: HttpRequest) -> dict[str, Shell]:
    """The context processor: gives templates the name ``shell``."""
    return {"shell": Shell(request)}
