"""The words of the reminders. They are the municipality's and in Swedish."""

from __future__ import annotations

from functools import cache, partial
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from samfrid.municipalities.dates import in_words
from samfrid.municipalities.happenings import page
from samfrid.partners.models import Agreement
from samfrid.partners.rules import Of, Reminder
from samfrid.post.links import address_of

#: a mail is plain text: its spaces are plain too
_PLAIN: Final = str.maketrans("\N{NO-BREAK SPACE}", " ")
_PAGE: Final = cache(partial(page, "partners:agreement"))


class ReminderWords:
    """The letters of one municipality's night, whose sentences are looked up once."""

    def __init__(self, municipality: str) -> None:
        self._municipality = municipality
        with override("sv"):
            self._hello = _("Hej %(name)s!")
            self._said = {of: _said(of) for of in Of}

    @override("sv")
    def of(self, agreement: Agreement, reminder: Reminder, name: str) -> tuple[str, str]:
        """Subject and text of a reminder of an agreement's end or notice day."""
        values = {
            "title": agreement.title,
            "day": in_words(reminder.day),
            "end": in_words(reminder.period.end),
            "name": name,
        }
        subject, told, act = self._said[reminder.of]
        parts = [
            self._hello % values,
            told % values,
            act % values,
            address_of(_PAGE()(agreement.pk)) or "",
            self._municipality,
        ]
        return (subject % values).translate(_PLAIN), "\n\n".join(parts).translate(_PLAIN)


def _said(of: Of) -> tuple[str, str, str]:
    """Subject, what is so, and what to do."""
    if of is Of.END:
        return (
            _("Avtal upphör %(day)s: %(title)s"),
            _("%(title)s upphör %(day)s och förlängs inte av sig självt."),
            _("Ska det fortsätta, börja i god tid: följ upp det, förhandla och ta ett nytt beslut."),
        )
    if of is Of.NOTICE:
        return (
            _("Sista dag att säga upp är %(day)s: %(title)s"),
            _("%(title)s förlängs efter %(end)s om det inte sägs upp senast %(day)s."),
            _("Följ upp avtalet och bestäm om det ska fortsätta som det är, ändras eller sägas upp."),
        )
    return (
        _("Avtal förlängs efter %(day)s: %(title)s"),
        _("%(title)s förlängs av sig självt efter %(day)s."),
        _("Följ upp avtalet inför den nya perioden."),
    )
