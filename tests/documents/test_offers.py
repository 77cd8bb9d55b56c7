"""Documents to choose among are told apart."""

from __future__ import annotations

import datetime as dt

import pytest

from samfrid.documents.models import Document, DocumentState
from samfrid.documents.offers import MOST_LETTERS, documents_for
from samfrid.municipalities.models import Membership

AT = dt.datetime(2026, 3, 2, 13, 5, tzinfo=dt.UTC)


def kept(actor: Membership, place: int, title: str, name: str, dated: str = "") -> Document:
    made = Document.objects.create(
        municipality_id=actor.municipality_code,
        name=name,
        title=title,
        dated=dated,
        sha256=f"{place:064d}",
        size=1,
        state=DocumentState.APPROVED,
    )
    Document.objects.filter(pk=made.pk).update(created_at=AT + dt.timedelta(minutes=place))
    return made


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        ([("Rapport", "a.pdf", "2025-01-31"), ("Avtal", "b.pdf", "")], ["Rapport", "Avtal"]),
        (
            [("Rapport", "a.pdf", "2025-01-31"), ("rapport ", "b.pdf", "")],
            ["Rapport (2025-01-31, a.pdf)", "rapport  (b.pdf)"],
        ),
        (
            [("Rapport", "a.pdf", ""), ("Rapport", "a.pdf", "")],
            ["Rapport (a.pdf, 2026-03-02 14:05)", "Rapport (a.pdf, 2026-03-02 14:06)"],
        ),
        (
            [("", "a.pdf", ""), ("", "a.pdf", "")],
            ["a.pdf (2026-03-02 14:05)", "a.pdf (2026-03-02 14:06)"],
        ),
    ],
)
def test_what_repeats_is_told_apart(
    coordinator: Membership, rows: list[tuple[str, str, str]], labels: list[str]
) -> None:
    made = [kept(coordinator, place, *row) for place, row in enumerate(rows)]
    offered = [one.label.replace("\N{NO-BREAK SPACE}", " ") for one in documents_for(made[0])]
    assert offered == labels[::-1]


def test_what_tells_long_titles_apart_is_not_cut_off(coordinator: Membership) -> None:
    made = [kept(coordinator, place, "Ö" * 300, f"{place}.pdf") for place in range(2)]
    offered = [one.label for one in documents_for(made[0])]
    assert [one[-8:] for one in offered] == [" (1.pdf)", " (0.pdf)"]
    assert {len(one) for one in offered} == {MOST_LETTERS}
