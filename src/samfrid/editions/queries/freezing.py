"""A commitment's values and words as a row holds them: all rows at once, a handful of queries whatever their number."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from samfrid.commitments import rules
from samfrid.commitments import shown as commitments
from samfrid.commitments.models import (
    Commitment,
    CommitmentPartner,
    CommitmentTag,
    Computed,
    DatePrecision,
    Evidence,
    Origin,
    Progress,
)
from samfrid.commitments.queries import standing_of
from samfrid.matters.models import Matter
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.models import Access, Contact

#: pieces of evidence that a row names, the latest first
MOST_EVIDENCE: Final = 5


def values_of(found: Sequence[Commitment], today: dt.date, *, public: bool) -> dict[UUID, dict[str, Any]]:
    """By commitment, all that any column can show, in the language of the moment. No name of a person is among it.

    ``public``: nothing that needs a clearance, whoever asks. The rows come with ``queries.live.whole``.
    """
    keys = [one.pk for one in found]
    origins, partners, tags = _origins(keys, public=public), _partners(keys), _tags(keys)
    said, evidence = _said(keys), _evidence(keys, public=public)
    return {
        one.pk: {
            **_facts(one),
            **_state(one, today),
            "origin": origins[one.pk],
            "partners": partners[one.pk],
            "tags": tags[one.pk],
            "last_word": _words(said.get(one.pk), public=public),
            "evidence": _shown([str(shown) for shown in evidence[one.pk]], said.get(one.pk)),
            # the row is as closed as the most closed thing that it tells
            "access": max([one.access, *(shown.access for shown in evidence[one.pk])]),
        }
        for one in found
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _facts(one: Commitment) -> dict[str, Any]:
    return {
        "what": rules.as_task(one.text),
        "kind": str(one.get_kind_display()) if one.kind else "",
        "level": str(one.get_level_display()) if one.level else "",
        "arena": str(one.get_arena_display()) if one.arena else "",
        "decided_on": _iso(one.promised_on),
        "starts_on": _iso(one.starts_on),
        "due_on": _iso(one.due_on),
        "due": rules.due_text(one.due_on, one.due_precision),
        "due_exact": one.due_on is not None and one.due_precision == DatePrecision.DAY,
        "rhythm": commitments.rhythm(one.every_months),
        "responsible": commitments.answers(one),
        "contact": _contact(one.contact),
        "share": one.share_done,
        "last_word_on": _iso(one.last_word_on),
        "report_back_on": _iso(one.report_back_on),
        "report_back_body": str(one.report_back_body or ""),
        "reported_back_on": _iso(one.reported_back_on),
    }


def _contact(contact: Contact | None) -> str:
    """The function, never the person; where nobody has named one, that there is somebody to ask."""
    if contact is None:
        return ""
    return contact.function or _("kontaktperson")


def _state(one: Commitment, today: dt.date) -> dict[str, Any]:
    tone, word = commitments.state(one, today)
    standing = standing_of(one, today)
    by_hand = [
        _("%(state)s: %(value)s till %(day)s, %(reason)s")
        % {
            "state": str(Computed(mine.state).label),
            "value": _("ja") if mine.value else _("nej"),
            "day": in_words(mine.until),
            "reason": mine.reason,
        }
        for mine in standing.by_hand
    ]
    settled = rules.is_settled(one.execution)
    facts = {"execution": one.execution, "settled": settled, "late": standing.late, "silent": standing.silent}
    return {"tone": tone, "state": word, "by_hand": by_hand, "nobody": not commitments.answers(one), **facts}


def _origins(keys: Sequence[UUID], *, public: bool) -> dict[UUID, list[str]]:
    """What each comes from. In public not what a label may tell of a matter that is closed, nor a document's name."""
    found: dict[UUID, list[str]] = defaultdict(list)
    every = list(Origin.objects.filter(commitment__in=keys).order_by("created_at", "pk"))
    closed: set[UUID] = set()
    if public:
        pages = {one.page_id for one in every if one.page_kind == "matters.matter"}
        closed = pages - set(Matter.objects.filter(pk__in=pages, access=Access.PUBLIC).values_list("pk", flat=True))
    for one in every:
        hidden = public and (one.page_kind == "documents.document" or one.page_id in closed)
        found[one.commitment_id].append(str(one.get_kind_display()) if hidden else one.label)
    return found


def _partners(keys: Sequence[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = CommitmentPartner.objects.filter(commitment__in=keys).order_by("organisation__name")
    for key, name in rows.values_list("commitment", "organisation__name"):
        found[key].append(name)
    return found


def _tags(keys: Sequence[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = CommitmentTag.objects.filter(commitment__in=keys).order_by("scheme", "name")
    for key, name in rows.values_list("commitment", "name"):
        found[key].append(name)
    return found


def _said(keys: Sequence[UUID]) -> dict[UUID, Progress]:
    """The latest report of each."""
    latest = Progress.objects.filter(commitment__in=keys).order_by("commitment", "-on", "-created_at")
    return {one.commitment_id: one for one in latest.distinct("commitment")}


def _words(said: Progress | None, *, public: bool) -> str:
    if said is None:
        return ""
    parts = [_("ingen förändring")] if said.no_change else []
    parts += [said.text.strip()] if said.text.strip() else []
    if said.decides:
        parts.append(_("beslutas av %(who)s") % {"who": said.decides})
    if said.overtaken_by_label and not public:
        parts.append(_("ersatt av %(label)s") % {"label": said.overtaken_by_label})
    return ". ".join(part.rstrip(".") for part in parts)


def _evidence(keys: Sequence[UUID], *, public: bool) -> dict[UUID, list[Evidence]]:
    """What shows it and still stands, the latest first; in public only what is public itself."""
    found: dict[UUID, list[Evidence]] = defaultdict(list)
    every: Iterable[Evidence] = (
        Evidence.objects.filter(progress__commitment__in=keys, withdrawn_on__isnull=True)
        .filter(access__lte=Access.PUBLIC if public else Access.CONFIDENTIAL)
        .select_related("progress")
        .order_by("-progress__on", "-created_at")
    )
    for one in every:
        shown = found[one.progress.commitment_id]
        if len(shown) < MOST_EVIDENCE:
            shown.append(one)
    return found


def _shown(evidence: list[str], said: Progress | None) -> list[str]:
    return evidence or ([_("godtaget utan underlag")] if said and said.waived else [])
