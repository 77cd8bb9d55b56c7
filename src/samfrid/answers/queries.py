"""What the memo workshop reads, within the reader's own rights: a memo is read by whoever may read its matter."""

from __future__ import annotations

from django.db.models import F

from samfrid.answers.models import Memo, MemoTemplate, MemoVersion
from samfrid.matters.models import Matter
from samfrid.municipalities.models import SwedishKey


def templates(municipality_code: str) -> list[MemoTemplate]:
    """The templates in use, by name in Swedish order; without their Word files."""
    found = MemoTemplate.objects.filter(municipality_id=municipality_code, ended_on__isnull=True)
    return list(found.defer("look").order_by(SwedishKey(F("name"))))


def memos(matter: Matter) -> list[Memo]:
    """The memos of a matter, the latest first."""
    return list(matter.memos.select_related("template").order_by("-created_at"))


def versions(memo: Memo) -> list[MemoVersion]:
    """All versions, the latest first."""
    return list(memo.versions.order_by("-number"))
