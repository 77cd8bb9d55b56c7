"""What somebody says by her link: a report like any other, in her name, and with no right but that."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samfrid.audit.actions import record
from samfrid.commitments.actions import report
from samfrid.commitments.models import Commitment, Execution, Progress, Via
from samfrid.municipalities.actors import SystemActor
from samfrid.reporting import links, queries
from samfrid.reporting.models import Item, Link, Request, Round
from samfrid.reporting.rules import OPEN_STATES

#: all that a link gives the right to
RIGHTS: Final = frozenset({"commitments.report"})


class Choice(StrEnum):
    """The four answers."""

    SAME = "same"
    PROGRESS = "progress"
    DONE = "done"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class Said:
    """An answer about one commitment, with the latest report that she saw (None where she saw none)."""

    choice: Choice
    text: str = ""
    share_done: int | None = None
    evidence: str = ""
    decides: str = ""
    as_seen: UUID | None = None


def actor_of(request: Request) -> SystemActor:
    """Who answers by a link: the contact, with name and function, and no other right."""
    return SystemActor(request.municipality_id, str(request.contact), rights=RIGHTS)


@transaction.atomic
def answer(link: Link, item: Item, said: Said, *, today: dt.date) -> Progress:
    """Report by a link. Pressing twice says it once; an answer that is corrected is a later report.

    Raises ``PermissionDenied`` for a link that is good no longer and for what it does not open, and what
    :func:`samfrid.commitments.actions.report` raises: among else, where another has reported since she saw the page.
    """
    # the round before the question, as whoever asks about more does: else two could wait for each other
    Round.objects.select_for_update(no_key=True).get(pk=link.request.round_id)
    locked = Item.objects.select_for_update(of=("self",)).select_related("request__round", "request__contact")
    own = locked.get(pk=item.pk)
    if own.request_id != link.request_id or links.over(own.request, today, link):
        raise PermissionDenied("reporting.answer")
    (asked,) = queries.questions([own])
    if own.progress and _is_same(own.progress, said) and not _answers_another(own.progress, asked.latest, said):
        return own.progress
    if asked.commitment is None or asked.state not in OPEN_STATES:
        raise ValidationError({"choice": _("Åtagandet är avslutat eller har lämnats över. Ladda om sidan.")})
    made = _report(own, asked.commitment, said, today)
    own.progress, own.link, own.answered_at = made, link, timezone.now()
    own.save(update_fields=["progress", "link", "answered_at"])
    _finish(own.request)
    return made


def _execution(commitment: Commitment, choice: Choice) -> Execution:
    if choice is Choice.PROGRESS:
        partly = commitment.execution == Execution.PARTLY_DONE
        return Execution.PARTLY_DONE if partly else Execution.UNDER_WAY
    if choice is Choice.SAME:
        return Execution(commitment.execution)
    return Execution.DONE if choice is Choice.DONE else Execution.CANNOT


def _report(item: Item, commitment: Commitment, said: Said, today: dt.date) -> Progress:
    actor = actor_of(item.request)
    return report(
        actor,
        commitment,
        on=today,
        execution=_execution(commitment, said.choice),
        text=said.text,
        share_done=said.share_done if said.choice is Choice.PROGRESS else None,
        no_change=said.choice is Choice.SAME,
        evidence=said.evidence if said.choice is Choice.DONE else "",
        decides=said.decides if said.choice is Choice.CANNOT else "",
        via=Via.LINK,
        as_seen=said.as_seen,
        by=actor.actor_name,
        today=today,
    )


def choice_of(progress: Progress) -> Choice:
    """Which of the four answers a report by link was."""
    if progress.no_change:
        return Choice.SAME
    told = {Execution.DONE: Choice.DONE, Execution.CANNOT: Choice.CANNOT}
    return told.get(Execution(progress.execution), Choice.PROGRESS)


def _is_same(kept: Progress, said: Said) -> bool:
    """Whether this is what she said last: the button was pressed twice."""
    if choice_of(kept) is not said.choice or kept.text != said.text.strip():
        return False
    if said.choice is Choice.PROGRESS:
        return kept.share_done == said.share_done
    if said.choice is Choice.CANNOT:
        return kept.decides == said.decides.strip()
    shown = "\n".join(one.url or one.text for one in kept.evidence.all())
    return said.choice is Choice.SAME or shown == said.evidence.strip()


def _answers_another(kept: Progress, latest: Progress | None, said: Said) -> bool:
    """Whether she has read what another has reported since, and says the same again all the same."""
    return latest is not None and latest.pk != kept.pk and latest.pk == said.as_seen


def _finish(request: Request) -> None:
    """Note that nothing is left to answer, once; the round is held."""
    if request.answered_at is None and not queries.waiting(queries.states_of(request)):
        request.answered_at = timezone.now()
        request.save(update_fields=["answered_at"])
        record(actor_of(request), "reporting.answer", request.round, who=str(request.contact))
