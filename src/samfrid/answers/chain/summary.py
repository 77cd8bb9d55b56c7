"""A chain in a few sentences, each with what it rests on. Said from the rows, and never more than they say."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samfrid.answers.chain.rows import Chain, ChainKind, ClauseRow, Promise, Step
from samfrid.answers.chain.states import State, state_of, state_of_clause
from samfrid.answers.chain.words import CLAUSES, OUTCOMES, PROMISES, count, each, listed, sentence, shares
from samfrid.matters.models import Outcome
from samfrid.municipalities.dates import in_words
from samfrid.provenance.shown import Quote

#: decisions that the summary tells one by one, the latest; the rest by their number
MOST_DECISIONS: Final = 3
#: names that a sentence tells before it says how many more they are
MOST_NAMES: Final = 4


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with its sources: a document with its page, a paragraph of minutes, a report and its day."""

    text: str
    sources: tuple[str, ...] = ()


def summary(chain: Chain) -> list[Statement]:
    """The chain in a few sentences."""
    found = [*_asked(chain), *_referred(chain), *_decided(chain), *_clauses(chain), *_promises(chain), *_told(chain)]
    return [Statement(sentence(one.text), one.sources) for one in found]


def source(quote: Quote) -> str:
    """A sentence of a document, as a list of sources has it."""
    page = _(", s. %(page)s") % {"page": quote.page} if quote.page else ""
    return f"{quote.document}{page}"


def sources(quotes: Iterable[Quote]) -> tuple[str, ...]:
    """Each document and page once."""
    return tuple(dict.fromkeys(source(one) for one in quotes))


def _asked(chain: Chain) -> Iterator[Statement]:
    if chain.kind in (ChainKind.PLAN, ChainKind.AGREEMENT):
        return
    by = (
        listed(chain.by[:MOST_NAMES])
        if len(chain.by) <= MOST_NAMES
        else _("%(first)s med flera") % {"first": chain.by[0]}
    )
    told = {"the": chain.the, "title": chain.title, "day": chain.raised, "by": by}
    if chain.raised and by:
        text = _("%(the)s ”%(title)s” väcktes %(day)s av %(by)s")
    elif chain.raised:
        text = _("%(the)s ”%(title)s” väcktes %(day)s")
    elif by:
        text = _("%(the)s ”%(title)s” väcktes av %(by)s; dagen är inte registrerad")
    else:
        return
    yield Statement(text % told, sources(chain.quotes))


def _referred(chain: Chain) -> Iterator[Statement]:
    every = chain.referred
    if not every:
        return
    came = [one for one in every if one.answered]
    # who was asked is said by name where it is one, else by number
    if len(every) == 1:
        text = _("%(who)s har yttrat sig") if came else _("%(who)s har fått ärendet på remiss och har inte svarat")
        yield Statement(text % {"who": every[0].asked}, sources(every[0].quotes))
        return
    asked, answered = count(len(every)), count(len(came))
    if len(came) == len(every):
        text = _("%(all)s som fick ärendet på remiss har svarat") % {"all": _all(len(every))}
    elif came:
        text = _("Av %(asked)s som fick ärendet på remiss har %(answered)s svarat") % {
            "asked": asked,
            "answered": answered,
        }
    else:
        text = _("Ingen av de %(asked)s som fick ärendet på remiss har svarat") % {"asked": asked}
    yield Statement(text, sources(quote for one in came for quote in one.quotes))


def _all(number: int) -> str:
    """ "Båda", "Alla sex"."""
    return each(number) if number == 2 else f"{each(number)} {count(number)}"


def _decided(chain: Chain) -> Iterator[Statement]:
    decided = chain.decided
    if chain.answered_on or chain.answerer:
        yield _answered(chain)
    elif not decided and chain.kind != ChainKind.AGREEMENT:
        if chain.proposed:
            yield Statement(_("Det finns förslag till beslut, men inget beslut är registrerat"))
        else:
            yield Statement(_("Inget beslut är registrerat"))
        return
    for one in decided[-MOST_DECISIONS:]:
        yield Statement(_decision(one, chain.kind), (*_of_step(one), *sources(one.quotes)))
    left = len(decided) - MOST_DECISIONS
    if left > 0:
        text = ngettext("Ett tidigare beslut finns", "%(n)s tidigare beslut finns", left)
        yield Statement(text % {"n": count(left, neuter=True)})
    if decided and not chain.settled:
        # a committee may have decided on its statement while the council has not decided the motion (KL 5:35)
        yield Statement(_("Något slutligt beslut är inte registrerat"))


def _answered(chain: Chain) -> Statement:
    told = {"the": chain.the, "who": chain.answerer, "day": in_words(chain.answered_on) if chain.answered_on else ""}
    if chain.answerer and chain.answered_on:
        text = _("%(the)s besvarades %(day)s av %(who)s")
    elif chain.answered_on:
        text = _("%(the)s besvarades %(day)s")
    else:
        text = _("%(the)s ska besvaras av %(who)s; inget svar är registrerat")
    return Statement(text % told, (chain.answered_where,) if chain.answered_where else ())


def _of_step(step: Step) -> tuple[str, ...]:
    """The paragraph of the minutes that a decision stands in."""
    where = step.minutes or " ".join(part for part in (step.body, in_words(step.on) if step.on else "") if part)
    words = f"{where} {step.paragraph}".strip()
    return (_("Protokoll %(where)s") % {"where": words},) if step.minutes or step.paragraph else ()


def _decision(step: Step, kind: ChainKind) -> str:
    day = _(" %(day)s") % {"day": in_words(step.on)} if step.on else ""
    paragraph = f" ({step.paragraph})" if step.paragraph else ""
    told = {"body": step.body or _("Ett organ som inte är registrerat"), "when": f"{day}{paragraph}"}
    if kind == ChainKind.PLAN:
        text = _("%(body)s antog planen%(when)s") % told
        return text if step.on or step.paragraph else _("%(text)s; dagen är inte registrerad") % {"text": text}
    clauses = step.clauses
    if not clauses:
        return _("%(body)s beslutade%(when)s; vad som beslutades är inte registrerat") % told
    told["n"] = count(len(clauses))
    head = ngettext("%(body)s beslutade%(when)s om en att-sats", "%(body)s beslutade%(when)s om %(n)s att-satser",
                    len(clauses))  # fmt: skip
    outcomes = Counter(one.outcome for one in clauses)
    if len(clauses) == 1:
        tail = _("den %(outcome)s") % {"outcome": OUTCOMES[clauses[0].outcome][0]}
    elif len(outcomes) == 1:
        tail = f"{each(len(clauses))} {OUTCOMES[clauses[0].outcome][1]}"
    else:
        tail = shares((outcomes[one], OUTCOMES[one]) for one in Outcome if outcomes[one])
    return _("%(head)s: %(tail)s") % {"head": head % told, "tail": tail}


def _clauses(chain: Chain) -> Iterator[Statement]:
    """How far what is to be carried out has come, clause by clause."""
    every = [one for step in chain.decided for one in step.clauses]
    undone = [one for one in every if one.undone_by]
    if undone:
        text = ngettext(
            "En av dessa att-satser har upphävts av ett senare beslut",
            "%(n)s av dessa att-satser har upphävts av senare beslut",
            len(undone),
        )
        yield Statement(text % {"n": count(len(undone))}, tuple(dict.fromkeys(one.undone_by for one in undone)))
    wanted = [one for one in every if one.promises and not one.undone_by]
    if not wanted:
        return
    states = Counter(state_of_clause(chain.of(one)) for one in wanted)
    if len(every) == 1:
        [state] = states
        text = _("Att-satsen %(state)s") % {"state": CLAUSES[state][0]}
    else:
        text = _progress(len(every), wanted, states)
    yield Statement(text, _of_reports(one for clause in wanted for one in chain.of(clause)))


def _progress(total: int, wanted: Sequence[ClauseRow], states: Counter[State]) -> str:
    number = len(wanted)
    told = {"all": count(total), "n": count(number), "whole": _all(total)}
    if number == total:
        head = _("%(whole)s ska genomföras")
    else:
        head = ngettext(
            "Av %(all)s beslutade att-satser ska en genomföras",
            "Av %(all)s beslutade att-satser ska %(n)s genomföras",
            number,
        )
    if number == 1:
        [state] = states
        tail = _("den %(state)s") % {"state": CLAUSES[state][0]}
    elif len(states) == 1:
        [state] = states
        tail = f"{each(number)} {CLAUSES[state][1]}"
    else:
        tail = shares((states[one], CLAUSES[one]) for one in State if states[one])
    return _("%(head)s: %(tail)s") % {"head": head % told, "tail": tail}


def _of_reports(promises: Iterable[Promise]) -> tuple[str, ...]:
    """The latest report of each, by its day."""
    found = [
        _("Rapport %(day)s om ”%(what)s”") % {"day": in_words(one.last_word_on), "what": one.text}
        for one in promises
        if one.last_word_on
    ]
    return tuple(dict.fromkeys(found))


def _promises(chain: Chain) -> Iterator[Statement]:
    every = chain.promises
    if not every:
        if chain.kind in (ChainKind.PLAN, ChainKind.AGREEMENT):
            yield Statement(_("Inga åtaganden är registrerade"))
        return
    states = Counter(state_of(one.execution) for one in every)
    told = {"n": count(len(every), neuter=True)}
    head = ngettext("Ett åtagande finns", "%(n)s åtaganden finns", len(every)) % told
    if chain.more:
        head = _("%(n)s åtaganden redovisas här av %(all)s") % {"n": len(every), "all": len(every) + chain.more}
    if len(every) == 1:
        tail = _("det %(state)s") % {"state": PROMISES[state_of(every[0].execution)][0]}
    elif len(states) == 1:
        [state] = states
        tail = f"{each(len(every))} {PROMISES[state][1]}"
    else:
        tail = shares(((states[one], PROMISES[one]) for one in PROMISES if states[one]), neuter=True)
    yield Statement(_("%(head)s: %(tail)s") % {"head": head, "tail": tail}, _of_reports(every))
    yield from _shortfalls(every)


def _shortfalls(every: Sequence[Promise]) -> Iterator[Statement]:
    """What is late, what nobody answers for, what is said to be done and not shown."""
    late = [one for one in every if one.late]
    if len(late) == 1:
        day = late[0].due_on
        tail = _(" och skulle ha varit klart %(day)s") % {"day": late[0].due} if day else ""
        yield Statement(_("Ett åtagande är försenat%(tail)s") % {"tail": tail})
    elif late:
        first = min((one for one in late if one.due_on), key=lambda one: one.due_on or dt.date.max, default=None)
        tail = _(", det äldsta sedan %(day)s") % {"day": first.due} if first else ""
        yield Statement(_("%(n)s åtaganden är försenade%(tail)s") % {"n": count(len(late), neuter=True), "tail": tail})
    nobody = sum(not one.who for one in every if state_of(one.execution) not in _OVER)
    if nobody:
        text = ngettext("För ett åtagande finns ingen ansvarig", "För %(n)s åtaganden finns ingen ansvarig", nobody)
        yield Statement(text % {"n": count(nobody, neuter=True)})
    unproven = sum(one.execution == "done" and not one.proven for one in every)
    if unproven:
        text = ngettext(
            "För ett åtagande som rapporterats genomfört finns inget underlag registrerat",
            "För %(n)s åtaganden som rapporterats genomförda finns inget underlag registrerat",
            unproven,
        )
        yield Statement(text % {"n": count(unproven, neuter=True)})


_OVER: Final = (State.DONE, State.CANNOT, State.OVERTAKEN)


def _told(chain: Chain) -> Iterator[Statement]:
    """The latest word, and whether it was told to whom it was to be told."""
    if chain.followed_up:
        day = in_words(max(on for on, _note in chain.followed_up))
        yield Statement(_("Avtalet följdes senast upp %(day)s") % {"day": day})
    if chain.promises:
        days = [one.last_word_on for one in chain.promises if one.last_word_on]
        if days:
            yield Statement(_("Det senaste beskedet kom %(day)s") % {"day": in_words(max(days))})
    back = [one for one in chain.promises if one.report_back_on or one.reported_back_on]
    done = [one.reported_back_on for one in back if one.reported_back_on]
    waits = [one for one in back if not one.reported_back_on and one.report_back_on]
    if done:
        yield Statement(_("Återrapportering skedde senast %(day)s") % {"day": in_words(max(done))})
    missed = [one.report_back_on for one in waits if one.report_back_on and one.report_back_on < chain.today]
    coming = [one.report_back_on for one in waits if one.report_back_on and one.report_back_on >= chain.today]
    if missed:
        yield Statement(
            _("Återrapportering skulle ha skett %(day)s och är inte registrerad") % {"day": in_words(min(missed))}
        )
    if coming:
        yield Statement(_("Återrapportering ska ske senast %(day)s") % {"day": in_words(min(coming))})
