"""What stands on the paper or the page but is no content: running heads and feet, menus, cookie and form texts.

Nothing is taken away; the lines are marked, so that finders pass them by and a person can still see them.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum

from samfrid.reading.headings import PAGE_NUMBER
from samfrid.reading.rows import Row
from samfrid.reading.source import Role


class Mark(Enum):
    """What a line is: content, furniture, or the first showing of a running head, which holds particulars."""

    CONTENT = 0
    FURNITURE = 1
    HEAD = 2


_PAGE = r"\d{1,3}\s?(?:\(\d{1,3}\)|/\s?\d{1,3}|av\s\d{1,3})"
_PAGE_ROW = re.compile(
    rf"\W*(?:sida|sid\.?|page)?\W*(?:{_PAGE}|(?<=sida )\d{{1,3}})\W*$|\W*sida\W*$|[-–—]\s?\d{{1,3}}\s?[-–—]$"
)
#: "1(2)" as character recognition reads it, and specks that it reads as a letter or two
_SPECK = re.compile(r"\d{2,3}\)$|[^\W\d_]{1,2}$")
_RULED = re.compile(r"[\s_.=*·~-]{4,}$")
_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d{1,3}$|…+\s*\d{1,3}$|[.…_\s]{6,}\d{1,3}$")
_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+>?$")
_SIGN = re.compile(
    r"(?:ordförandens?|justerand\w*|justerares?)\s+sign(?:atur\w*|\.)?|utdragsbestyrkande|utdraget bestyrks"
    r"|rätt utdraget"
)
_LINE_RULES = re.compile(
    r"(?:någonting gick fel|något gick fel|ditt meddelande har|tack för (?:ditt meddelande|din (?:åsikt"
    r"|synpunkt|feedback))"
    r"|(?:sidan |informationen )?(?:är )?senast (?:uppdaterad|ändrad|granskad|publicerad|kontrollerad)"
    r"|sidan (?:uppdaterad|publicerad|uppdaterades|granskad)|uppdaterad(?: den)?:? \d"
    r"|hittade du (?:det du|informationen|vad)|fick du hjälp|hjälpte (?:den här )?(?:sidan|informationen)"
    r"|var (?:den här )?(?:sidan|informationen)|är du nöjd med|lämna (?:gärna )?(?:en )?(?:synpunkt"
    r"|kommentar)\w* på sidan"
    r"|hoppa till (?:huvud)?innehåll|till (?:huvud)?innehållet|gå till innehåll|till toppen|tillbaka till toppen"
    r"|skriv ut(?: sidan| artikeln)?$|dela(?: sidan| artikeln| på .{1,20}| via .{1,20})?$|lyssna(?: på sidan)?$"
    r"|tipsa en vän"
    r"|fält(?:en)? (?:märkta|markerade) med|obligatoriskt fält|skicka(?: in)?$|din e-post(?:adress)?\b.{0,30}$"
    r"|lättläst$|teckenspråk$|translate$|other languages$|in english$|meny$|sök$|stäng$|logga in$"
    r"|relaterad(?:e|) (?:information|länkar|sidor|innehåll)|läs också$|mer om ämnet$|följ oss|kontakta webbredaktionen"
    r"|om (?:webbplatsen|kakor|cookies)|(?:kakor|cookies) på "
    r"|tillgänglighetsredogörelse|personuppgifter och (?:kakor|cookies)"
    r"|javascript (?:måste|är|behöver)|din webbläsare|cookie-?inställningar|hantera (?:kakor|cookies))"
)
_COOKIE = re.compile(r"\b(?:kakor|cookies?)\b")
_COOKIE_ACT = re.compile(
    r"webbplats|hemsida|acceptera|samtyck|godkän|använder|inställning|nödvändig|webbläsare|avvisa|neka|tillåt|statistik"
)
_SHARE = re.compile(
    r"(?:lyssna\b.*|skriv ut\b.*|dela\b.*|tipsa\b.*|hittade du.*|ja\b.{0,5}/?.{0,5}nej\b.*|facebook|twitter|x|linkedin"
    r"|e-post|mejla|kopiera länk|spara|prenumerera.*|instagram|youtube|kontakta oss|kontakt|om kommunen|om webbplatsen"
    r"|press|tillgänglighet.*|självservice|e-tjänster|sök|meny|start|hem|lättläst|english|in english|teckenspråk"
    r"|språk|languages|logga in|mina sidor|translate|hitta|nyheter|startsida|kakor|cookies)$"
)
_PARTED = re.compile(r"[·|•]|\s{2,}")
_CRUMB = re.compile(r"\s(?:/|>|›|»|→)\s")
_CRUMB_START = re.compile(r"(?:du är här\W*)?(?:start|startsida|startsidan|hem|förstasidan|hemsida)\b")
_CONTACT = re.compile(
    r"\b(?:(?:postadress|besöksadress|telefon|växel|vxl|e-post|epost|org(?:anisations)?\.?\s?-?n(?:umme)?r|bankgiro"
    r"|plusgiro|bg|pg|fax|hemsida|webbplats|internet|adress|tfn)\b|besök:|tel[.:]|www\.)"
    r"|\b\d{3}\s?\d{2}\s+[a-zåäö]{3,}|@[\w.-]+\.\w"
    r"|\b0\d{1,3}[-–\s]\d{1,3}[\s\d]{4,}"
)
#: a telephone, postal or organisation number, without which contact words are only talked about
_FIGURES = re.compile(r"\d{3}|\d\d \d\d|@|www\.")
#: what every one of these has, looked for first since most lines have none
_REACHES = re.compile(r"[\d@w]")
#: the parties of an agreement and the officer of a matter also have addresses
_NO_FOOT = re.compile(r"\bkalla[ds]\b|\bhandläggare\b")
_CONTACT_BOX = re.compile(r"(?:kontakt|kontaktperson(?:er)?|kontaktuppgifter|frågor|har du frågor|presskontakt)[:?]?")
_REACHED = re.compile(r"\S@\S+\.\w|\b0\d{1,3}[-–\s]\d[\d\s]{4,}")
_CONTACT_LABELS = re.compile(
    r"(?:(?:postadress|besöksadress|besök|telefon|telefonväxel|växel|e-post"
    r"|org(?:anisations)?\.?-?\s?n(?:umme)?r|bankgiro"
    r"|plusgiro|fax|telefax|hemsida|webbplats|internet|adress|webb)\W*){2,}$"
)
_WORD = re.compile(r"[^\W_]+(?:[-/.:][^\W_]+)*")
_EDGE_TOP, _EDGE_BOTTOM = 9, 5


def marks(rows: list[Row]) -> list[Mark]:
    """The mark of every row."""
    result = [Mark.FURNITURE if row.line.role is Role.FURNITURE or _by_words(row) else Mark.CONTENT for row in rows]
    _contact_feet(rows, result)
    _contact_box(rows, result)
    _menus(rows, result)
    _crumbs(rows, result)
    _contents(rows, result)
    _running(rows, result)
    return result


def _by_words(row: Row) -> bool:
    """Lines that are furniture wherever they stand."""
    words = row.lower
    if row.line.cells:
        return False
    if row.scanned and _SPECK.match(words) and (words.endswith(")") or row.line.confidence < 0.6):
        return True
    if _PAGE_ROW.match(words) or _RULED.match(words) or _ADDRESS.match(words) or _LINE_RULES.match(words):
        return len(words) < 160
    if ("sign" in words or "utdrag" in words) and _SIGN.search(words) and len(_WORD.findall(_SIGN.sub("", words))) == 0:
        return True
    if ("kakor" in words or "cookie" in words) and _COOKIE.search(words) and _COOKIE_ACT.search(words):
        return True
    if not _PARTED.search(words):
        return False
    parts = [part.strip() for part in _PARTED.split(words) if part.strip()]
    return len(parts) > 1 and all(_SHARE.match(part) for part in parts)


def _contact_feet(rows: list[Row], result: list[Mark]) -> None:
    """The foot of a letter: addresses, telephone, organisation number; at the end of a page or of the document."""
    for index, row in enumerate(rows):
        words = row.lower
        if _CONTACT_LABELS.match(words) and row.marker.text == "":
            result[index] = Mark.FURNITURE
            if (
                index + 1 < len(rows)
                and not rows[index + 1].line.blank_before
                and _CONTACT.search(rows[index + 1].lower)
            ):
                result[index + 1] = Mark.FURNITURE
            continue
        if (
            not _REACHES.search(words)
            or not _FIGURES.search(words)
            or _NO_FOOT.search(words)
            or not _at_foot(rows, index)
        ):
            continue
        if len({found.group().strip()[:4] for found in _CONTACT.finditer(words)}) >= 2:
            result[index] = Mark.FURNITURE


def _contact_box(rows: list[Row], result: list[Mark]) -> None:
    """Whom to ask ("Kontakt" with a name and a number under it) at the end of a page: no part of the matter."""
    for index in range(len(rows) // 2, len(rows)):
        if not _CONTACT_BOX.fullmatch(rows[index].lower):
            continue
        under = range(index + 1, min(index + 7, len(rows)))
        reached = [at for at in under if _REACHED.search(rows[at].lower) and len(rows[at].text.split()) <= 6]
        if reached and all(len(rows[at].text.split()) <= 8 for at in range(index, reached[-1] + 1)):
            result[index : reached[-1] + 1] = [Mark.FURNITURE] * (reached[-1] + 1 - index)


def _at_foot(rows: list[Row], index: int) -> bool:
    """Whether a row is among the last of its page, or the next begins a new page's running head."""
    following = rows[index + 1 : index + 5]
    if len(following) < 4 or any(row.page != rows[index].page for row in following[:3]):
        return True
    box = rows[index].line.box
    if box is not None and box.top > 0.88:
        return True
    return any(PAGE_NUMBER.search(row.full) for row in following[:2])


def _menus(rows: list[Row], result: list[Mark]) -> None:
    """Menus in text saved from a web page: short lines in a row, some of them words that only menus have."""
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and _menu_like(rows[end]):
            end += 1
        known = [index for index in range(start, end) if _SHARE.match(rows[index].lower)]
        if end - start >= 3 and len(known) >= 2:
            stop = known[-1] + 1
            while stop < end and not rows[stop].line.blank_before:
                stop += 1
            result[start:stop] = [Mark.FURNITURE] * (stop - start)
        start = max(end, start + 1)


_NO_MENU = re.compile(r"[.:;,?!\d]")


def _menu_like(row: Row) -> bool:
    return (
        len(row.text.split()) <= 5
        and row.line.role not in (Role.HEADING, Role.TABLE_ROW)
        and not _NO_MENU.search(row.text)
    )


def _crumbs(rows: list[Row], result: list[Mark]) -> None:
    """The path to a page ("Start / Omsorg / Nyheter") among the first lines."""
    for index, row in enumerate(rows[:15]):
        parts = _CRUMB.split(row.lower)
        if len(parts) < 2 or row.line.cells or (row.text.endswith((".", "?")) and len(parts) < 3):
            continue
        following = {after.lower for after in rows[index + 1 : index + 4]}
        if _CRUMB_START.match(parts[0]) or (len(parts) >= 3 and parts[-1].strip() in following):
            result[index] = Mark.FURNITURE


def _contents(rows: list[Row], result: list[Mark]) -> None:
    """A table of contents: lines that end with leaders and a page number, and the heading over them."""
    for index, row in enumerate(rows):
        if row.text[-1:].isdigit() and _CONTENTS.search(row.text) and re.search(r"[^\W\d_]{3}", row.text):
            result[index] = Mark.FURNITURE
            if index and re.fullmatch(r"innehåll(?:sförteckning)?:?", rows[index - 1].lower):
                result[index - 1] = Mark.FURNITURE


def _running(rows: list[Row], result: list[Mark]) -> None:
    """Heads and feet that come again on page after page.

    The first head of a document holds its particulars (sender, date, number) and is kept as ``HEAD``; later ones are
    furniture, also when they repeat only some of its words.
    """
    starts = _page_starts(rows)
    if len(starts) < 2:
        return
    ends = [*starts[1:], len(rows)]
    keys = Counter(key for start, end in zip(starts, ends, strict=True) for key in _edge_keys(rows, start, end))
    head = _head_words(rows[: ends[0]])
    for page, (start, end) in enumerate(zip(starts, ends, strict=True)):
        top = range(start, min(start + _EDGE_TOP, end))
        begun = any(PAGE_NUMBER.search(rows[index].full) for index in top)
        for index in top:
            if page and result[index] is Mark.FURNITURE:
                continue
            again = keys[_key(rows[index])] > 1
            if page == 0:
                if again and result[index] is Mark.CONTENT:
                    result[index] = Mark.HEAD
                continue
            begun = begun or again
            if not (again or (begun and _repeats(rows[index], head))):
                break
            result[index] = Mark.FURNITURE
        for index in range(end - 1, max(end - _EDGE_BOTTOM, start) - 1, -1):
            if result[index] is Mark.FURNITURE:
                continue
            if keys[_key(rows[index])] < 2 or index in top:
                break
            result[index] = Mark.FURNITURE


def _page_starts(rows: list[Row]) -> list[int]:
    """Where pages begin: by the source's pages, else by running heads with page numbers in a text file."""
    starts = [0] + [i for i in range(1, len(rows)) if rows[i].page != rows[i - 1].page]
    if len(starts) > 1 or not rows:
        return starts
    expected = 1
    starts = []
    head = _head_words(rows)
    for index, row in enumerate(rows):
        found = PAGE_NUMBER.search(row.full)
        if found is None or len(row.text.split()) > 12 or int(found.group(1) or found.group(3)) != expected:
            continue
        begin = index
        while begin and not rows[begin].line.blank_before and _repeats(rows[begin - 1], head):
            begin -= 1
        starts.append(0 if expected == 1 and begin < 8 else begin)
        expected += 1
    return starts if starts and starts[0] == 0 else []


def _edge_keys(rows: list[Row], start: int, end: int) -> set[str]:
    edge = [*range(start, min(start + _EDGE_TOP, end)), *range(max(end - _EDGE_BOTTOM, start), end)]
    return {_key(rows[index]) for index in edge if not _is_sentence(rows[index])}


def _is_sentence(row: Row) -> bool:
    """Running text, which no head or foot is, also if it should come twice."""
    return row.text.endswith(".") and len(row.text.split()) > 8


def _key(row: Row) -> str:
    """A row's words with numbers of pages made alike."""
    return PAGE_NUMBER.sub("#", row.lower)


def _head_words(rows: list[Row]) -> set[str]:
    """The words of a document's first lines, where its first head stands."""
    return {word for row in rows[: _EDGE_TOP + 3] for word in _WORD.findall(row.lower)}


def _repeats(row: Row, head: set[str]) -> bool:
    """Whether a short line says nothing that the document's first head does not say."""
    words = _WORD.findall(PAGE_NUMBER.sub("", row.lower))
    return len(words) <= 12 and all(word in head for word in words)
