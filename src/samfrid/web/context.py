"""What every page's frame shows: menu, municipality, who is logged in, language and appearance.

Registered as the context processor ``samfrid.web.context.shell``. All of it is lazy: a partial page that has no
frame pays nothing for it.

The frame is half of a page and nearly always the same. So it is drawn by its templates once for all that it depends on
(:class:`Frame`) and kept in the process, with places for what belongs to one person or one request (:data:`PLACES`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from samfrid.municipalities.models import Membership, Role
from samfrid.municipalities.permissions import RIGHTS

APPEARANCE_COOKIE: Final = "samfrid_appearance"
#: follow the device, always light, always dark: the values of ``data-color-scheme`` in the kit
APPEARANCES: Final = ("auto", "light", "dark")

APPEARANCE_LABELS: Final = {"auto": _("Som enheten"), "light": _("Ljust"), "dark": _("Mörkt")}

#: (label, name of the URL, icon), in the order of the work: what falls short first, the sources last
MENU: Final[tuple[tuple[str | Promise, str, str], ...]] = (
    (_("Idag"), "gaps:today", "today"),
    (_("Ärenden"), "matters:list", "matter"),
    (_("Åtaganden"), "commitments:list", "commitment"),
    (_("Uppföljning"), "editions:list", "check"),
    (_("Planer"), "plans:list", "plan"),
    (_("Avtal"), "partners:agreements", "agreement"),
    (_("Samverkan"), "cooperation:groups", "cooperation"),
    (_("Dokument"), "documents:list", "document"),
)

#: the menu of an association's log-in: her own pages and no other
PARTNER_MENU: Final[tuple[tuple[str | Promise, str, str], ...]] = (
    (_("Översikt"), "association:home", "today"),
    (_("Åtaganden"), "association:undertakings", "commitment"),
    (_("Årsrapport"), "association:reports", "document"),
    (_("Möten"), "association:meetings", "cooperation"),
)

#: (right, label, name of the URL): in the user's own menu for those who have the right
ADMINISTRATION: Final[tuple[tuple[str, str | Promise, str], ...]] = (
    ("reporting.run", _("Rapportering"), "reporting:rounds"),
    ("post.read", _("Brev"), "post:list"),
    ("users.administer", _("Användare"), "web:people"),
    ("audit.read", _("Händelselogg"), "web:trail"),
    ("documents.measure", _("Så går granskningen"), "documents:measure"),
    ("open.read", _("API-nycklar"), "keys:list"),
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


@cache
def _address(name: str, _urls: object) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def address(name: str) -> str:
    """The address of a named page, or nothing where the room it stands in is not part of this installation."""
    return _address(name, settings.ROOT_URLCONF)


def chosen_appearance(request: HttpRequest) -> str:
    """Light, dark or as the device: what the reader chose last; an unknown value counts as not chosen."""
    value = request.COOKIES.get(APPEARANCE_COOKIE, "")
    return value if value in APPEARANCES else "auto"


#: in a drawn frame, where the person's and the request's own words are put: the user's name, the municipality's,
#: the way back, and the token of the forms. Private characters, which no template has
PLACES: Final = {name: f"\ue000{name}\ue001" for name in ("who", "place", "here", "token")}
_PLACE: Final = re.compile("\ue000([a-z]+)\ue001")


@dataclass(frozen=True)
class Frame:
    """All that the look of the frame depends on, and nothing else: what is drawn for one is kept for the next alike."""

    language: str
    appearance: str
    #: which of the menu's items (:func:`menu_of` her role) is this page ("page") or the section that it is in ("true")
    marks: tuple[str, ...]
    urls: object
    #: somebody is logged in
    inside: bool = False
    #: her role here; empty for somebody who has none
    role: str = ""
    #: code and name of the other municipalities in which she has one
    others: tuple[tuple[str, str], ...] = ()

    @property
    def who(self) -> str:
        return PLACES["who"]

    @property
    def place(self) -> str:
        """The municipality's name, where there is one."""
        return PLACES["place"] if self.role else ""

    @property
    def here(self) -> str:
        """Where a choice in the frame brings the reader back to."""
        return PLACES["here"]

    @property
    def role_label(self) -> str:
        return str(Role(self.role).label) if self.role else ""

    @property
    def menu(self) -> list[MenuItem]:
        """The main menu; a room that is not installed is left out."""
        pages = [(str(label), address(name), icon) for label, name, icon in menu_of(self.role)]
        return [
            MenuItem(label, url, icon, mark) for (label, url, icon), mark in zip(pages, self.marks, strict=True) if url
        ]

    @property
    def administration(self) -> list[tuple[str, str]]:
        """The pages that only some roles have, as label and address."""
        rights = RIGHTS.get(self.role, frozenset())
        pages = [(right, label, address(name)) for right, label, name in ADMINISTRATION]
        return [(str(label), url) for right, label, url in pages if url and right in rights]

    @property
    def set_municipality(self) -> str:
        """Where the choice of municipality posts."""
        return address("web:municipality")

    @property
    def home(self) -> str:
        """Where the name in the header leads."""
        return home(self.role)

    @property
    def search(self) -> str:
        """The address of the search page, or nothing where there is none for her."""
        return "" if self.role == Role.PARTNER else address("search:results")

    @property
    def logout(self) -> str:
        """Where the log-out button posts."""
        return address("account_logout")

    @property
    def change_password(self) -> str:
        """Where one changes one's own password."""
        return address("account_change_password")

    @property
    def set_appearance(self) -> str:
        """Where the choice of light or dark posts."""
        return address("web:appearance")

    @property
    def set_language(self) -> str:
        """Where the choice of language posts."""
        return address("set_language")

    @property
    def appearances(self) -> list[Choice]:
        """The appearances to choose between."""
        return [Choice(value, str(APPEARANCE_LABELS[value]), value == self.appearance) for value in APPEARANCES]

    @property
    def languages(self) -> list[Choice]:
        """The languages of the interface, each named in itself."""
        return [Choice(code, str(name), code == self.language) for code, name in settings.LANGUAGES]


def menu_of(role: str) -> tuple[tuple[str | Promise, str, str], ...]:
    """The main menu of a role."""
    return PARTNER_MENU if role == Role.PARTNER else MENU


def home(role: str = "") -> str:
    """Where the name in the header leads."""
    return address("association:home" if role == Role.PARTNER else "gaps:today") or "/"


@lru_cache(maxsize=1024)
def _drawn(template: str, frame: Frame) -> tuple[str, ...]:
    """A part of the frame as its template draws it: text, name of a place, text, and so on."""
    with override(frame.language):
        text = get_template(template).render({"shell": frame, "csrf_token": PLACES["token"]})
    return tuple(_PLACE.split(text))


class Shell:
    """The frame of one page, for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def frame(self) -> Frame:
        """What the look of the frame depends on."""
        actor: Membership | None = getattr(self._request, "actor", None)
        every: list[Membership] = getattr(self._request, "memberships", [])
        user = getattr(self._request, "user", None)
        role = actor.role if actor else ""
        others = [one for one in every if actor and one.municipality_code != actor.municipality_code]
        return Frame(
            get_language() or settings.LANGUAGE_CODE,
            self.appearance,
            tuple(self._mark(address(name), role) for _label, name, _icon in menu_of(role)),
            settings.ROOT_URLCONF,
            user is not None and user.is_authenticated,
            role,
            tuple((one.municipality_code, one.municipality.name) for one in others),
        )

    def _mark(self, url: str, role: str) -> str:
        if self._request.path == url:
            return "page"
        return "true" if url and url != home(role) and self._request.path.startswith(url) else ""

    def _part(self, template: str) -> SafeString:
        """A part of the frame, with this person's and this request's words in their places."""
        drawn = _drawn(template, self.frame)
        if len(drawn) == 1:
            return mark_safe(drawn[0])  # noqa: S308 # nosec B308, B703 - drawn by a template
        parts = [self._word(part) if at % 2 else part for at, part in enumerate(drawn)]
        return mark_safe("".join(parts))  # noqa: S308 # nosec B308, B703 - the words are escaped

    def _word(self, place: str) -> str:
        return escape(getattr(self, place))

    @property
    def head(self) -> SafeString:
        """Style sheet and scripts."""
        return self._part("_head.html")

    @property
    def header(self) -> SafeString:
        """The head of the page with the menus."""
        return self._part("_header.html")

    @property
    def footer(self) -> SafeString:
        """The foot of the page."""
        return self._part("_footer.html")

    @property
    def home(self) -> str:
        """Where the name in the header leads."""
        return home(self.frame.role)

    @cached_property
    def who(self) -> str:
        """The name of the one who is logged in."""
        return str(getattr(self._request.user, "name", ""))

    @cached_property
    def place(self) -> str:
        """The municipality that she works in now."""
        actor: Membership | None = getattr(self._request, "actor", None)
        return actor.municipality.name if actor else ""

    @cached_property
    def token(self) -> str:
        """What says to the server that a form comes from a page of ours."""
        return get_token(self._request)

    @cached_property
    def appearance(self) -> str:
        """The value of ``data-color-scheme`` on this page."""
        return chosen_appearance(self._request)

    @cached_property
    def here(self) -> str:
        """Where a choice in the frame brings the reader back to: this page, with its filters."""
        return self._request.get_full_path() if self._request.method == "GET" else self._request.path


def shell(request: HttpRequest) -> dict[str, Shell]:
    """The context processor: gives templates the name ``shell``."""
    return {"shell": Shell(request)}
