"""A memo's first version, made from what the matter holds. Swedish always: it is the municipality's own paper.

Nothing is made up: what no record tells is left for the officer to write, with nothing in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from django.utils.translation import override

from samfrid.answers.models import Part
from samfrid.answers.rules import Section, numbered
from samfrid.matters.models import Decision, MatterKind, PersonRole, Referral, Stage, Stance
from samfrid.matters.queries import MatterPage
from samfrid.matters.shown import THE
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Body

#: what a memo has where the municipality has no template of its own, in the order that most write it (domain.md 1.5)
HEADINGS: Final = (
    (Part.PROPOSAL, "Förslag till beslut"),
    (Part.SUMMARY, "Sammanfattning"),
    (Part.BACKGROUND, "Beskrivning av ärendet"),
    (Part.ASSESSMENT, "Bedömning"),
    (Part.ECONOMY, "Ekonomiska konsekvenser"),
    (Part.EQUALITY, "Konsekvenser för jämställdhet"),
    (Part.CHILDREN, "Konsekvenser för barn"),
    (Part.GROUNDS, "Beslutsunderlag"),
    (Part.RECIPIENTS, "Beslutet skickas till"),
    (Part.SOURCES, "Källor"),
)


@override("sv")
def sections(page: MatterPage, headings: Iterable[tuple[str, str]], style: str) -> list[Section]:
    """The sections under the given headings, (part, heading) in order."""
    made: dict[str, Callable[[], str]] = {
        Part.PROPOSAL: lambda: _proposals(page, style),
        Part.SUMMARY: lambda: _summary(page),
        Part.BACKGROUND: lambda: _background(page, style),
        Part.GROUNDS: lambda: _grounds(page),
        Part.RECIPIENTS: lambda: _points(_recipients(page)),
        Part.SOURCES: lambda: _points(_sources(page)),
    }
    # ordinary spaces, as Word gives them back
    texts = ((part, heading, made.get(part, str)()) for part, heading in headings)
    return [Section(str(part), heading, text.replace("\N{NO-BREAK SPACE}", " ")) for part, heading, text in texts]


def _points(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in dict.fromkeys(lines))


def _proposals(page: MatterPage, style: str) -> str:
    """What each body is recommended or proposed to decide, the nearest body first; the requests where nothing is."""
    steps = [one for one in page.decisions if one.stage in (Stage.RECOMMENDED, Stage.PROPOSED)]
    steps.sort(key=lambda one: (_height(one.body), one.on or page.matter.created_at.date()))
    texts = []
    for step in steps:
        clauses = [clause.text for clause in step.clauses.all()]
        texts.append(f"{_lead(step)}\n{numbered(clauses, style)}")
    return "\n\n".join(texts)


def _height(body: Body | None) -> int:
    """How near the council a body is: the chain goes from the committee's drafting body to the council."""
    order = ("subcommittee", "other", "committee", "executive", "council")
    return order.index(body.kind) if body else 0


def _lead(step: Decision) -> str:
    body = step.body.name if step.body else "Nämnden"
    return f"{step.proposed_by} föreslår {_inside(body)} besluta" if step.proposed_by else f"{body} föreslås besluta"


def _inside(name: str) -> str:
    """A body's name inside a sentence: "Kommunstyrelsen" is "kommunstyrelsen", "KS" stays."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _movers(page: MatterPage) -> str:
    names = [str(person) for person in page.people if person.role == PersonRole.MOVER]
    return " och ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _summary(page: MatterPage) -> str:
    """One neutral sentence of who asked for what when: a summary says nothing of the proposal."""
    matter, movers = page.matter, _movers(page)
    if matter.kind == MatterKind.OWN or not movers:
        return f"Ärendet gäller {matter.title}."
    when = f", väckt {in_words(matter.raised_on, matter.raised_precision)}" if matter.raised_on else ""
    if matter.title.casefold().startswith(str(MatterKind(matter.kind).label)):
        # "Motion om …" names its sort already
        return f"{movers} har lämnat ”{matter.title}”{when}."
    what = "ställer frågor om" if page.questions and not page.requests else "tar upp"
    return f"{movers} {what} {matter.title} i {_a(matter.kind)}{when}."


def _a(kind: str) -> str:
    articles = {
        MatterKind.QUESTION: "en enkel fråga",
        MatterKind.INITIATIVE: "ett initiativärende",
        MatterKind.CITIZEN_PROPOSAL: "ett medborgarförslag",
    }
    return articles.get(MatterKind(kind), f"en {MatterKind(kind).label}")


def _background(page: MatterPage, style: str) -> str:
    the = str(THE[MatterKind(page.matter.kind)])
    parts = []
    if page.requests:
        parts.append(f"I {the} föreslås\n{numbered([one.text for one in page.requests], style)}")
    if page.questions:
        asked = "\n".join(f"{one.number}. {one.text}" for one in page.questions)
        parts.append(f"I {the} ställs frågorna\n{asked}")
    answered = [one for one in page.referrals if one.stance or one.text]
    parts += [_statement(one) for one in answered]
    waiting = [one.asked for one in page.referrals if not one.stance and not one.text]
    if waiting:
        parts.append(f"Yttrande har begärts men inte kommit från {', '.join(waiting)}.")
    for decision in page.decisions:
        if decision.stage == Stage.FINAL and decision.on:
            clauses = numbered([clause.text for clause in decision.clauses.all()], style)
            who = decision.body.name if decision.body else "Organet"
            where = f", {decision.paragraph}," if decision.paragraph else ""
            parts.append(f"{who} beslutade {in_words(decision.on)}{where} följande.\n{clauses}")
    return "\n\n".join(parts)


def _statement(referral: Referral) -> str:
    said = {
        Stance.SUPPORTS: "tillstyrker",
        Stance.SUPPORTS_IF: "tillstyrker under förutsättning",
        Stance.OPPOSES: "avstyrker",
    }
    verb = said.get(Stance(referral.stance)) if referral.stance else None
    first = f"{referral.asked} {verb}" if verb else f"{referral.asked} har yttrat sig"
    if referral.stance == Stance.SUPPORTS_IF and referral.condition:
        first = f"{first}: {referral.condition.strip().rstrip('.')}"
    when = f" ({in_words(referral.answered_on)})" if referral.answered_on else ""
    text = referral.text.strip()
    if verb and text.casefold().startswith(verb.split()[0]):
        # the statement's own words tell it already: "tillstyrker förslaget under förutsättning att …"
        return f"{referral.asked}{when} {text.rstrip('.')}."
    return f"{first}{when}. {text}".rstrip()


def _grounds(page: MatterPage) -> str:
    """What the body has before it; our own letter stands first, as the writing rules want."""
    own = [f"Denna tjänsteskrivelse om {page.matter.title}"]
    return _points([*own, *(one.name for one in page.matter.attachments.order_by("created_at"))])


def _recipients(page: MatterPage) -> list[str]:
    movers = [str(person) for person in page.people if person.role == PersonRole.MOVER]
    return [*movers, *(one.asked for one in page.referrals)]


def _sources(page: MatterPage) -> list[str]:
    """The documents that the matter's facts rest on, each with the pages."""
    pages: dict[str, set[int]] = {}
    for sources in page.sources.values():
        for one in sources:
            pages.setdefault(one.document_title, set()).update([one.page] if one.page else [])
    return [f"{title}, s. {', '.join(map(str, sorted(found)))}" if found else title for title, found in pages.items()]
