"""Segments: what a careful reader sees in the lay-out of a paper."""

from __future__ import annotations

import pytest

from samfrid.reading.document import Document, Kind, Segment
from samfrid.reading.prepare import prepare
from samfrid.reading.source import Box, Line, Page, Role, Source
from samfrid.reading.sources.text import pages_of

BODY = (
    "Förvaltningen har under hösten träffat jouren, polisen och regionen för att\n"
    "gå igenom hur stödet fungerar i dag och vad som behöver bli bättre under de\n"
    "kommande åren i kommunen."
)


def read(text: str) -> Document:
    """A text file."""
    return prepare(Source("text", pages_of(text)))


def marked(*lines: Line) -> Document:
    """A file with markup."""
    return prepare(Source("docx", (Page(1, 0, 0, lines),)))


def found(document: Document, kind: Kind) -> list[str]:
    """The words of all segments of a kind."""
    return [document.of(segment) for segment in document.segments if segment.kind is kind]


def cells(document: Document, segment: Segment) -> list[str]:
    """The words of a segment's cells."""
    return [document.text[start:end] for start, end in segment.cells]


def test_a_paragraph_is_one_line() -> None:
    document = read(f"Rubriken\n\n{BODY}\n\n{BODY}")
    assert found(document, Kind.PARAGRAPH) == [BODY.replace("\n", " ")] * 2


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        (
            "Frågan ska beredas av kommunstyrelsen och av kommun-",
            "styrelsens utskott i vår.",
            "kommunstyrelsens utskott",
        ),
        ("Frågan ska under våren beredas av Exempelby social-", "och omsorgsnämnd i vår.", "social- och omsorgsnämnd"),
        ("Frågan ska under våren och hösten beredas av HR-", "avdelningen i Exempelby.", "HR-avdelningen"),
        ("Frågan ska under våren 2024 beredas av Anna Ek-", "Lundin i Exempelby.", "Ek-Lundin"),
        ("Frågan om planen ska beredas för åren 2024–", "2026 av nämnden i Exempelby.", "2024–2026"),
        ("Frågan om planen ska under våren beredas och/", "eller avgöras av nämnden.", "och/eller"),
        ("Frågan ska under våren och hösten skickas med e-", "post till nämnden i vår.", "e-post"),
    ],
)
def test_words_broken_over_lines_are_joined_as_they_are_written(first: str, second: str, whole: str) -> None:
    document = read(f"Rubriken\n\n{BODY}\n\n{first}\n{second}")
    assert whole in found(document, Kind.PARAGRAPH)[-1]


def test_known_headings_are_headings_with_and_without_blank_lines() -> None:
    document = read(
        f"Svar på motion om stöd\n\nFörslag till beslut\nMotionen avslås.\n\nÄrendebeskrivning\n{BODY}\n\n"
        f"Barnets bästa\n\n{BODY}"
    )
    assert found(document, Kind.HEADING) == [
        "Svar på motion om stöd",
        "Förslag till beslut",
        "Ärendebeskrivning",
        "Barnets bästa",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Förslag till social- och omsorgsnämndens beslut",
        "Kommunledningskontorets bedömning",
        "Information enligt MBL",
        "Beslutet ska skickas till",
        "Ekonomiska konsekvenser för nämnden",
        "§ 112 Svar på motion om stöd till våldsutsatta",
        "KSAU § 88",
        "Hur följer nämnden upp arbetet?",
    ],
)
def test_headings_of_their_kind(heading: str) -> None:
    document = read(f"Titel\n\n{BODY}\n\n{heading}\n\n{BODY}\n\n{BODY}")
    assert heading in found(document, Kind.HEADING)


@pytest.mark.parametrize(
    "line",
    ["Socialnämnden beslutar", "Föreningen ska", "Diagram 1. Besök per månad, 2023", "Motionärerna föreslår följande:"],
)
def test_lead_ins_and_captions_are_no_headings(line: str) -> None:
    document = read(f"Titel\n\n{BODY}\n\n{line}\n\n- öppna en mottagning,\n- stänga en annan.\n\n{BODY}")
    assert line in found(document, Kind.PARAGRAPH)


def test_the_number_of_an_item_of_business_takes_its_title_from_the_next_line() -> None:
    document = read(
        f"Protokoll\n\n{BODY}\n\n§ 112\nBidrag till föreningar\nDnr SN 2024/0187\n\nBeslut\n\nAnsökan avslås.\n\n{BODY}"
    )
    assert "§ 112 Bidrag till föreningar" in found(document, Kind.HEADING)
    assert "Dnr SN 2024/0187" not in found(document, Kind.HEADING)


def test_a_paragraph_sign_at_the_beginning_of_a_line_is_no_heading_inside_a_sentence() -> None:
    document = read(
        "Titel\n\nFullmäktige behandlade frågan om stöd till jouren vid sitt möte den 3 mars,\n"
        "§ 61, och biföll då motionens första och andra yrkande enligt nämndens förslag till\nbeslut i ärendet."
    )
    assert found(document, Kind.HEADING) == ["Titel"]


@pytest.mark.parametrize("mark", ["•", "-", "*", "–", "1.", "1)", "a)", "4.1", "»"])
def test_list_items_lose_their_marker_and_keep_their_second_line(mark: str) -> None:
    document = read(
        f"Titel\n\n{BODY}\n\nFöreningen ska\n{mark} hålla jourtelefonen öppen minst tre kvällar i veckan året om, och\n"
        f"     på lördagar,\n{mark} erbjuda rådgivning.\n\n{BODY}"
    )
    items = [segment for segment in document.segments if segment.kind is Kind.LIST_ITEM]
    assert [document.of(item) for item in items] == [
        "hålla jourtelefonen öppen minst tre kvällar i veckan året om, och på lördagar,",
        "erbjuda rådgivning.",
    ]
    assert [item.marker for item in items] == [mark, mark]


def test_what_somebody_says_is_no_list() -> None:
    said = "– Det här kommer att betyda mycket för oss, säger Eva Ek, ordförande i jouren."
    document = read(f"Nytt avtal klart\n\n{BODY}\n\n{said}\n\n{BODY}")
    assert said in found(document, Kind.PARAGRAPH)


def test_a_date_at_the_beginning_of_a_line_is_no_list() -> None:
    document = read(
        f"Titel\n\n{BODY}\n\n"
        f"Avtalet om stöd till föreningen gäller till och med den\n31. december 2025 utan uppsägning."
    )
    assert found(document, Kind.LIST_ITEM) == []


def test_att_clauses_are_items_that_keep_their_first_word() -> None:
    document = read(
        f"Motion\n\n{BODY}\n\nVi föreslår att kommunfullmäktige beslutar\n\n"
        f"att en handlingsplan tas fram under året tillsammans"
        " med jouren och\npolisen,\natt planen redovisas, samt\natt 300 tkr avsätts.\n\nEva Ek (S)"
    )
    assert found(document, Kind.LIST_ITEM) == [
        "att en handlingsplan tas fram under året tillsammans med jouren och polisen,",
        "att planen redovisas, samt",
        "att 300 tkr avsätts.",
    ]


def test_att_in_running_text_is_no_clause() -> None:
    text = "Nämnden har inte haft möjlighet att under våren ta ställning till frågan och vill\natt den tas upp igen."
    document = read(f"Titel\n\n{BODY}\n\n{text}")
    assert found(document, Kind.LIST_ITEM) == []
    assert text.replace("\n", " ") in found(document, Kind.PARAGRAPH)


def test_recipients_and_documents_are_items_without_markers() -> None:
    document = read(
        f"Titel\n\n{BODY}\n\nBeslutsunderlag\nMotion, 2024-03-21\nMotionen\n\nBeslutet skickas till\n\n"
        f"Socialnämnden\nEva Ek"
    )
    assert found(document, Kind.LIST_ITEM) == ["Motion, 2024-03-21", "Motionen", "Socialnämnden", "Eva Ek"]


def test_the_head_of_a_letter_keeps_its_columns_apart() -> None:
    document = read(
        "Exempelby kommun                    TJÄNSTESKRIVELSE            1 (1)\n"
        "Socialförvaltningen                 2024-02-12                  SN 2024/18\n\n"
        "Handläggare                         Mottagare\nEva Ek                              Socialnämnden\n\n"
        f"Svar på motion om stöd\n\n{BODY}"
    )
    heads = [cells(document, segment) for segment in document.segments if segment.kind is Kind.HEADER]
    assert heads == [
        ["Exempelby kommun", "Socialförvaltningen"],
        ["TJÄNSTESKRIVELSE", "2024-02-12"],
        ["1 (1)", "SN 2024/18"],
        ["Handläggare", "Eva Ek"],
        ["Mottagare", "Socialnämnden"],
    ]
    assert found(document, Kind.HEADING) == ["Svar på motion om stöd"]


def test_labels_at_the_top_of_minutes_keep_their_values() -> None:
    document = read(
        "Plats och tid     Stadshuset, kl. 09.00-12.15\nBeslutande        Eva Ek (S), ordförande\n"
        "                  Per Alm (M)\nJusterare         Per Alm (M)\n\n"
        f"§ 1\nBidrag till jouren\n\nBeslut\n\n{BODY}"
    )
    heads = [cells(document, segment) for segment in document.segments if segment.kind is Kind.HEADER]
    assert heads == [
        ["Plats och tid", "Stadshuset, kl. 09.00-12.15"],
        ["Beslutande", "Eva Ek (S), ordförande", "Per Alm (M)"],
        ["Justerare", "Per Alm (M)"],
    ]


def test_signers_side_by_side_keep_their_titles() -> None:
    document = read(
        f"Avtal om stöd\n\n{BODY}\n\n{BODY}\n\nFör Exempelby kommun              För Jouren\n\n\n"
        "Eva Ek (KD)                       Per Alm\nOrdförande i socialnämnden        Ordförande\n\n\n"
        "Ulla Bok\nSocialdirektör"
    )
    signed = [cells(document, segment) for segment in document.segments if segment.kind is Kind.SIGNATURE]
    assert signed == [
        ["För Exempelby kommun"],
        ["För Jouren"],
        ["Eva Ek (KD)", "Ordförande i socialnämnden"],
        ["Per Alm", "Ordförande"],
        ["Ulla Bok", "Socialdirektör"],
    ]


def test_signers_whose_columns_lie_flat_are_taken_apart() -> None:
    document = read(
        f"Titel\n\n{BODY}\n\n{BODY}\n\nKommunledningskontoret Social- och omsorgsförvaltningen\n\n"
        f"Eva Ek Per Alm\nDirektör Avdelningschef"
    )
    signed = [cells(document, segment) for segment in document.segments if segment.kind is Kind.SIGNATURE]
    assert signed == [
        ["Kommunledningskontoret"],
        ["Social- och omsorgsförvaltningen"],
        ["Eva Ek", "Direktör"],
        ["Per Alm", "Avdelningschef"],
    ]


def test_a_table_drawn_with_spaces_has_cells_and_joins_what_is_broken() -> None:
    document = read(
        f"Handlingsplan\n\n{BODY}\n\nAktivitet                      Ansvarig            Klart\n"
        "Utbilda alla chefer i att      Personalenheten     2025\nställa frågor om våld\n"
        f"Öppna en chatt                 Socialnämnden       2026\n\n{BODY}".replace("\nställa", "\n       ställa")
    )
    rows = [segment for segment in document.segments if segment.kind is Kind.TABLE_ROW]
    assert cells(document, rows[0]) == ["Aktivitet", "Ansvarig", "Klart"]
    assert [row.header for row in rows] == [True] + [False] * (len(rows) - 1)
    assert cells(document, rows[-1]) == ["Öppna en chatt", "Socialnämnden", "2026"]


def test_rows_of_markup_keep_empty_cells() -> None:
    rows = [("Aktivitet", "Ansvarig"), ("Öppna en chatt", ""), ("", "Nämnden")]
    document = marked(
        *(Line(" | ".join(row), role=Role.TABLE_ROW, cells=row, level=int(not n)) for n, row in enumerate(rows))
    )
    assert [tuple(cells(document, segment)) for segment in document.segments] == rows
    assert [segment.header for segment in document.segments] == [True, False, False]


def test_markup_is_believed() -> None:
    document = marked(
        Line("Allmänt", role=Role.HEADING, level=3),
        Line("Kort stycke", role=Role.PARAGRAPH),
        Line("inre punkt", role=Role.LIST_ITEM, level=2, marker="•"),
        Line("Ord ur en annan handling", role=Role.PARAGRAPH, marker=">"),
    )
    assert [(s.kind, s.level, s.marker, s.quoted) for s in document.segments[:1]] == [(Kind.HEADING, 3, "", False)]
    assert (document.segments[2].kind, document.segments[2].level) == (Kind.LIST_ITEM, 2)
    assert document.of(document.segments[2]) == "inre punkt"
    assert document.segments[3].quoted


def test_size_and_weight_make_headings_in_print() -> None:
    lines = [
        Line("Vad som redan har prövats", size=15, box=Box(0.1, 0.1, 0.4, 0.12), blank_before=True),
        Line(
            "Kommunen har sedan många år ett program för kvinnofrid som",
            size=11,
            box=Box(0.1, 0.2, 0.9, 0.22),
            blank_before=True,
        ),
        Line("nu ska ses över.", size=11, box=Box(0.1, 0.22, 0.3, 0.24)),
        Line("Så gör vi nu", size=11, bold=True, box=Box(0.1, 0.3, 0.2, 0.32), blank_before=True),
        Line("Vi samlar alla i en gemensam mottagning som har öppet varje", size=11, box=Box(0.1, 0.34, 0.9, 0.36)),
        Line("dag.", size=11, box=Box(0.1, 0.36, 0.2, 0.38)),
        Line("1 Socialnämndens årsredovisning 2023.", size=8, box=Box(0.1, 0.9, 0.5, 0.92), blank_before=True),
    ]
    document = prepare(Source("pdf", (Page(1, 595, 842, tuple(lines)),)))
    assert found(document, Kind.HEADING) == ["Vad som redan har prövats", "Så gör vi nu"]
    assert "Socialnämndens årsredovisning 2023." in found(document, Kind.PARAGRAPH)


def test_a_quotation_that_fills_a_paragraph_is_quoted() -> None:
    document = read(
        f"Titel\n\n{BODY}\n\n”Alla invånare ska kunna söka och få stöd på likvärdiga villkor i hela kommunen.”"
    )
    assert [s.quoted for s in document.segments if s.kind is Kind.PARAGRAPH] == [False, True]


def test_numbered_headings_of_an_agreement_are_headings_and_numbered_clauses_are_not() -> None:
    document = read(
        f"AVTAL\n\n1. Parter\n\n{BODY}\n\n2. Villkor\n\n"
        f"Föreningen ska\n 2.1 hålla öppet,\n 2.2 lämna rapport.\n\n3. Avtalstid\n\n{BODY}"
    )
    headings = [(s.marker, document.of(s)) for s in document.segments if s.kind is Kind.HEADING]
    assert headings == [("", "AVTAL"), ("1.", "Parter"), ("2.", "Villkor"), ("3.", "Avtalstid")]
    assert [(s.marker, document.of(s)) for s in document.segments if s.kind is Kind.LIST_ITEM] == [
        ("2.1", "hålla öppet,"),
        ("2.2", "lämna rapport."),
    ]


def test_lists_of_business_and_of_votes_are_tables_whatever_names_they_hold() -> None:
    document = read(
        "Kallelse\n\n"
        "Nr   Ärende                                  Dnr            Föredragande\n"
        "1    Val av justerare\n"
        "2    Handlingsplan mot våld i nära           KS 2024/311    Per Alm\n"
        "     relationer, remiss\n"
        "3    Öppen mottagning                        KS 2024/77     Eva Ek\n\n"
        f"{BODY}\n\nLedamot          Ja     Nej\nEva Ek (S)       X\nPer Alm (M)             X\n\n{BODY}"
    )
    rows = [cells(document, segment) for segment in document.segments if segment.kind is Kind.TABLE_ROW]
    assert rows == [
        ["Nr", "Ärende", "Dnr", "Föredragande"],
        ["1", "Val av justerare", "", ""],
        ["2", "Handlingsplan mot våld i nära relationer, remiss", "KS 2024/311", "Per Alm"],
        ["3", "Öppen mottagning", "KS 2024/77", "Eva Ek"],
        ["Ledamot", "Ja", "Nej"],
        ["Eva Ek (S)", "X", ""],
        ["Per Alm (M)", "", "X"],
    ]
    assert found(document, Kind.SIGNATURE) == []


def test_clauses_whose_att_stands_apart_are_clauses() -> None:
    document = read(
        f"Protokoll\n\n{BODY}\n\nSocialnämndens beslut\n\natt   avslå förslaget,\n"
        "att   ge förvaltningen i uppdrag att återkomma med en plan för arbetet senast den\n"
        "      1 oktober 2025, samt\n"
        "att   översända beslutet."
    )
    assert found(document, Kind.LIST_ITEM) == [
        "att avslå förslaget,",
        "att ge förvaltningen i uppdrag att återkomma med en plan för arbetet senast den 1 oktober 2025, samt",
        "att översända beslutet.",
    ]


def test_numbered_headings_may_stand_right_above_their_text() -> None:
    text = "Riktlinjen gäller för alla som arbetar i förvaltningen och följs upp varje år."
    document = read(
        f"Riktlinje mot våld\n\n1 Inledning\n{text}\n\n1.1 Omfattning\n{text}\n\n2 Ansvar\n2.1 Chefer\n{text}"
    )
    headings = [(s.marker, document.of(s)) for s in document.segments if s.kind is Kind.HEADING]
    assert headings[-1] == ("2.1", "Chefer")
    assert ("1.1", "Omfattning") in headings
    assert found(document, Kind.PARAGRAPH) == [text] * 3


def test_an_agreement_in_paragraphs_with_place_and_date_side_by_side() -> None:
    document = read(
        f"AVTAL\n\n1 § Avtalstid\n\n{BODY}\n\n2 § Ersättning\n\n{BODY}\n\n"
        "Exempelby 2024-12-10               Exempelby 2024-12-12\n\n"
        "Eva Ek                             Lo Berg\nOrdförande                         Kassör"
    )
    assert found(document, Kind.HEADING) == ["AVTAL", "1 § Avtalstid", "2 § Ersättning"]
    signed = [cells(document, segment) for segment in document.segments if segment.kind is Kind.SIGNATURE]
    assert signed == [
        ["Exempelby 2024-12-10"],
        ["Exempelby 2024-12-12"],
        ["Eva Ek", "Ordförande"],
        ["Lo Berg", "Kassör"],
    ]
