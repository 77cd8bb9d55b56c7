"""What words hold what value: a table of each kind, good and bad."""

from __future__ import annotations

import pytest

from samfrid.reading.holding import Kind, holds, places

K = Kind
TEXT = "Eva Ek (S) lämnade den 3 maj 2024 in en motion till KSO i Linköpings kommun. Centerpartiet yrkar avslag."


@pytest.mark.parametrize(
    ("kind", "held", "value"),
    [
        (K.WORDS, TEXT, "en motion till KSO"),
        (K.WORDS, "att våld i nära\nrelationer", "Att våld i nära relationer."),
        (K.NAME, TEXT, "Eva Ek"),
        (K.NAME, "Ek, Eva", "Eva Ek"),
        (K.NAME, "Eva Eks motion", "Eva Ek"),
        (K.BODY, TEXT, "kommunstyrelsens ordförande"),
        (K.BODY, "Socialnämndens beslut", "Socialnämnden"),
        (K.BODY, "ordföranden i socialnämnden", "socialnämndens ordförande"),
        (K.BODY, "Motion om skyddat boende", "kommunfullmäktige"),
        (K.BODY, "Kvinnojouren Lunas lokaler", "Kvinnojouren Luna"),
        (K.BODY, "mellan Linköpings kommun och", "Linköping"),
        (K.PARTY, TEXT, "S"),
        (K.PARTY, TEXT, "Socialdemokraterna"),
        (K.PARTY, TEXT, "C"),
        (K.PARTY, "Stina Kvarnbrink\nS", "S"),
        (K.PLACE, TEXT, "Linköping"),
        (K.PLACE, "www.linkoping.se", "Linköping"),
        (K.PLACE, "LILLA EDETS KOMMUN", "Lilla Edet"),
        (K.DATE, TEXT, "2024-05-03"),
        (K.DATE, TEXT, "2024-05"),
        (K.DATE, TEXT, "2024"),
        (K.DATE, "gäller 2022–2026", "2026"),
        (K.DATE, "1 januari–31 december 2025", "2025-01-01"),
        (K.DATE, "Klart 2026-06", "2026-06"),
        (K.DATE, "senast den 14 mars\n2024", "2024-03-14"),
        (K.DATE, "i november\nUnder 2023", "2023-11"),
        (K.NUMBER, "Dnr KS 2024/00 12", "KS 2024/0012"),
        (K.NUMBER, "§12", "§ 12"),
        (K.COUNT, "3 120 dygn", 3120),
        (K.COUNT, "Fyra\nFyra valde", 4),
        (K.COUNT, "1,9 procent", 1.9),
        (K.SUM, "1,2 mnkr", 1_200_000),
        (K.SUM, "50 000 kronor", 50_000),
        (K.MONTHS, "med två (2) år i taget", 24),
        (K.MONTHS, "sex månaders uppsägningstid", 6),
        (K.MONTHS, "för kommunen nio månader", 9),
        (K.UNIT, "17 av ärendena", "ärenden"),
        (K.UNIT, "12 %", "procent"),
        (K.UNIT, "12 %", "%"),
    ],
)
def test_what_holds(kind: Kind, held: str, value: object) -> None:
    assert holds(kind, held, value)
    assert holds(kind, held, [value])


@pytest.mark.parametrize(
    ("kind", "held", "value"),
    [
        (K.WORDS, TEXT, "till en motion"),
        (K.WORDS, TEXT, "Eva Ek lämnade inte in"),
        (K.WORDS, TEXT, ""),
        (K.WORDS, TEXT, "…"),
        (K.WORDS, "", "Eva"),
        (K.NAME, TEXT, "Bo Ås"),
        (K.NAME, "Eva Lund och Bo Stig Ek", "Eva Ek"),
        (K.NAME, "Eva Lund, Bo Ek", "Eva Ek"),
        (K.NAME, "Eva och Ek", "Eva Ek"),
        (K.NAME, "Eva | Ek", "Eva Bo"),
        (K.DATE, "den 3 maj 2024", "......."),
        (K.DATE, "den 3 maj 2024", "((((((("),
        (K.DATE, "den 3 maj", "\\g<9>-05"),
        (K.NUMBER, "den 30 januari 2026", "§ 202"),
        (K.NUMBER, "§ 12", "§ 1"),
        (K.NUMBER, "§ 112", "12"),
        (K.BODY, TEXT, "socialnämnden"),
        (K.BODY, "Interpellation om skyddat boende", "kommunfullmäktige"),
        (K.PARTY, TEXT, "MP"),
        (K.PARTY, "Malmö", "M"),
        (K.PLACE, TEXT, "Nybro"),
        (K.DATE, TEXT, "2024-05-04"),
        (K.DATE, "under 2024", "2024-05-03"),
        (K.DATE, "14 mars", "2024-03-14"),
        (K.DATE, "14 mars\n2023", "2024-03-14"),
        (K.NUMBER, "KS 2024/12", "KS 2024/13"),
        (K.NUMBER, "§ 12", "§"),
        (K.COUNT, "Fyra\nFyra valde", 44),
        (K.COUNT, "3 120 dygn", 120),
        (K.SUM, "50 000 personer", 50_000),
        (K.MONTHS, "tre år", 24),
        (K.UNIT, "17 av kvinnorna", "ärenden"),
        (K.UNIT, "17 personer", "%"),
    ],
)
def test_what_does_not_hold(kind: Kind, held: str, value: object) -> None:
    assert not holds(kind, held, value)
    assert not holds(kind, held, [])
    assert not holds(kind, held, None)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (K.DATE, "2024-05-03", "den 3 maj 2024"),
        (K.PARTY, "C", "Centerpartiet"),
        (K.BODY, "kommunstyrelsens ordförande", "KSO"),
        (K.NAME, "Eva Ek", "Eva Ek"),
        (K.WORDS, "yrkar avslag", "yrkar avslag"),
        (K.WORDS, "yrkar bifall", None),
        (K.NUMBER, "2024", "2024"),
        (K.BODY, "kommunfullmäktige", "motion"),
    ],
)
def test_where_a_value_stands_in_a_whole_text(kind: Kind, value: str, words: str | None) -> None:
    found = [TEXT[start:end] for start, end in places(kind, TEXT, value)]
    assert (words in found) if words else not found
