"""Markdown, and text that was saved from a page with its links: marks become roles, the words stay.

A paragraph's lines stay apart as in plain text: signatures and particulars stand on lines of their own in such files.
A quoted block (``>``) has the marker ``>``.
"""

from __future__ import annotations

import re
from dataclasses import replace

from samfrid.reading.encoding import clean
from samfrid.reading.intake import Intake
from samfrid.reading.source import Line, Page, Role, Source
from samfrid.reading.sources.text import hosts_in

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_ITEM = re.compile(r"^(\s*)([-*+•–]|\d{1,3}[.)]|[a-zåäö][.)])\s+(?=\S)")
_RULE = re.compile(r"^ {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})\s*$")
_TABLE_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)*\s*:?-{2,}:?\s*\|?\s*$")
_QUOTE = re.compile(r"^ {0,3}>\s?")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]+)\]\(\s*<?([^)\s>]*)>?(?:\s+\"[^\"\n]*\")?\s*\)")
_BARE = re.compile(r"<((?:https?://|mailto:)[^>\s]+)>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])(.+?)(?<=[^\s_])_(?![\w_])"
)
_CODE = re.compile(r"`([^`\n]+)`")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_TAG = re.compile(r"<!--.*?-->|</?(?:br|p|div|span|sup|sub|u|b|i|em|strong|a)\b[^<>]*>", re.I)


def parse(intake: Intake) -> Source:
    """Parse Markdown line by line."""
    links: list[str] = []
    lines = _drop_hard_marks(intake.text)
    result: list[Line] = []
    blank, fenced = True, False
    for index, raw in enumerate(lines):
        raw = clean(raw)
        if _FENCE.match(raw):
            fenced = not fenced
            blank = True
        elif not raw.strip() or _RULE.match(raw) or (_UNDERLINE.match(raw) and result):
            blank = True
        elif not (_TABLE_RULE.match(raw) and "|" in raw):
            following = lines[index + 1] if index + 1 < len(lines) else ""
            line = Line(raw.rstrip()) if fenced else _line(raw, following, links)
            if line.text:
                result.append(replace(line, blank_before=blank))
                blank = False
    return Source(
        "markdown",
        (Page(1, 0, 0, tuple(_lone_paragraphs(result))),),
        links=tuple(dict.fromkeys(links)),
        hosts=tuple(dict.fromkeys((*hosts_in(" ".join(links)), *hosts_in(intake.text)))),
    )


def _drop_hard_marks(text: str) -> list[str]:
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S) if text.startswith("---\n") else text
    return [line[:-1] if line.endswith("\\") else line for line in text.replace("\f", "\n").splitlines()]


def _line(raw: str, following: str, links: list[str]) -> Line:
    """One line with its role; ``following`` tells a heading that is underlined and a row that names the columns."""
    quote = _QUOTE.match(raw)
    if quote:
        return Line(_inline(raw[quote.end() :], links), role=Role.PARAGRAPH, marker=">")
    if heading := _HEADING.match(raw):
        return Line(_inline(heading.group(2), links), role=Role.HEADING, level=len(heading.group(1)))
    if raw.lstrip().startswith("|") and raw.count("|") >= 2:
        cells = tuple(_inline(cell.strip(), links) for cell in re.split(r"(?<!\\)\|", raw.strip().strip("|")))
        return Line(" | ".join(cells), role=Role.TABLE_ROW, cells=cells, level=int(_is_table_rule(following)))
    if (underline := _UNDERLINE.match(following)) and not _ITEM.match(raw):
        return Line(_inline(raw, links), role=Role.HEADING, level=1 if underline.group(1).startswith("=") else 2)
    if item := _ITEM.match(raw):
        level = 1 + len(item.group(1).expandtabs(4)) // 2
        words = _inline(raw[item.end() :], links)
        return Line(words, role=Role.LIST_ITEM, level=level, marker=item.group(2))
    bold = bool(re.fullmatch(r"\s*(\*\*|__)(?:(?!\1).)+\1:?\s*", raw))
    return Line(_inline(raw, links).rstrip(), bold=bold)


def _is_table_rule(line: str) -> bool:
    return "|" in line and bool(_TABLE_RULE.match(line))


def _inline(text: str, links: list[str]) -> str:
    """The words without marks of emphasis, links and code; the addresses of links are collected."""
    text = _IMAGE.sub(r"\1", text)
    links += [target for _, target in _LINK.findall(text) if target not in ("", "#")]
    text = _LINK.sub(r"\1", text)
    text = _BARE.sub(r"\1", text)
    text = _TAG.sub("", text)
    for _ in range(2):  # bold around italic and the other way round
        text = _STRONG.sub(r"\2", text)
        text = _EMPHASIS.sub(lambda m: m.group(1) or m.group(2), text)
    text = _CODE.sub(r"\1", text)
    return _ESCAPE.sub(r"\1", text)


def _lone_paragraphs(lines: list[Line]) -> list[Line]:
    """Mark a line that stands alone between blank lines as a paragraph; of several in a row nothing is said."""
    result = []
    for index, line in enumerate(lines):
        last = index + 1 == len(lines) or lines[index + 1].blank_before or lines[index + 1].role is not Role.UNKNOWN
        alone = line.role is Role.UNKNOWN and line.blank_before and last
        result.append(replace(line, role=Role.PARAGRAPH) if alone else line)
    return result
