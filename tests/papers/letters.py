"""A letter with every kind of block, and text that tries to be something else."""

from __future__ import annotations

from samfrid.papers.paper import (
    Bullets,
    Clauses,
    Facts,
    Heading,
    Notes,
    Paper,
    Quote,
    Run,
    Signature,
    Table,
    Text,
)

LETTER = Paper(
    "Svar på motion om våld i nära relationer",
    kind="Tjänsteskrivelse",
    sender=("Vallentuna kommun", "Socialförvaltningen"),
    reference=(("Diarienummer", "KS 2026.123"), ("Datum", "2026-11-22"), ("Handläggare", "Anna Ekström")),
    recipient=("Kommunstyrelsen", "Tuna torg 1"),
    blocks=(
        Heading(1, "Förslag till beslut"),
        Text(("Socialförvaltningen föreslår att kommunstyrelsen föreslår kommunfullmäktige",)),
        Clauses(("att anse motionens första att-sats besvarad", "avslå motionen i övrigt.")),
        Heading(1, "Sammanfattning"),
        Text((("Kommunen ", Run("tar fram en plan", bold=True), " mot våld.", Run("", note=1)), "Rad ett\nrad två")),
        Heading(2, "Vad som gjorts"),
        Bullets(("Rutin antagen", "Avtal förlängt")),
        Facts((("Beslut", "KF § 123/2025"), ("Kostnad", "1 250 000 kr"))),
        Table(
            ("Åtgärd", "Ansvarig", "Antal"),
            [("Utbildning", "Äldreförvaltningen", "120"), ("Kartläggning", "Socialförvaltningen", "3 400")],
            caption="Åtgärder 2026",
            align=("left", "left", "right"),
        ),
        Quote("Ingen ska utsättas för våld.", "Handlingsplan 2024–2027, sida 4"),
        Clauses(("Nämnden får i uppdrag att återkomma.", "Uppdraget redovisas i mars."), style="sentences"),
        Signature(("Anna Ekström", "Socialdirektör")),
        Notes(("Handlingsplan 2024–2027, sida 4", "Protokoll KF 2025-11-24 § 123")),
    ),
)

#: what would be markup, code or a formula somewhere
HOSTILE = (
    '#import "x": *',
    '#read("/etc/passwd")',
    "$x^2$",
    "\\",
    "\\u{41}",
    "*b*",
    "_i_",
    "`raw`",
    "]",
    "[#x]",
    "<label>",
    "<script>alert(1)</script>",
    "&amp; &#65; <w:p/>",
    "]]>",
    "@ref",
    "= Rubrik",
    "- punkt",
    "/ term: x",
    "// kommentar",
    "/* kommentar */",
    "{{ mall }} {% if %}",
    "'; DROP TABLE x; --",
    "=HYPERLINK(1)",
    "https://example.org/a?b=c&d",
)
