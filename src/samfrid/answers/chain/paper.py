"""A chain as a paper: ready to be an answer to an interpellation. Swedish always, as every paper of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import override

from samfrid.answers.chain.drawing import picture
from samfrid.answers.chain.rows import Chain, ClauseRow, Item, Promise, Referred, ReportRow, Step
from samfrid.answers.chain.states import state_of_clause
from samfrid.answers.chain.summary import Statement, sources, summary
from samfrid.answers.chain.words import CLAUSES, listed, sentence
from samfrid.municipalities.dates import in_words
from samfrid.papers.paper import Block, Bullets, Facts, Heading, Notes, Paper, Picture, Run, Table, Text
from samfrid.provenance.shown import Quote


class Notebook:
    """The sources in the order in which they are first pointed at."""

    def __init__(self) -> None:
        self.items: list[str] = []

    def marks(self, told: Iterable[str]) -> list[Run]:
        """The numbers of these sources, each a note of its own."""
        found = []
        for one in dict.fromkeys(told):
            if one not in self.items:
                self.items.append(one)
            found.append(Run(" ", note=self.items.index(one) + 1))
        return found


@override("sv")
def chain_paper(chain: Chain, *, closed: bool = False, narrowed: bool = False) -> Paper:
    """The paper. ``closed``: it holds what is not public. ``narrowed``: it holds what is public alone where there is
    more, so that what it lacks is not read as something that nobody has done. The paper says so at its top.
    """
    notes = Notebook()
    blocks: list[Block] = [Heading(1, "Sammanfattning"), Text([_running(summary(chain), notes)])]
    blocks += _asked(chain, notes)
    blocks += _referred(chain.referred)
    for title, steps in (("Förslag", chain.proposed), ("Beslut", chain.decided)):
        if steps:
            blocks.append(Heading(1, title))
        for step in steps:
            blocks += _step(chain, step, notes)
    blocks += _promises(chain, notes)
    drawn = picture(chain)
    if drawn:
        blocks += [Heading(1, "Tidslinje"), Picture(drawn)]
    blocks.append(Notes(notes.items))
    reference = [("Datum", in_words(chain.today)), ("Diarienummer", ", ".join(chain.numbers))]
    reference += [("Åtkomst", "Innehåller uppgifter som inte är offentliga")] if closed else []
    reference += [("Urval", "Bara det som är offentligt redovisas här")] if narrowed else []
    return Paper(
        title=f"Vad har hänt med {chain.the} ”{chain.title}”?",
        kind="Redovisning",
        sender=[chain.municipality],
        reference=reference,
        blocks=blocks,
    )


def _running(statements: Sequence[Statement], notes: Notebook) -> list[str | Run]:
    """Sentences after each other, each with the numbers of its sources."""
    found: list[str | Run] = []
    for one in statements:
        found += [one.text if not found else f" {one.text}", *notes.marks(one.sources)]
    return found


def _noted(text: str, quotes: Iterable[Quote], notes: Notebook) -> list[str | Run]:
    return [text, *notes.marks(sources(quotes))]


def _asked(chain: Chain, notes: Notebook) -> Iterator[Block]:
    facts = [("Från" if chain.raised_on or chain.requests or chain.questions else "Parter", listed(chain.by))]
    facts += [("Ställd till", chain.to), ("Väckt", chain.raised)]
    told = [(label, value) for label, value in facts if value]
    if told or chain.requests or chain.questions:
        yield Heading(1, "Vad som begärdes" if chain.requests or chain.questions else "Utgångspunkt")
        yield Facts(told)
    yield Bullets([_noted(f"Yrkande {one.number}: {one.text}", one.quotes, notes) for one in chain.requests])
    yield Bullets([_noted(_question(one), one.quotes, notes) for one in chain.questions])
    if chain.goals:
        yield Heading(1, "Mål")
        yield Bullets([_noted(one.text, one.quotes, notes) for one in chain.goals])


def _question(item: Item) -> str:
    return f"Fråga {item.number}: {item.text}" + (f"\nSvar: {item.answer}" if item.answer else "")


def _referred(referred: Sequence[Referred]) -> Iterator[Block]:
    if not referred:
        return
    yield Heading(1, "Remiss")
    rows = []
    for one in referred:
        stance = one.stance or ("har svarat" if one.answered else "inget svar")
        said = f"{stance}: {one.condition}" if one.condition else stance
        sent, came = (in_words(day) if day else "" for day in (one.sent_on, one.answered_on))
        rows.append([one.asked, sent, came, said])
    yield Table(["Tillfrågad", "Skickad", "Svarade", "Ställningstagande"], rows, caption="Vilka som tillfrågats")


def _step(chain: Chain, step: Step, notes: Notebook) -> Iterator[Block]:
    where = " ".join(part for part in (step.title, in_words(step.on) if step.on else "", step.paragraph) if part)
    yield Heading(2, where)
    if step.quotes and not step.clauses:
        yield Text([_noted("Underlaget finns i källan.", step.quotes, notes)])
    yield Bullets([_noted(_clause(chain, step, one), one.quotes or step.quotes, notes) for one in step.clauses])


def _clause(chain: Chain, step: Step, clause: ClauseRow) -> str:
    text = f"Att-sats {clause.number}: {clause.text.strip().rstrip('.')}. Utfall: {clause.word}."
    if clause.undone_by:
        return f"{text} Upphävd av {clause.undone_by}."
    if step.final and clause.promises:
        text = f"{text} {sentence(f'Att-satsen {CLAUSES[state_of_clause(chain.of(clause))][0]}')}"
    return text


def _promises(chain: Chain, notes: Notebook) -> Iterator[Block]:
    if not chain.promises:
        return
    yield Heading(1, "Åtaganden och vad som har gjorts")
    if chain.more:
        yield Text([f"{len(chain.promises)} åtaganden redovisas här. Det finns {chain.more} till."])
    for one in chain.promises:
        yield Heading(2, one.text)
        yield Facts([(label, value) for label, value in _facts(one) if value])
        yield Bullets([_noted(_report(report), report.quotes, notes) for report in one.reports])
        if one.earlier:
            yield Text([f"Tidigare rapporter som inte redovisas här: {one.earlier}."])
        if not one.reports:
            yield Text([_noted("Ingen har rapporterat något.", one.quotes, notes)])


def _facts(one: Promise) -> Iterator[tuple[str, str]]:
    yield "Ansvarig", one.who or "Ingen"
    yield "Utlovat", in_words(one.promised_on) if one.promised_on else ""
    yield "Klart senast", one.due or "Ingen dag är satt"
    share = f", {one.share_done} procent klart" if one.share_done is not None else ""
    yield "Läge", f"{one.word}{share}"
    back = f"{in_words(one.report_back_on)}" if one.report_back_on else ""
    yield "Återrapporteras", " till ".join(part for part in (back, one.report_back_body) if part)
    yield "Återrapporterat", in_words(one.reported_back_on) if one.reported_back_on else ""


def _report(one: ReportRow) -> str:
    """A report without who made it: the paper answers for the municipality."""
    share = f", {one.share_done} procent klart" if one.share_done is not None else ""
    head = f"{in_words(one.on)}: {'ingen ändring, ' if one.no_change else ''}{one.word}{share}."
    parts = [head, sentence(one.text) if one.text.strip() else ""]
    parts.append(f"Beslutas av {one.decides.strip().rstrip('.')}." if one.decides.strip() else "")
    parts.append(f"Ersatt av {one.overtaken_by}." if one.overtaken_by else "")
    if one.evidence:
        parts.append(f"Underlag: {'; '.join(one.evidence)}.")
    elif one.waived:
        parts.append("Godtaget som genomfört utan underlag.")
    if one.withdrawn:
        parts.append(f"Återtaget underlag: {'; '.join(one.withdrawn)}.")
    return " ".join(part for part in parts if part)
