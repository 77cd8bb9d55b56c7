"""Registering a matter and its parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments.models import DatePrecision
from samfrid.matters import rules
from samfrid.matters.actions.listed import refresh
from samfrid.matters.models import (
    DiaryNumber,
    Matter,
    MatterKind,
    MatterLink,
    MatterPerson,
    PersonRole,
    Question,
    Request,
)
from samfrid.municipalities import dates
from samfrid.municipalities.dates import PartialDate, in_words
from samfrid.municipalities.models import Access, Body
from samfrid.municipalities.permissions import require
from samfrid.municipalities.writing import insert_together
from samfrid.provenance.actions import Sentence, cite


def locked(matter: Matter) -> Matter:
    """The matter, with nobody else numbering its parts at the same time; others may still point at it."""
    # a full lock would make a row elsewhere that names the matter wait at its commit, and two such for ever
    return Matter.objects.select_for_update(no_key=True).get(pk=matter.pk)


def first_access(kind: MatterKind) -> Access:
    """Who may read a matter of which nothing else is said: what somebody has raised is open, the municipality's own
    business internal.
    """
    return Access.INTERNAL if kind == MatterKind.OWN else Access.PUBLIC


def write_matter(
    actor: Actor,
    *,
    kind: MatterKind,
    title: str,
    raised: PartialDate | None = None,
    addressee: str = "",
    numbers: Sequence[str] = (),
    people: Sequence[tuple[str, str, PersonRole]] = (),
    title_is_ours: bool = False,
    access: Access | None = None,
    sentences: Sequence[Sentence] = (),
) -> Matter:
    """Open a matter, in the caller's transaction, which cannot hold if this raises. ``people`` are (name, party, role).

    A number that another matter has is refused with a sentence; whether the matter is there already is asked first, of
    ``queries.find_match``.
    """
    require(actor, "matters.edit")
    tidy = " ".join(title.split())
    if not tidy:
        raise ValidationError({"title": _("Skriv ärendets rubrik.")})
    matter = Matter(
        municipality_id=actor.municipality_code,
        kind=kind,
        title=tidy[:300],
        title_is_ours=title_is_ours,
        raised_on=raised.last if raised else None,
        raised_precision=DatePrecision(raised.precision) if raised else DatePrecision.DAY,
        addressee=addressee.strip()[:200],
        access=first_access(kind) if access is None else access,
    )
    given, persons = _numbers_of(matter, numbers), _people_of(matter, people)
    movers = [str(person) for person in persons if person.role == PersonRole.MOVER]
    # as ``refresh`` would make it of the rows
    facts = {"movers": movers, "numbers": [number.number for number in given]}
    matter.listed = {name: values for name, values in facts.items() if values}
    if insert_together([matter], given, persons)[1] < len(given):
        # looked for only now, so that of two who take a number at once the second is told so too
        for number in given:
            _refuse_taken(matter, number.key)
        raise IntegrityError("diary_number_once")
    told = {"numbers": facts["numbers"], "people": [person.name for person in persons]}
    record(actor, "matters.register", matter, title=matter.title, kind=str(kind), **told)
    if sentences:
        cite(matter, list(sentences))
    return matter


register = transaction.atomic(write_matter)


def _numbers_of(matter: Matter, numbers: Sequence[str]) -> list[DiaryNumber]:
    """The numbers as rows, each once. Raises ``ValidationError`` for what is no diary number."""
    made: dict[str, DiaryNumber] = {}
    for number in numbers:
        tidy, key = _number(number)
        made.setdefault(key, DiaryNumber(municipality_id=matter.municipality_id, matter=matter, number=tidy, key=key))
    return list(made.values())


def _number(number: str) -> tuple[str, str]:
    """A diary number tidied, and its key. Raises ``ValidationError`` for what is none."""
    tidy = " ".join(number.split())[:60]
    key = rules.number_key(tidy)
    if not key:
        raise ValidationError({"numbers": _("”%(number)s” är inget diarienummer.") % {"number": tidy}})
    return tidy, key


def _people_of(matter: Matter, people: Sequence[tuple[str, str, PersonRole]]) -> list[MatterPerson]:
    """The people as rows, each once in each role. Raises ``ValidationError`` for one without a name."""
    made: dict[tuple[str, str], MatterPerson] = {}
    for name, party, role in people:
        tidy = _name(name)
        row = MatterPerson(municipality_id=matter.municipality_id, matter=matter, name=tidy, role=role)
        known = made.setdefault((tidy.casefold(), role), row)
        known.party = known.party or party.strip()[:40]
    return list(made.values())


def _name(name: str) -> str:
    tidy = " ".join(name.split())[:160]
    if not tidy:
        raise ValidationError({"people": _("Skriv ett namn.")})
    return tidy


def _refuse_taken(matter: Matter, key: str) -> None:
    """Raise ``ValidationError`` if the number is another matter's. A bare number can be of any committee's register."""
    others = DiaryNumber.objects.filter(municipality_id=matter.municipality_id, key=key).exclude(matter=matter)
    taken = others.first() if rules.names_series(key) else None
    if taken is None:
        return
    # the other matter may be one that the actor may not read
    other = Matter.objects.filter(pk=taken.matter_id).first()
    told = {"number": taken.number, "title": other.title if other else ""}
    if other:
        raise ValidationError({"numbers": _("Diarienumret %(number)s hör redan till ärendet ”%(title)s”.") % told})
    raise ValidationError({"numbers": _("Diarienumret %(number)s hör redan till ett annat ärende.") % told})


@transaction.atomic
def set_raised(actor: Actor, matter: Matter, raised: PartialDate, *, today: dt.date | None = None) -> Matter:
    """Say when the matter was raised, from where the clock of KL 5:35 goes.

    Raises ``ValidationError`` for a day to come, and for one after a decision in the matter.
    """
    require(actor, "matters.edit", matter)
    if raised.first > (today or dates.today()):
        raise ValidationError({"raised": _("Dagen har inte varit än.")})
    own = locked(matter)
    first = own.decisions.filter(on__isnull=False).order_by("on").first()
    if first and first.on and first.on < raised.first:
        raise ValidationError(
            {"raised": _("Ett beslut i ärendet är från %(day)s, före den dagen.") % {"day": in_words(first.on)}}
        )
    before = own.raised_on
    own.raised_on, own.raised_precision = raised.last, DatePrecision(raised.precision)
    own.save(update_fields=["raised_on", "raised_precision"])
    record(
        actor,
        "matters.set_raised",
        own,
        raised=raised.last.isoformat(),
        precision=str(raised.precision),
        before=before.isoformat() if before else None,
    )
    return own


@transaction.atomic
def entitle(actor: Actor, matter: Matter, title: str, addressee: str = "") -> Matter:
    """Call the matter what its own document calls it; until then it had the name that others gave it."""
    require(actor, "matters.edit", matter)
    tidy = " ".join(title.split())[:300]
    own = locked(matter)
    if not tidy or (own.title == tidy and (own.addressee or not addressee)):
        return own
    before, own.title, own.title_is_ours = own.title, tidy, False
    own.addressee = own.addressee or addressee.strip()[:200]
    own.save(update_fields=["title", "title_is_ours", "addressee"])
    record(actor, "matters.entitle", own, title=tidy, before=before)
    return own


@transaction.atomic
def add_number(actor: Actor, matter: Matter, number: str, body: Body | None = None) -> DiaryNumber:
    """Give the matter one more diary number, of ``body``'s register where that is known. Twice is harmless; a number of
    another matter is refused.
    """
    require(actor, "matters.edit", matter)
    tidy, key = _number(number)
    locked(matter)
    own = matter.diary_numbers.filter(key=key).first()
    if own:
        if body and own.body_id is None:
            own.body = body
            own.save(update_fields=["body"])
        return own
    made = DiaryNumber(municipality_id=actor.municipality_code, matter=matter, number=tidy, key=key, body=body)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        _refuse_taken(matter, key)
        raise
    record(actor, "matters.add_number", matter, number=tidy)
    refresh(matter)
    return made


@transaction.atomic
def add_person(actor: Actor, matter: Matter, name: str, party: str, role: PersonRole) -> MatterPerson:
    """Give somebody a part in the matter. Twice is harmless; a party that was not known is filled in."""
    require(actor, "matters.edit", matter)
    tidy = _name(name)
    locked(matter)
    known = matter.people.filter(name__iexact=tidy, role=role).first()
    if known:
        if party and not known.party:
            known.party = party[:40]
            known.save(update_fields=["party"])
            refresh(matter)
        return known
    made = MatterPerson.objects.create(
        municipality_id=actor.municipality_code, matter=matter, name=tidy, party=party.strip()[:40], role=role
    )
    record(actor, "matters.add_person", matter, name=tidy, role=str(role))
    refresh(matter)
    return made


@transaction.atomic
def add_request(actor: Actor, matter: Matter, text: str, sentences: Sequence[Sentence] = ()) -> Request:
    """Add what is asked for, clause by clause; the same clause from another document joins."""
    require(actor, "matters.edit", matter)
    tidy = text.strip()
    if not tidy:
        raise ValidationError({"text": _("Skriv vad som yrkas.")})
    locked(matter)
    for known in matter.requests.all():
        if rules.same_clause(known.text, tidy):
            cite(known, list(sentences))
            return known
    number = (matter.requests.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Request.objects.create(municipality_id=actor.municipality_code, matter=matter, number=number, text=tidy)
    cite(made, list(sentences))
    record(actor, "matters.add_request", matter, number=number)
    return made


@transaction.atomic
def add_question(
    actor: Actor,
    matter: Matter,
    *,
    text: str,
    answer: str = "",
    refers_back: bool = False,
    lacks_figure: bool = False,
    sentences: Sequence[Sentence] = (),
) -> Question:
    """Add a question; the same question from another document joins, and brings its answer where there was none."""
    require(actor, "matters.edit", matter)
    tidy, answered = text.strip(), answer.strip()
    if not tidy:
        raise ValidationError({"text": _("Skriv frågan.")})
    locked(matter)
    for known in matter.questions.all():
        if rules.same_clause(known.text, tidy):
            if answered and not known.answer:
                known.answer, known.refers_back, known.lacks_figure = answered, refers_back, lacks_figure
                known.save(update_fields=["answer", "refers_back", "lacks_figure"])
                record(actor, "matters.answer_question", matter, number=known.number)
                refresh(matter)
            cite(known, list(sentences))
            return known
    made = Question.objects.create(
        municipality_id=actor.municipality_code,
        matter=matter,
        number=(matter.questions.aggregate(last=Max("number"))["last"] or 0) + 1,
        text=tidy,
        answer=answered,
        refers_back=refers_back,
        lacks_figure=lacks_figure,
    )
    cite(made, list(sentences))
    record(actor, "matters.add_question", matter, number=made.number, answered=bool(answered))
    refresh(matter)
    return made


@transaction.atomic
def relate(actor: Actor, matter: Matter, other: Matter) -> None:
    """Say that two matters belong together, seen from both. Twice is harmless."""
    require(actor, "matters.edit", matter)
    require(actor, "matters.edit", other)
    if matter.pk == other.pk:
        raise ValidationError(_("Ett ärende kan inte höra ihop med sig självt."))
    first, second = sorted((matter, other), key=lambda one: one.pk)
    _link, made = MatterLink.objects.get_or_create(
        municipality_id=actor.municipality_code, from_matter=first, to_matter=second
    )
    if made:
        # each by its key alone: a reader of the one may not have the right to know of the other
        record(actor, "matters.relate", matter, other=str(other.pk))
        record(actor, "matters.relate", other, other=str(matter.pk))
