"""The reports as files: for the council's papers, and to work on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from samfrid.matters.queries.referrals import Due
from samfrid.matters.reports import Row
from samfrid.municipalities.dates import in_words
from samfrid.papers.paper import Block, Bullets, Heading, Paper, Run, Table, Text
from samfrid.papers.sheet import Column, Sheet

LAW: Final = (
    "En motion eller ett medborgarförslag ska om möjligt beredas så att fullmäktige kan fatta beslut inom ett år från "
    "det att det väcktes. Kan det inte ske ska detta, och det som har kommit fram vid beredningen, anmälas till "
    "fullmäktige inom samma tid. Fullmäktige får då avskriva ärendet från vidare handläggning (kommunallagen 5 kap. "
    "35 §)."
)


@override("sv")
def year_paper(municipality: str, every: Sequence[Row], today: dt.date) -> Paper:
    """What the council is told of motions and citizen proposals that it has not decided (KL 5:35, 8:1)."""
    blocks: list[Block] = [Text([LAW, _summary(every, today)])]
    if any(one.confidential for one in every):
        blocks.insert(0, Text([[Run("Innehåller uppgifter ur ärenden med sekretess.", bold=True)]]))
    for heading, chosen in (
        ("Mer än ett år", [one for one in every if one.over]),
        ("Inom ett år", [one for one in every if not one.over]),
    ):
        if chosen:
            blocks.append(Heading(1, heading))
        for one in chosen:
            blocks += _matter(one)
    return Paper(
        "Obesvarade motioner och medborgarförslag", blocks, "Redovisning", [municipality], [("Datum", in_words(today))]
    )


def _summary(every: Sequence[Row], today: dt.date) -> str:
    over = sum(one.over for one in every)
    known = [one for one in every if one.raised_on]
    oldest = f" Det äldsta väcktes {known[0].raised}." if known else ""
    count = f"Den {in_words(today)} är {len(every)} ärenden inte avgjorda."
    return f"{count} Av dem har {over} väntat längre än ett år.{oldest}"


def _matter(one: Row) -> list[Block]:
    head = ", ".join(part for part in (one.kind, one.numbers, one.movers) if part)
    raised = f"Väckt {one.raised}. " if one.raised else "Dagen då det väcktes är inte känd. "
    text = [head[:1].upper() + head[1:] + ".", raised + one.stands]
    title = f"{one.title} (sekretess)" if one.confidential else one.title
    return [Heading(2, title), Text(text), *([Bullets(one.emerged)] if one.emerged else [])]


@override("sv")
def year_sheet(every: Sequence[Row]) -> Sheet:
    """The same as rows."""
    columns = ("Ärende", "Typ", "Diarienummer", "Förslagsställare", "Väckt", "Senast", "Månader", "Läge", "Framkommit")
    return Sheet(
        "Obesvarade",
        [*map(Column, (*columns, "Redovisat", "Sekretess"))],
        [
            (
                *(one.title, one.kind, one.numbers, one.movers, one.raised_on, one.deadline, one.months, one.stands),
                " ".join(one.emerged),
                one.told_on,
                "ja" if one.confidential else "",
            )
            for one in every
        ],
    )


@override("sv")
def statements_paper(municipality: str, due: Sequence[Due], today: dt.date) -> Paper:
    """The statements that are awaited."""
    head = ["Tillfrågad", "Ärende", "Begärt", "Senast", "Läge"]
    table = Table(head, [[str(cell or "") for cell in row] for row in _statements(due)])
    body: list[Block] = [table] if due else [Text(["Inget yttrande är försenat eller ska in den närmaste tiden."])]
    return Paper(
        "Yttranden som väntas", body, "Redovisning", [municipality], [("Datum", in_words(today))], landscape=True
    )


@override("sv")
def statements_sheet(due: Sequence[Due]) -> Sheet:
    """The same as rows."""
    columns = [*map(Column, ("Tillfrågad", "Ärende", "Begärt", "Senast", "Läge"))]
    return Sheet("Yttranden", columns, _statements(due))


def _statements(due: Sequence[Due]) -> list[tuple[str, str, str, dt.date | None, str]]:
    return [
        (
            one.referral.asked,
            one.referral.matter.title,
            str(one.referral.get_role_display()),
            one.referral.due_on,
            _("försenat") if one.state == "late" else _("väntas"),
        )
        for one in due
    ]
