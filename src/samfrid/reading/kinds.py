"""What a row is, by its words, its look and what stands before it."""

from __future__ import annotations

import re

from samfrid.reading import headings
from samfrid.reading.document import Kind
from samfrid.reading.rows import Row
from samfrid.reading.source import Role
from samfrid.reading.unwrap import ends_sentence, joined
from samfrid.reading.walk import Block, Walk

_ATT = re.compile(r"[Aa]tt\s+\w")
#: what an "att" goes on from: "i uppdrag / att utreda", "för / att fler ska"; a clause ends with other words
_WANTS_ATT = re.compile(
    r"\b(?:för|genom|om|till|av|på|med|så|utan|än|i|eller|uppdrag(?:et|en)?|uppgift|syfte|avsikt|möjlighet\w*|rätt"
    r"|skyldig\w*|ansvar\w*|förslag\w*|krav\w*|beslut\w*|mål\w*|innebär|anser|bedömer|föreslår|säkerställer?|se|verkar?|arbetar?|ser|är|sätt|behov\w*)$"
)
QUOTES = '”"“»«'
_SUB = re.compile(r"(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,5} )?§§? ?\d+[a-z]?\.?$")
#: a line that ends inside a word or a span of years
_BROKEN = re.compile(r"[^\W\d_]-$|\d[–-]$|[^\W\d_]/$")
#: a line that no paragraph ends with: a preposition, an article, a month whose year is still to come
_DANGLING = re.compile(
    r"\b(?:i|av|till|för|och|samt|att|den|det|en|ett|om|på|med|som|vid|från|mellan|under|enligt|(?<=i )(?:januari|"
    r"februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december))$"
)
#: how an entry of a list of documents ends: with its date or its paragraph
_ENTRY_ENDS = re.compile(r"(?:\b(?:19|20)\d\d(?:-\d\d-\d\d)?|§ ?\d+)[).]?$")
#: a particular with its label, on a line of its own: "Inlämnad: 2024-10-10"
_FIELD = re.compile(r"[A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+){0,2}: ")
#: a line that holds nothing but the matter's number
_NUMBER_ALONE = re.compile(r"(?:dnr|diarie(?:nr|nummer))\b[.:]?\s?[\w/.: -]*\d[\w/.:-]*", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(\d{1,2})(?:\s|$)")
_ITEM_OF_BUSINESS = re.compile(
    r"(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,5} )?§§? ?\d+[a-z]?\.?(?:$|\s+[A-ZÅÄÖ”\"])|\d{1,3} §\s+[A-ZÅÄÖ]"
)


def continues(walk: Walk, row: Row) -> bool:
    """Whether a row goes on with the words of the one before."""
    last = walk.open
    if last is None or last.last is None or row.line.role is not Role.UNKNOWN:
        return False
    before = last.last
    if before.line.role not in (Role.UNKNOWN, Role.LIST_ITEM) or is_clause(walk, row):
        return False
    if last.kind not in (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.HEADING) or _is_entry(walk, before, row):
        return False
    lower = row.text[:1].islower() or row.text[:1] in "(–/"
    done = ends_sentence(last.words.text)
    measure = walk.look.measure
    if row.line.blank_before or row.page != before.page or walk.waiting:
        interrupted = bool(walk.waiting) and not walk.look.styled(row)
        if done or last.kind is Kind.HEADING:
            return False
        if lower and (walk.waiting or row.page != before.page):
            return True
        return (lower or interrupted) and measure.wrapped and not measure.short(before)
    if last.kind is Kind.HEADING:
        return (lower and not done) or (not done and _same_heading(walk, last, row))
    if headings.is_known(row.text) and (done or walk.look.styled(row) or _NUMBER_ALONE.fullmatch(before.text)):
        return False
    if _FIELD.match(row.text) and _FIELD.match(last.words.text):
        return False
    torn = _BROKEN.search(before.text) and (lower or row.text[:1].isalnum())
    if torn or (_DANGLING.search(before.text) and not row.marker.text):
        return True
    if measure.broke(before, row):
        return lower and not done
    return walk.look.same(before, row) or not done


def _is_entry(walk: Walk, before: Row, row: Row) -> bool:
    """Whether a row is an entry of its own: it says who the decision goes to, or stands under such a line or paper."""
    capital = row.text[:1].isupper()
    if headings.is_sending(before.text) and capital and not before.text.endswith((",", " och", " samt", "-")):
        return True
    return headings.is_sending(row.text) or (walk.listing and capital and bool(_ENTRY_ENDS.search(before.text)))


def _same_heading(walk: Walk, heading: Block, row: Row) -> bool:
    """Whether a row that begins with a capital is the second line of a heading."""
    if heading.last is None or not walk.look.same(heading.last, row):
        return False
    plain = not walk.look.styled(row)
    if plain and (heading.marker.text or walk.look.measure.broke(heading.last, row)):
        return False
    known = headings.is_known(heading.words.text) or headings.is_known(row.text)
    return not known and not _is_apart(walk, row)


def titles(walk: Walk, heading: Block, at: int) -> bool:
    """Whether a row is the title of the item of business whose number stands alone above it."""
    row = walk.rows[at]
    if not stands_alone(heading) or _is_apart(walk, row) or headings.is_known(row.text) or not row.text[0].isupper():
        return False
    if not row.line.blank_before:
        return len(row.text.split()) <= 25 and not row.text.endswith(".")
    words = " ".join(other.text for other in walk.rows[at : walk.stanza(at)][:3])
    return len(words.split()) <= 25 and "." not in words


def _is_apart(walk: Walk, row: Row) -> bool:
    """Particulars and names never belong to a heading above them."""
    return walk.look.particular(row) or headings.is_signer(row.text)


def false_marker(walk: Walk, row: Row) -> bool:
    """A number that begins a line in the middle of a sentence, not an item ("den / 1. mars")."""
    last = walk.open
    if row.line.role is not Role.UNKNOWN or row.line.blank_before or last is None or last.last is None:
        return False
    if not row.marker.text[0].isdigit() or last.kind not in (Kind.PARAGRAPH, Kind.LIST_ITEM):
        return False
    digits = re.findall(r"\d+", row.marker.text)
    begins = digits[-1] == "1" or last.marker.text.startswith(str(int(digits[0]) - 1)) or last.kind is Kind.LIST_ITEM
    return not begins and not ends_sentence(last.words.text) and not walk.look.measure.broke(last.last, row)


def is_clause(walk: Walk, row: Row) -> bool:
    """An "att" clause: after a lead-in or another such clause, on a line that its writer began."""
    if not _ATT.match(row.text) or headings.is_lead(row.text):
        return False
    last = walk.open
    if last is None or last.last is None:
        return True
    after_clause = last.kind is Kind.LIST_ITEM and _ATT.match(last.words.text)
    if row.text[0] == "A" and not after_clause and not headings.is_lead(last.words.text):
        return False
    ended = ends_sentence(last.words.text) or last.words.text.endswith((",", " samt", " och"))
    if row.line.blank_before or row.line.role is Role.PARAGRAPH:
        return bool(after_clause or headings.is_lead(last.words.text) or ended or last.kind is Kind.HEADING)
    if after_clause:
        return ended or walk.look.measure.broke(last.last, row) or not _WANTS_ATT.search(last.words.text)
    return headings.is_lead(last.words.text) and (
        walk.look.measure.broke(last.last, row) or walk.look.measure.short(last.last)
    )


def _ends_particular(walk: Walk, row: Row) -> bool:
    """The rest of a line in the head: "Linköpings / kommun"."""
    last = walk.open
    rest = last is not None and last.kind is Kind.HEADER and not row.line.blank_before
    return rest and row.text[0].islower() and len(row.text.split()) <= 3


def is_heading(walk: Walk, at: int) -> bool:
    """Whether a row that is no known heading is one: by its look, or because it is short and stands apart."""
    row = walk.rows[at]
    text = row.text
    words = len(text.split())
    if not text[0].isupper() and not text[0].isdigit() and text[0] not in QUOTES:
        last = walk.open
        return bool(walk.top and last and last.kind is Kind.HEADING and words < 15 and not text.endswith("."))
    if text.endswith((".", ",", ";", ":", "!")) or ". " in text or headings.is_caption(text) or words > 30:
        return False
    if text.isupper() and words <= (4 if walk.top else 8) and len(text) > 3:
        return True
    if walk.look.styled(row) or (row.line.role is Role.PARAGRAPH and row.line.bold):
        return True
    goes_on = walk.top and walk.stanza(at) > at + 1 and not text.endswith(":")
    if (headings.is_lead(text) and not goes_on) or not row.line.blank_before:
        return False
    return _stands_apart(walk, at, words)


def _stands_apart(walk: Walk, at: int, words: int) -> bool:
    """One to three short lines between blank lines, with text after them."""
    end = walk.stanza(at)
    if end >= len(walk.rows):
        return False
    stanza = " ".join(row.text for row in walk.rows[at:end])
    count = len(stanza.split())
    if walk.top:
        return end - at <= 3 and count <= 30 and not stanza.endswith((".", ":", ","))
    if walk.rows[at].line.role is not Role.UNKNOWN or (walk.rows[at].line.size and not walk.rows[at].scanned):
        return False  # markup or print would have said so
    asks = stanza.endswith("?") and not re.search(r"[.?!] ", stanza)
    alone = end - at == 1 and words <= (30 if asks else 14)
    return alone and _text_follows(walk, end)


def _text_follows(walk: Walk, at: int) -> bool:
    """Whether running text, a table or numbered items come after a short line, not bullets that it leads in to."""
    after = walk.rows[at]
    if after.marker.text:  # what leads in to bullets is no heading
        return after.marker.text[0].isdigit() and after.text[:1].isupper()
    if after.text[:1].islower():
        return False
    return after.line.blank_before and (len(after.text.split()) > 5 or after.columned)


def is_numbered_heading(walk: Walk, at: int) -> bool:
    """ "5. Villkor" alone between blank lines, with text and not the next number after it."""
    row = walk.rows[at]
    mark = row.marker.text
    if not mark[0].isdigit() or row.line.role is Role.LIST_ITEM:
        return False
    if len(row.text.split()) > 10 or not row.text[0].isupper() or row.text.endswith((".", ",", ";", ":", "?")):
        return False
    if walk.look.styled(row):
        return True
    under = walk.open is not None and walk.open.kind is Kind.HEADING
    if at + 1 >= len(walk.rows) or not (row.line.blank_before or under):
        return False
    after = walk.rows[at + 1]
    if not after.line.blank_before and not walk.listing and len(row.text.split()) <= 6:
        return not after.marker.text and after.text[:1].isupper() and len(after.text.split()) > 5
    listed = after.marker.text[:1].isdigit() and after.marker.text.count(".") == mark.count(".")
    return after.line.blank_before and not listed and not walk.listing


def level(walk: Walk, row: Row) -> int:
    """The level of a heading that no markup gives: 1 for titles, 2 for sections, by its number where it has one."""
    if row.marker.text and row.marker.text[0].isdigit():
        return 1 + len(re.findall(r"\d+", row.marker.text))
    if walk.look.large(row) or (walk.top and not headings.is_known(row.text)):
        return 1
    return 2


def opens_business(walk: Walk, row: Row) -> bool:
    """Whether a row is the heading of an item of business or a clause: "§ 12 Svar på motion"."""
    last = walk.open
    if not _ITEM_OF_BUSINESS.match(row.text) or row.text.endswith((",", ";")):
        return False
    if row.text[0].isdigit() and (row.text.endswith(".") or len(row.text.split()) > 14):
        return False  # "35 § kommunallagen" begins a sentence
    done = last is None or last.kind is not Kind.PARAGRAPH or ends_sentence(last.words.text)
    return row.line.blank_before or walk.look.styled(row) or done


def footnote(walk: Walk, row: Row) -> bool:
    """Take a row of a footnote: small print that begins with its number, or goes on with such a row."""
    if not walk.look.small(row):
        return False
    if found := _FOOTNOTE.match(row.text):
        marker = row.words.cut(0, found.end(1))
        words = row.words.cut(found.end(1)).strip()
        walk.waiting.append(Block(Kind.PARAGRAPH, words, marker, page=row.page, last=row))
        return True
    note = walk.waiting[-1] if walk.waiting else None
    if note is None or note.kind is not Kind.PARAGRAPH or row.line.blank_before:
        return False
    note.words, note.last = joined(note.words, row.words), row
    return True


def opens_section(walk: Walk, row: Row) -> bool:
    """Whether a row is a known heading, and not an entry of a list of documents that is called the same."""
    return headings.is_known(row.text) and not (walk.listing and headings.is_document(row.text))


def stands_alone(block: Block) -> bool:
    """Whether a heading is only the number of an item of business ("§ 12"), with its title on the next line."""
    return bool(_SUB.fullmatch(block.words.text))


def is_particular(walk: Walk, at: int) -> bool:
    """Whether a row at the top belongs to the particulars of the letter, and does not begin running text."""
    row = walk.rows[at]
    if row.index in walk.heads and not walk.look.large(row):
        return True
    goes_on = walk.stanza(at) > at + 1 and walk.rows[at + 1].text[:1].islower() and len(row.text.split()) > 6
    if goes_on and not ends_sentence(row.text):
        return False
    return walk.look.particular(row) or _ends_particular(walk, row)
