"""The papers of a decision: the notice that the minutes are adjusted, and the letter to a recipient.

They are documents of the municipality, so they are in Swedish whoever makes them. A file's title is part of what a
released file tells besides its text; none of ours says what the matter is about (JO 2437-2006).
"""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeAlias

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from samfrid.matters.models import Clause, Decision, DiaryNumber, Dispatch, Minutes
from samfrid.matters.rules import minutes as law
from samfrid.matters.shown.minutes import how_to_appeal
from samfrid.municipalities.dates import in_words
from samfrid.papers.docx import docx
from samfrid.papers.paper import Block, Clauses, ClauseStyle, Facts, Heading, Paper, Signature, Text
from samfrid.papers.pdf import pdf

Form: TypeAlias = Literal["docx", "pdf"]
#: where one signs
_LINE: Final = "_" * 36
#: the time that a zip gives every file in it: the first it can tell
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


def made(paper: Paper, form: Form) -> bytes:
    """The paper as a file."""
    return docx(paper) if form == "docx" else pdf(paper)


@override("sv")
def notice(minutes: Minutes, municipality: str, *, signer: str = "") -> Paper:
    """The notice (anslagsbevis) of adjusted minutes, to print and sign (KL 8:12).

    ``signer`` is printed under the line where one signs. Days that are not known yet are lines to write on.
    """
    announced = minutes.announced_on
    last = law.last_day_of_appeal(announced).on if announced else None
    facts = [
        (_("Organ"), capfirst(minutes.body.name)),
        (_("Sammanträdesdag"), in_words(minutes.met_on)),
        *([(_("Paragrafer"), minutes.part)] if minutes.part else []),
        (_("Protokollet justerat"), in_words(minutes.adjusted_on) if minutes.adjusted_on else _LINE),
        (_("Anslaget sattes upp"), in_words(announced) if announced else _LINE),
        (_("Anslaget tas ned tidigast"), in_words(law.earliest_down(announced).on) if announced else _LINE),
        (_("Anslaget togs ned"), in_words(minutes.taken_down_on) if minutes.taken_down_on else _LINE),
        (_("Sista dag att överklaga"), in_words(last) if last else _LINE),
        (_("Protokollet förvaras"), minutes.kept_at or _LINE),
    ]
    blocks: list[Block] = [
        Text([_("Protokollet från sammanträdet är justerat. Justeringen tillkännages på kommunens anslagstavla.")]),
        Facts(facts),
        Heading(1, _("Hur man överklagar")),
        Text(how_to_appeal(last)),
        Signature([_("Underskrift"), "", _LINE, signer]),
    ]
    return Paper(title=_("Anslag om justerat protokoll"), blocks=blocks, sender=[municipality], kind=_("Anslag"))


@override("sv")
def letter(
    decision: Decision,
    dispatch: Dispatch,
    *,
    municipality: str,
    numbers: Sequence[DiaryNumber],
    clauses: Sequence[Clause],
    style: ClauseStyle,
    on: dt.date,
) -> Paper:
    """The letter that tells a recipient of a decision: what was decided, clause by clause, by whom and when, in which
    minutes, and how it is appealed where it can be (KL 13:2).
    """
    blocks: list[Block] = [
        Facts(_about(decision, numbers)),
        Heading(1, _("Beslut")),
        Text([_decided(decision)]),
        Clauses([_clause(one, style) for one in clauses], style),
        Heading(1, _("Protokoll")),
        Text([_minutes_told(decision.minutes)]),
    ]
    if law.appealable(one.outcome for one in clauses):
        announced = decision.minutes.announced_on if decision.minutes else None
        last = law.last_day_of_appeal(announced).on if announced else None
        blocks += [Heading(1, _("Hur man överklagar")), Text(how_to_appeal(last))]
    return Paper(
        title=_("Underrättelse om beslut"),
        blocks=blocks,
        sender=[municipality, *([capfirst(decision.body.name)] if decision.body else [])],
        reference=[(_("Datum"), on.isoformat()), *((_("Diarienummer"), one.number) for one in numbers)],
        recipient=[dispatch.recipient, *dispatch.address.splitlines()],
    )


def _about(decision: Decision, numbers: Sequence[DiaryNumber]) -> list[tuple[str, str]]:
    about = [(_("Ärende"), decision.matter.title)]
    if numbers:
        about.append((_("Diarienummer"), ", ".join(one.number for one in numbers)))
    if decision.body:
        about.append((_("Beslutat av"), capfirst(decision.body.name)))
    if decision.on:
        about.append((_("Beslutsdag"), in_words(decision.on)))
    if decision.paragraph:
        about.append((_("Paragraf"), decision.paragraph))
    return about


def _decided(decision: Decision) -> str:
    body = capfirst(decision.body.name) if decision.body else _("Kommunen")
    return (
        _("%(body)s har beslutat") % {"body": body} + ("" if decision.on is None else f" {in_words(decision.on)}") + ":"
    )


def _clause(clause: Clause, style: ClauseStyle) -> str:
    """A clause as its style wants it: "att avslå …" follows the words before it, a sentence stands by itself."""
    text = clause.text.strip().rstrip(".")
    if style == "att":
        sentence = text[1:2].islower() and not re.match(r"att\s", text, re.IGNORECASE)
        return text[:1].lower() + text[1:] if sentence else text
    return f"{text}."


def _minutes_told(minutes: Minutes | None) -> str:
    if minutes is None or minutes.adjusted_on is None:
        return _("Protokollet är inte justerat.")
    if minutes.announced_on is None:
        return _("Protokollet justerades %(day)s.") % {"day": in_words(minutes.adjusted_on)}
    return _("Protokollet justerades %(day)s. Det tillkännagavs på kommunens anslagstavla %(up)s.") % {
        "day": in_words(minutes.adjusted_on),
        "up": in_words(minutes.announced_on),
    }


def archive(files: Iterable[tuple[str, Form, bytes]]) -> bytes:
    """A zip of letters: numbered, by recipient, and with no time or system told."""
    made_zip = io.BytesIO()
    with zipfile.ZipFile(made_zip, "w", zipfile.ZIP_DEFLATED) as holder:
        for number, (recipient, form, data) in enumerate(files, 1):
            entry = zipfile.ZipInfo(f"{number:02}-{_plain(recipient)}.{form}", _NO_TIME)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            holder.writestr(entry, data)
    return made_zip.getvalue()


def _plain(name: str) -> str:
    """A name that every system can unpack: no accents, spaces or signs."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:40] or "brev"
