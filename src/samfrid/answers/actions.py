"""The verbs of the memo workshop: a template, a memo, a new version, done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.answers import compose, rules
from samfrid.answers.models import Made, Memo, MemoTemplate, MemoVersion, Part
from samfrid.answers.rules import Section
from samfrid.audit.actions import Actor, record
from samfrid.matters.models import ClauseStyle, Matter
from samfrid.matters.queries import matter_page
from samfrid.municipalities import dates
from samfrid.municipalities.models import Access
from samfrid.municipalities.permissions import require
from samfrid.municipalities.tenancy import within
from samfrid.papers.docx import docx
from samfrid.papers.hidden import hidden_content
from samfrid.papers.package import Refused
from samfrid.papers.paper import Paper
from samfrid.papers.readback import Section as Came
from samfrid.papers.readback import sections as read_back
from samfrid.papers.template import TemplateError

#: largest Word file that is taken, in bytes
LARGEST = 20_000_000


@transaction.atomic
def save_template(
    actor: Actor,
    *,
    name: str,
    headings: Sequence[tuple[str, str]],
    clause_style: str = ClauseStyle.ATT,
    sender: str = "",
    look: bytes | None = None,
    look_name: str = "",
    replaces: MemoTemplate | None = None,
) -> MemoTemplate:
    """Keep a way to write memos. One that ``replaces`` another ends it: memos made by that keep it.

    ``headings`` are (part, heading). Raises ``ValidationError`` without a name or a heading, and for a Word file that
    cannot be a template.
    """
    require(actor, "answers.templates", replaces)
    tidy = " ".join(name.split())[:80]
    if not tidy:
        raise ValidationError({"name": _("Ge mallen ett namn.")})
    wanted = [(part, " ".join(heading.split())) for part, heading in headings if heading.strip()]
    if not wanted:
        raise ValidationError({"headings": _("Skriv minst en rubrik.")})
    if look is not None:
        try:
            docx(Paper("Prov", []), look)
        except TemplateError as error:
            raise ValidationError({"look": str(error)}) from error
    if replaces:
        # of two who replace it at once the second is told that it is gone
        replaces = MemoTemplate.objects.select_for_update().get(pk=replaces.pk)
        if replaces.ended_on:
            raise ValidationError(_("Mallen har ersatts under tiden. Öppna den nya."))
        replaces.ended_on = dates.today()
        replaces.save(update_fields=["ended_on"])
        if look is None:
            look = bytes(replaces.look) if replaces.look else None
            look_name = replaces.look_name
    made = MemoTemplate(
        municipality_id=actor.municipality_code,
        name=tidy,
        sender=sender.strip(),
        headings=[{"part": str(Part(part)), "heading": heading[:120]} for part, heading in wanted],
        clause_style=clause_style,
        look=look,
        look_name=look_name[:200],
    )
    made.validate_constraints()
    made.save()
    record(actor, "answers.save_template", made, name=tidy, replaces=str(replaces.pk) if replaces else None)
    return made


@transaction.atomic
def start_memo(
    actor: Actor,
    matter: Matter,
    *,
    template: MemoTemplate | None,
    dated: dt.date,
    title: str = "",
    addressed_to: str = "",
    officer: str = "",
) -> Memo:
    """Begin a memo in a matter: its first version is made of what the matter holds."""
    require(actor, "answers.write", matter)
    memo = Memo.objects.create(
        municipality_id=actor.municipality_code,
        matter=matter,
        template=template,
        title=(" ".join(title.split()) or matter.title)[:300],
        addressed_to=addressed_to.strip()[:200],
        officer=(officer.strip() or actor.actor_name)[:160],
        dated=dated,
    )
    headings = [(one["part"], one["heading"]) for one in template.headings] if template else list(compose.HEADINGS)
    style = template.clause_style if template else ClauseStyle.ATT
    # who reads the matter will read the memo: it names no confidential document unless the matter is so too
    with within(actor.municipality_code, clearance=max(matter.access, Access.INTERNAL)):
        sections = compose.sections(matter_page(matter), headings, style)
    _add(actor, memo, 1, Made.COMPOSED, sections)
    record(actor, "answers.start_memo", matter, memo=str(memo.pk))
    return memo


def _add(
    actor: Actor, memo: Memo, number: int, made: Made, sections: Sequence[Section], hidden: Sequence[str] = ()
) -> MemoVersion:
    return MemoVersion.objects.create(
        municipality_id=actor.municipality_code,
        memo=memo,
        number=number,
        made=made,
        made_by=actor.actor_name,
        sections=[section.as_json() for section in sections],
        hidden=list(hidden),
    )


def _next(memo: Memo, seen: int) -> int:
    """The number of the next version, with the memo locked; refuses whoever has not seen the latest."""
    locked = Memo.objects.select_for_update().get(pk=memo.pk)
    if locked.finished_on:
        raise ValidationError(_("Tjänsteskrivelsen är klar. Öppna den igen för att ändra."))
    last = locked.versions.order_by("-number").first()
    number = last.number if last else 0
    if last and number != seen:
        raise ValidationError(
            _("%(who)s har sparat version %(number)s sedan du började. Din text är kvar; jämför och spara igen.")
            % {"who": last.made_by, "number": number}
        )
    return number + 1


@transaction.atomic
def save_version(actor: Actor, memo: Memo, *, seen: int, sections: Sequence[Section]) -> MemoVersion:
    """Keep what was edited here as a new version; ``seen`` is the number of the version that it was made from."""
    require(actor, "answers.write", memo.matter)
    number = _next(memo, seen)
    too_long = next((one for one in sections if len(one.text) > rules.MOST), None)
    if too_long:
        raise ValidationError(_("Avsnittet ”%(heading)s” är för långt.") % {"heading": too_long.heading})
    version = _add(actor, memo, number, Made.EDITED, sections)
    record(actor, "answers.save_version", memo.matter, memo=str(memo.pk), number=number)
    return version


@transaction.atomic
def take_back(actor: Actor, memo: Memo, *, seen: int, data: bytes) -> MemoVersion:
    """Keep what came back from Word as a new version, with what the file held out of sight.

    Tracked changes count as accepted. Raises ``ValidationError`` for what is no Word file, or has no text.
    """
    require(actor, "answers.write", memo.matter)
    if len(data) > LARGEST:
        raise ValidationError({"file": _("Filen är för stor. Den får vara högst 20 MB.")})
    try:
        came, hidden = read_back(data), hidden_content(data)
    except Refused as error:
        raise ValidationError({"file": str(error)}) from error
    number = _next(memo, seen)
    known = rules.sections_of(memo.versions.get(number=seen).sections) if seen else []
    sections = rules.recognised([(one.heading, _text(one)) for one in _body(came)], known)
    if not any(section.text.strip() for section in sections):
        raise ValidationError({"file": _("Filen har ingen text under någon rubrik.")})
    version = _add(actor, memo, number, Made.WORD, sections, hidden)
    record(actor, "answers.take_back", memo.matter, memo=str(memo.pk), number=number)
    return version


def _body(came: Sequence[Came]) -> list[Came]:
    """The sections under a heading: the head of the letter and its title are made anew each time it goes out."""
    return [one for one in came if one.level > 0]


def _text(section: Came) -> str:
    """What came back, as the text of a section is written."""
    text = before = ""
    number = 0
    for kind, words in section.lines:
        number = number + 1 if kind == before == "clause" else 1
        line = {"clause": f"{number}. {words}", "bullet": f"- {words}"}.get(kind, words)
        joint = "\n\n" if kind == "paragraph" else "\n"
        text, before = f"{text}{joint if text else ''}{line}", kind
    rows = [" | ".join(cells) for table in section.tables for cells in table]
    return "\n\n".join(part for part in (text, "\n".join(rows)) if part)


@transaction.atomic
def finish(actor: Actor, memo: Memo, *, on: dt.date) -> Memo:
    """Say that the memo is done, so that nobody changes what the body has before it."""
    require(actor, "answers.write", memo.matter)
    locked = Memo.objects.select_for_update().get(pk=memo.pk)
    if locked.finished_on is None:
        locked.finished_on = on
        locked.save(update_fields=["finished_on"])
        record(actor, "answers.finish_memo", memo.matter, memo=str(memo.pk))
    return locked


@transaction.atomic
def reopen(actor: Actor, memo: Memo) -> Memo:
    """Open a memo that was done, to be changed again."""
    require(actor, "answers.write", memo.matter)
    locked = Memo.objects.select_for_update().get(pk=memo.pk)
    if locked.finished_on is not None:
        locked.finished_on = None
        locked.save(update_fields=["finished_on"])
        record(actor, "answers.reopen_memo", memo.matter, memo=str(memo.pk))
    return locked
