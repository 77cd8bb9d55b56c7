"""What the memo workshop reads, within the reader's own rights: a memo that is done is read by whoever may read its
matter. Until then it is working material (utkast, TF 2:12), and so are the versions before the last.
"""

from __future__ import annotations

from django.db.models import F

from samfrid.answers.models import Memo, MemoTemplate, MemoVersion
from samfrid.matters.models import Matter
from samfrid.municipalities.models import SwedishKey


def templates(municipality_code: str) -> list[MemoTemplate]:
    """The templates in use, by name in Swedish order; without their Word files."""
    found = MemoTemplate.objects.filter(municipality_id=municipality_code, ended_on__isnull=True)
    return list(found.defer("look").order_by(SwedishKey(F("name"))))


def memos(matter: Matter, *, drafts: bool) -> list[Memo]:
    """The memos of a matter, the latest first; with ``drafts`` also those that are not done."""
    found = matter.memos.select_related("template").order_by("-created_at")
    return list(found if drafts else found.filter(finished_on__isnull=False))


def versions(memo: Memo, *, drafts: bool) -> list[MemoVersion]:
    """The versions, the latest first; without ``drafts`` that alone which the body has before it, if it is done."""
    found = memo.versions.order_by("-number")
    return list(found if drafts else found[: 1 if memo.finished_on else 0])
