"""A memo as a paper: head, body, source notes."""

from __future__ import annotations

from django.utils.translation import override

from samfrid.answers.models import Memo, MemoVersion
from samfrid.answers.rules import paper_blocks, sections_of
from samfrid.matters.models import ClauseStyle
from samfrid.municipalities.dates import in_words
from samfrid.papers.paper import Paper


@override("sv")
def memo_paper(memo: Memo, version: MemoVersion) -> Paper:
    """The version as the municipality sends it."""
    numbers = list(memo.matter.diary_numbers.order_by("created_at").values_list("number", flat=True))
    reference = [("Datum", in_words(memo.dated))]
    reference += [("Diarienummer", ", ".join(numbers))] if numbers else []
    reference += [("Handläggare", memo.officer)] if memo.officer else []
    style = memo.template.clause_style if memo.template else ClauseStyle.ATT
    sender = memo.template.sender.splitlines() if memo.template else []
    return Paper(
        title=memo.title,
        kind="Tjänsteskrivelse",
        sender=[memo.municipality.name, *sender],
        reference=reference,
        recipient=[memo.addressed_to] if memo.addressed_to else [],
        blocks=paper_blocks(sections_of(version.sections), style),
    )
