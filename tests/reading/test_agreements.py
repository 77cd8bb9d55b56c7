"""Agreements: a contract's own terms, and agreements that another document tells of."""

from __future__ import annotations

import pytest

from samfrid.reading.reading import Agreement, Amount, Renewal
from tests.reading.entries import entries, quoted

CONTRACT = """
# Överenskommelse om idéburet offentligt partnerskap

mellan Bergviks kommun och Kvinnojouren Lyktan

## 1 Parter

Bergviks kommun, socialnämnden, org.nr 212000-0000, nedan kallad kommunen, och Kvinnojouren Lyktan, org.nr 800000-0000.

## 2 Mål

- Unga ska få stöd tidigt.
- Fler ska känna till jouren.

## 3 Ekonomi

Kommunen lämnar 550 000 kr per år. Jouren hade ansökt om 700 000 kr. Om antalet stödsökande överstiger 200 lämnas
ytterligare 100 tkr per år.

## 4 Avtalstid

{period}
"""


def contract(period: str) -> Agreement:
    (agreement,) = entries(CONTRACT.format(period=period), "agreement").agreements
    return agreement


def test_a_contract_has_parties_sums_and_goals() -> None:
    agreement = contract("Avtalet gäller 2025-01-01–2027-12-31.")
    assert agreement.form == "iop"
    assert agreement.parties == ["Bergviks kommun", "Kvinnojouren Lyktan"]
    assert agreement.amounts == [
        Amount(550_000, "year", None),
        Amount(100_000, "year", "Om antalet stödsökande överstiger 200"),
    ]
    assert agreement.goals == ["Unga ska få stöd tidigt.", "Fler ska känna till jouren."]
    assert (agreement.start, agreement.end, agreement.renewal) == ("2025-01-01", "2027-12-31", None)


@pytest.mark.parametrize(
    ("period", "start", "end", "renewal", "notice"),
    [
        (
            (
                "Avtalet gäller från och med den 1 januari 2025 till och med den 31 december 2026. Det kan "
                "förlängas en gång med "
                "tolv månader, dock längst t.o.m. den 31 december 2027. Uppsägning ska ske med minst fyra "
                "månaders varsel."
            ),
            "2025-01-01",
            "2026-12-31",
            Renewal(12, "2027-12-31"),
            4,
        ),
        (
            (
                "Avtalet gäller under perioden 1 januari 2024 – 31 december 2025. Det förlängs därefter med ett "
                "år i sänder om det "
                "inte sägs upp senast tre månader före avtalstidens utgång."
            ),
            "2024-01-01",
            "2025-12-31",
            Renewal(12, "further_notice"),
            3,
        ),
        (
            "Avtalet gäller fr.o.m. den 1 februari 2024 och tills vidare med sex (6) månaders uppsägningstid.",
            "2024-02-01",
            None,
            None,
            6,
        ),
        ("Avtalet upphör utan uppsägning den 31 december 2025.", None, "2025-12-31", None, None),
        (
            "Avtalet gäller till och med 2024-06-30. Avtalet kan förlängas en gång med 24 månader.",
            None,
            "2024-06-30",
            Renewal(24, "2026-06-30"),
            None,
        ),
        (
            "Avtalet gäller till och med 2024-06-30. Någon automatisk förlängning med ett år sker inte.",
            None,
            "2024-06-30",
            None,
            None,
        ),
    ],
)
def test_the_terms_of_a_contract(
    period: str, start: str | None, end: str | None, renewal: Renewal | None, notice: int | None
) -> None:
    agreement = contract(period)
    assert (agreement.start, agreement.end) == (start, end)
    assert (agreement.renewal, agreement.notice_months) == (renewal, notice)


@pytest.mark.parametrize(
    ("paper", "form", "party", "amounts", "start", "end"),
    [
        (
            (
                "Hylte kommun har sedan den 1 mars 2023 ett samverkansavtal med Tjejjouren Norr. Avtalet gäller "
                "till den 28 februari "
                "2025 och kostar 185 000 kronor per år."
            ),
            "cooperation",
            "Tjejjouren Norr",
            [Amount(185_000, "year")],
            "2023-03-01",
            "2025-02-28",
        ),
        (
            (
                "Kvinnojouren Linden får från och med den 1 juli 2024 ett årligt bidrag på 725 000 kronor från Hylte "
                "kommun."
            ),
            "grant",
            "Kvinnojouren Linden",
            [Amount(725_000, "year")],
            "2024-07-01",
            None,
        ),
        (
            "Hylte kommun har tecknat ett idéburet offentligt partnerskap med Brottsofferjouren Hylte.",
            "iop",
            "Brottsofferjouren Hylte",
            [],
            None,
            None,
        ),
    ],
)
def test_an_agreement_is_told_of(
    paper: str, form: str, party: str, amounts: list[Amount], start: str | None, end: str | None
) -> None:
    found = entries(f"# Nyhet\n\n{paper}", "news", "2024-06-20", "Hylte")
    (agreement,) = found.agreements
    assert (agreement.form, agreement.parties) == (form, ["Hylte kommun", party])
    assert (agreement.amounts, agreement.start, agreement.end) == (amounts, start, end)
    assert all(name in quoted(found, agreement) for name in agreement.parties)


def test_a_grant_is_an_agreement_of_its_own() -> None:
    paper = (
        "# Protokoll socialnämnden i Hylte kommun\n\n## § 5 Bidrag\n\n### Socialnämndens beslut\n\n"
        "1. Kvinnojouren Linden beviljas 300 000 kronor i bidrag för 2025.\n2. Ansökan från Tjejjouren Alm avslås."
    )
    (agreement,) = entries(paper, "minutes", "2024-11-20", "Hylte").agreements
    assert (agreement.form, agreement.parties) == ("grant", ["Hylte kommun", "Kvinnojouren Linden"])
    assert agreement.amounts == [Amount(300_000, "year")]


def test_one_that_runs_and_one_that_is_proposed_are_two() -> None:
    paper = (
        "# Partnerskap mellan Hylte kommun och en jour\n\n## Förslag till beslut\n\n1. Nämnden godkänner "
        "överenskommelsen om "
        "idéburet offentligt partnerskap med Kvinnojouren Linden för perioden 2025-01-01–2027-12-31.\n\n## Bakgrund\n\n"
        "Det nuvarande partnerskapet med Kvinnojouren Linden löper från den 1 januari 2022 till den 31 december "
        "2024 och ger "
        "jouren 790 000 kronor per år.\n\n## Ersättning\n\nErsättningen föreslås bli 875 000 kronor per år."
    )
    agreements = entries(paper, "memo", "2024-10-23", "Hylte").agreements
    assert sorted((a.start, a.amounts[0].sek) for a in agreements) == [("2022-01-01", 790_000), ("2025-01-01", 875_000)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ett avtal med minst ett djurpensionat ska tecknas.",
        "Hylte kommun och Kvinnojouren Linden samverkar sedan länge.",
        "Kvinnojouren Linden ansökte om 90 000 kronor.",
    ],
)
def test_what_is_no_agreement(sentence: str) -> None:
    assert entries(f"# Svar\n\nHylte kommun. {sentence}", "memo", None, "Hylte").agreements == []
