"""An agreement as a paper: the parts that partnerships usually have (SKL's guide 2017, SOU 2019:56), in their order.

What nobody has entered stands as a line to fill in by hand, so that nothing is missed when it is signed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from samfrid.commitments.models import Commitment
from samfrid.municipalities.dates import in_words
from samfrid.municipalities.naming import in_full
from samfrid.papers.paper import Align, Block, Bullets, Clauses, Facts, Heading, Paper, Signature, Table, Text, Words
from samfrid.papers.paper import paragraphs as paragraphs_of
from samfrid.partners.models import AgreementForm, AgreementSettings, Amount, Party
from samfrid.partners.queries import AgreementPage
from samfrid.partners.rules import FOLLOW_UP_MONTHS, Period, Worth
from samfrid.partners.shown import how, kronor, now, sum_words
from samfrid.partners.shown.money import amount_meta, worth_table
from samfrid.partners.shown.terms import renewal

LINE: Final = "………………………………………………………………"
DISPUTE: Final = (
    "Parterna löser i första hand tvister om avtalet genom samtal. Kan de inte enas avgörs tvisten av allmän domstol."
)
STATE: Final = (
    "Statsbidrag redovisas för sig. Bidrag enligt förordning (2022:257) får inte användas till arbete som utförs på"
    " uppdrag av en kommun (7 §)."
)
KINDS: Final = {
    AgreementForm.IOP: "Överenskommelse om idéburet offentligt partnerskap",
    AgreementForm.GRANT: "Överenskommelse om bidrag",
    AgreementForm.CONTRACT: "Avtal om tjänst",
    AgreementForm.COOPERATION: "Samverkansöverenskommelse",
    AgreementForm.OTHER: "Avtal",
}


def agreement_paper(page: AgreementPage, worth: Worth[Amount], settings: AgreementSettings, today: dt.date) -> Paper:
    """The agreement as the parties sign it, with its terms as they are today. In Swedish."""
    agreement = page.agreement
    reference = [("Diarienummer", agreement.diary_number)] if agreement.diary_number else []
    if agreement.decided_by or agreement.decided_on:
        day = in_words(agreement.decided_on) if agreement.decided_on else ""
        parts = [str(agreement.decided_by or ""), day, agreement.decided_paragraph]
        reference.append(("Beslut", ", ".join(filter(None, parts))))
    return Paper(
        title=agreement.title,
        kind=KINDS[AgreementForm(agreement.form)],
        sender=[in_full(agreement.municipality.name), *settings.sender.splitlines()],
        reference=reference,
        blocks=[
            *_parties(page.parties),
            *_purpose(page),
            *_undertakings(page),
            *_compensation(page, worth),
            *_period(page, today),
            *_follow_up(page),
            Heading(1, "Tvist"),
            Text(paragraphs_of(settings.dispute or DISPUTE)),
            *_signatures(page.parties),
        ],
    )


def _parties(parties: Sequence[Party]) -> Iterator[Block]:
    yield Heading(1, "Parter")
    if not parties:
        yield Text([LINE, LINE])
        return
    yield Facts([(f"Part {number}", _party(one)) for number, one in enumerate(parties, 1)])


def _party(party: Party) -> str:
    number = party.organisation.number if party.organisation else ""
    return f"{party.name}, organisationsnummer {number}" if number else party.name


def _purpose(page: AgreementPage) -> Iterator[Block]:
    yield Heading(1, "Syfte")
    yield Text(paragraphs_of(page.agreement.purpose) or [LINE])
    if page.agreement.shelter_places is not None:
        ingår = "ingår i avtalet" if page.agreement.shelter_places else "ingår inte i avtalet och hanteras för sig"
        yield Text([f"Platser i skyddat boende {ingår}."])
    yield Heading(1, "Gemensamma mål")
    if page.goals:
        yield Clauses([goal.text for goal in page.goals], "sentences")
    else:
        yield Text([LINE])


def _undertakings(page: AgreementPage) -> Iterator[Block]:
    yield Heading(1, "Parternas åtaganden")
    if not page.commitments:
        yield Text([LINE])
        return
    by_party: dict[str, list[Commitment]] = {}
    for one in page.commitments:
        by_party.setdefault(str(one.responsible_organisation or one.responsible or ""), []).append(one)
    for who, rows in by_party.items():
        yield Heading(2, who or "Parterna gemensamt")
        yield Bullets([one.text for one in rows])


def _compensation(page: AgreementPage, worth: Worth[Amount]) -> Iterator[Block]:
    yield Heading(1, "Ersättning")
    if not page.amounts:
        yield Text(["Avtalet ger ingen part rätt till ersättning."])
        return
    yield Bullets([_sum(one) for one in page.amounts])
    told = worth_table(worth)
    if worth.lines and worth.period:
        head = ["Betalas av", *map(str, told["years"]), "Summa"]
        rows = [[one["name"], *one["sums"], one["total"]] for one in told["rows"]]
        rows.append(["Tillsammans", *told["sums"], told["total"]])
        if told["conditional_total"]:
            rows.append(["Till det, om villkoren uppfylls", *told["conditional"], told["conditional_total"]])
        caption = f"Vad ersättningen kommer till {told['period']}"
        right: Align = "right"
        align: list[Align] = ["left", *(right for _year in head[1:])]
        yield Table(head, rows, caption=caption, align=align)
        yield Text([f"{one.year}: {how(one)} = {kronor(one.sek)}." for one in worth.lines if _needs_words(one.amount)])
    yield Text([f"{one['sum']}: {one['why']}" for one in told["uncounted"]])
    if told["has_state"]:
        yield Text([STATE])


def _needs_words(amount: Amount) -> bool:
    """Whether what a sum comes to is not plain from the sum."""
    return amount.per != "year" or amount.index_kind != "none" or bool(amount.from_on or amount.to_on)


def _sum(amount: Amount) -> Words:
    parts = [sum_words(amount), *amount_meta(amount)]
    if amount.condition:
        parts.append(f"under villkor: {amount.condition}")
    return ", ".join(parts)


def _period(page: AgreementPage, today: dt.date) -> Iterator[Block]:
    agreement, period = page.agreement, now(page.agreement, today)
    start, end = agreement.first_starts_on, agreement.first_ends_on
    yield Heading(1, "Avtalstid")
    if agreement.open_ended:
        yield Text([f"Avtalet gäller från {in_words(start) if start else LINE} och tills vidare."])
    else:
        first, last = in_words(start) if start else LINE, in_words(end) if end else LINE
        told = f"Avtalet gäller från {first} till och med {last}."
        yield Text([told + _later(period)])
    yield Heading(1, "Förlängning")
    words = agreement.renewal_words or renewal(agreement, today)
    yield Text([f"{words.rstrip('.')}."])
    yield Heading(1, "Uppsägning")
    yield Text(list(_notice(page)))


def _later(period: Period | None) -> str:
    """The period that runs, where it is not the first."""
    if period is None or period.start is None or period.number == 1:
        return ""
    return f" Perioden nu: {in_words(period.start)} – {in_words(period.end)}."


def _notice(page: AgreementPage) -> Iterator[str]:
    months = page.agreement.notice_months
    if months is None:
        yield LINE
    else:
        yield f"Avtalet sägs upp skriftligen, senast {_months(months)} före periodens slut."
    for party in page.parties:
        if party.notice_months is not None:
            yield f"För {party.name} är uppsägningstiden {_months(party.notice_months)}."


def _months(months: int) -> str:
    return "en månad" if months == 1 else f"{months} månader"


def _follow_up(page: AgreementPage) -> Iterator[Block]:
    yield Heading(1, "Uppföljning")
    about = "mål för mål" if page.goals else "det som avtalet syftar till"
    told = (
        f"Parterna följer upp avtalet tillsammans, {about}, minst en gång under varje period och aldrig med mer än"
        f" {FOLLOW_UP_MONTHS} månader emellan. Vad som kom fram antecknas."
    )
    yield Text([told])


def _signatures(parties: Sequence[Party]) -> Iterator[Block]:
    yield Heading(1, "Underskrifter")
    yield Text(["Avtalet är upprättat i ett exemplar för varje part."])
    for name in [one.name for one in parties] or ["", ""]:
        yield Text([f"Ort och dag: {LINE}"])
        yield Signature([LINE, "Namnförtydligande", name])
