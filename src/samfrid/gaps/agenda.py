"""What falls short and concerns those who meet: offered for the agenda of a cooperation group's meeting."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import override

from samfrid.commitments.models import Commitment
from samfrid.commitments.offered import Offer
from samfrid.gaps.checks.base import AGREEMENT, COMMITMENT
from samfrid.gaps.models import Gap
from samfrid.gaps.sentences import WORDS, sentence
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Access
from samfrid.partners.models import GroupMember, Party

#: more is not offered at once: a meeting has its limits
MOST = 30


def concerning(members: Sequence[GroupMember]) -> list[Offer]:
    """The open gaps about what the members answer for or take part in, and about the agreements that they are parties
    of, the heaviest and oldest first. What is known for a while is not offered, nor what is confidential.
    """
    units = [one.unit_id for one in members if one.unit_id]
    outside = [one.organisation_id for one in members if one.organisation_id]
    if not units and not outside:
        return []
    answer_for = Q(responsible__in=units) | Q(responsible_organisation__in=outside) | Q(partners__in=outside)
    commitments = Commitment.objects.filter(answer_for).values("pk")
    agreements = Party.objects.filter(organisation__in=outside).values("agreement")
    about = Q(record_kind=COMMITMENT, record_id__in=commitments) | Q(record_kind=AGREEMENT, record_id__in=agreements)
    rows = Gap.objects.filter(
        about,
        municipality_id=members[0].municipality_id,
        mended_on__isnull=True,
        known_until__isnull=True,
        access__lte=Access.INTERNAL,
        rule__in=list(WORDS),
    ).order_by("-severity", "since", "id")[:MOST]
    day = today()
    # an agenda is the municipality's own paper, in Swedish whoever writes it
    with override("sv"):
        return [Offer(one.record_kind, one.record_id, sentence(one, day), one.access) for one in rows]
