"""Whether a matter has ended, and how that is said to somebody who wants to go on with it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samfrid.matters.models import Event, EventKind, Matter
from samfrid.municipalities.dates import in_words


def ended_by(matter: Matter) -> Event | None:
    """The step by which it was withdrawn or closed, the first of them; None while it goes on."""
    ends = matter.events.filter(kind__in=(EventKind.WITHDRAWN, EventKind.CLOSED), struck=False)
    return ends.order_by("on").first()


def sentence_of_end(event: Event) -> str:
    """That it has ended, since when, and what to do if it should go on."""
    ended = {
        EventKind.WITHDRAWN: _("Ärendet återtogs %(day)s."),
        EventKind.CLOSED: _("Ärendet avslutades %(day)s."),
    }[EventKind(event.kind)]
    return f"{ended % {'day': in_words(event.on)}} " + _("Stryk det steget om ärendet ska fortsätta.")
