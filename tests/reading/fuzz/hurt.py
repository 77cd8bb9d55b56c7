"""How a good document is hurt: each way takes a document's bytes and a source of chance, and gives other bytes.

The ways know the formats, so that what they make still opens: an element moved in a DOCX, a page's object changed in a
PDF. Bytes turned at random seldom come further than the first check.
"""

from __future__ import annotations

import copy
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from lxml import etree

#: what has broken readers before: signs that are not seen, signs of other writings, numbers too long, half characters
# fmt: off
ODD = (
    "\x00", "\u0000\u0001\u0002", "\u200b", "\u202e", "\ufeff", "\ufffd", "\U0001f469\u200d\U0001f467", "a\u0308",
    "\u2028", "\x0c", "\x85", "İ", "ß", "ﬁ", "９９９", "٣", "²", "½", "§" * 40, "§ 99999999999999999999", "9" * 400,
    "1" * 30, " kr", "31 februari 2025", "2025-13-45", "den 0 januari 0000", "9999-12-31", "år 20255", "noll",
    "-5 st", "1,5,5 mnkr", "(S)" * 200, "att " * 300, "\t" * 200, " " * 5000, "\n" * 500, "| " * 400, "> " * 100,
    "#" * 100, "1." * 200, "a" * 20_000, "Kommunstyrelsen " * 400, "(" * 500, "[" * 500, "Dnr " * 100, "@" * 200,
    "http://" * 50, "föreslår besluta att föreslå " * 60, "<" * 300, "&#x110000;", "&" * 300, "'\"" * 100, "\\" * 100,
)
# fmt: on
#: values of attributes that say sizes, spans and levels
_SIZES = ("", "0", "-1", "1", "2", "99999", "99999999999999999999", "1e309", "nan", "x", "١", "²", "1.5")
_XML = (".xml", ".rels")

Way = Callable[[bytes, Random], bytes]


def bytes_turned(data: bytes, chance: Random) -> bytes:
    """A few bytes are others."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        changed[chance.randrange(len(changed))] = chance.choice((0, 10, 32, 0x80, 0xC3, 0xFF, chance.randrange(256)))
    return bytes(changed)


def cut(data: bytes, chance: Random) -> bytes:
    """The end is missing, as of a file whose sending was broken off."""
    return data[: chance.randint(1, len(data))]


def piece_moved(data: bytes, chance: Random) -> bytes:
    """A piece is missing, stands twice or stands elsewhere."""
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((1, 4, 64, 1024, 8192)))
    piece, rest = data[start:end], data[:start] + data[end:]
    if chance.random() < 0.3:
        return rest or data
    at = chance.randint(0, len(rest))
    return rest[:at] + piece * chance.choice((1, 2, 50)) + rest[at:]


def lines_hurt(data: bytes, chance: Random) -> bytes:
    """A text with lines lost, doubled, moved, glued, broken, or with something odd put in."""
    lines = data.decode("utf-8", "surrogateescape").splitlines(keepends=True) or [""]
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(lines))
        lines[at : at + 1] = _line_hurt(lines, at, chance)
        lines = lines or [""]
    return "".join(lines).encode("utf-8", "surrogateescape")


def _line_hurt(lines: list[str], at: int, chance: Random) -> list[str]:
    line, other = lines[at], chance.choice(lines)
    where = chance.randint(0, len(line))
    made: tuple[list[str], ...] = (
        [],
        [line] * chance.choice((2, 3, 60)),
        [other, line],
        [line.rstrip("\n"), other],
        [line[:where] + "\n", line[where:]],
        [line[:where] + chance.choice(ODD) + line[where:]],
        [line[::-1]],
        [line.upper()],
        [re.sub(r"\d+", lambda _: chance.choice(("0", "99999999999", "13", "31", "2025", "")), line)],
        [line.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))],
        [line.replace(" ", "")],
        [line.replace(" ", "   ")],
    )
    return chance.choice(made)


def spoken(data: bytes, chance: Random) -> bytes:
    """The same text in another encoding than it says or is usual, also a wrong one."""
    text = data.decode("utf-8", "replace")
    return text.encode(
        chance.choice(("latin-1", "cp1252", "utf-16", "utf-16-be", "utf-32", "cp437", "utf-7")), "replace"
    )


def archive_hurt(data: bytes, chance: Random) -> bytes:
    """A DOCX or ODT with its elements hurt, or with a member lost, doubled, empty or under another name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = [(info.filename, package.read(info)) for info in package.infolist()]
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return bytes_turned(data, chance)
    at = chance.randrange(len(members))
    if chance.random() < 0.8:
        told = [n for n, (name, _) in enumerate(members) if name in ("word/document.xml", "content.xml")]
        at = chance.choice(told) if told and chance.random() < 0.8 else at
        name, content = members[at]
        if name.endswith(_XML):
            members[at] = (name, tree_hurt(content, chance))
    else:
        name, content = members[at]
        members[at : at + 1] = chance.choice(
            (
                [],
                [(name, b"")],
                [(name, content)] * 2,
                [(f"../{name}", content)],
                [(name, bytes_turned(content or b" ", chance))],
            )
        )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a member twice is meant
        for name, content in members:
            package.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def tree_hurt(data: bytes, chance: Random) -> bytes:
    """XML or HTML with elements lost, doubled, moved, nested deep, and with odd words and attributes."""
    parser: etree.XMLParser | etree.HTMLParser
    web = b"<html" in data[:2000].lower()
    parser = etree.HTMLParser(encoding="utf-8") if web else etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return lines_hurt(data, chance)
    if root is None:
        return lines_hurt(data, chance)
    for _ in range(chance.randint(1, 6)):
        elements = [
            element for element in root.iter() if isinstance(element.tag, str) and element.getparent() is not None
        ]
        if not elements:
            break
        _element_hurt(chance.choice(elements), elements, chance)
    return etree.tostring(root, encoding="utf-8", xml_declaration=not web, method="html" if web else "xml")


def _element_hurt(element: etree._Element, elements: list[etree._Element], chance: Random) -> None:
    parent = element.getparent()
    if parent is None:
        return
    other = chance.choice(elements)
    way = chance.randrange(6)
    if way == 0:
        parent.remove(element)
    elif way == 1:
        for _ in range(chance.choice((1, 2, 40))):
            parent.append(copy.deepcopy(element))
    elif way == 2 and other not in (element, *element.iterancestors(), *element.iterdescendants()):
        other.append(element)
    elif way == 3 and element.attrib:
        element.set(chance.choice(list(element.attrib)), chance.choice(_SIZES))
    elif way == 4:
        element.text = "".join(sign for sign in chance.choice(ODD) if sign >= " " or sign in "\t\n")
    else:
        for _ in range(chance.choice((3, 200))):
            deep = copy.copy(element)  # with what is in it: the parser takes names that the maker of elements refuses
            for child in deep:
                deep.remove(child)
            element.append(deep)
            deep.text, element = element.text, deep


def pages_hurt(data: bytes, chance: Random) -> bytes:
    """A PDF with an object's values changed: sizes, turns, fonts, encodings, streams."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            for _ in range(chance.randint(1, 5)):
                _object_hurt(chance.choice(list(document.objects)), document, chance)
            buffer = io.BytesIO()
            document.save(buffer, compress_streams=chance.random() < 0.5)
            return buffer.getvalue()
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, OverflowError):
        return bytes_turned(data, chance)


def _object_hurt(thing: object, document: object, chance: Random) -> None:
    import pikepdf

    assert isinstance(document, pikepdf.Pdf)
    if isinstance(thing, pikepdf.Stream) and chance.random() < 0.5:
        content = thing.read_raw_bytes()
        thing.write(bytes_turned(content or b" ", chance))
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        keys = list(thing.keys())
        if keys:
            odd: tuple[object, ...] = (
                0,
                -1,
                10**9,
                pikepdf.Array([]),
                pikepdf.Name("/X"),
                pikepdf.String("x"),
                pikepdf.Array([0, 0, 0, 0]),
                90,
                45,
            )
            thing[chance.choice(keys)] = chance.choice((*odd, document.Root))
    elif isinstance(thing, pikepdf.Array) and len(thing):
        thing[chance.randrange(len(thing))] = chance.choice((0, -(10**6), 10**9))


#: the ways that a kind of document is hurt; the first ones more often
WAYS: dict[str, tuple[Way, ...]] = {
    "text": (lines_hurt, lines_hurt, lines_hurt, piece_moved, spoken, bytes_turned, cut),
    "html": (tree_hurt, tree_hurt, tree_hurt, lines_hurt, piece_moved, spoken, bytes_turned, cut),
    "archive": (archive_hurt, archive_hurt, archive_hurt, archive_hurt, bytes_turned, piece_moved, cut),
    "pdf": (pages_hurt, pages_hurt, pages_hurt, bytes_turned, piece_moved, cut),
    "picture": (bytes_turned, piece_moved, cut),
}


def family(name: str) -> str:
    """Which ways fit a file, by its name's ending."""
    ending = name.rpartition(".")[2]
    named = {"docx": "archive", "odt": "archive", "pdf": "pdf", "html": "html", "htm": "html"}
    return named.get(ending, "picture" if ending in ("png", "tif", "tiff", "jpg") else "text")


def hurt(name: str, data: bytes, chance: Random) -> bytes:
    """The document hurt in one to three ways."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        data = chance.choice(WAYS[family(name)])(data, chance) or b" "
    return data
