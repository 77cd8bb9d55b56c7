"""Bytes to characters without mojibake: the encodings that Swedish documents come in, told apart by their letters."""

from __future__ import annotations

import codecs
import re
import unicodedata

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: single-byte encodings in the order in which they win a tie
_SINGLE_BYTE = ("cp1252", "mac_roman", "cp850")
_GOOD_LETTER = re.compile(
    r"(?<=[A-Za-zåäö])[åäöéüèæø]|[åäöéü](?=[a-zåäö])|[ÅÄÖ](?=[A-Za-zåäöÅÄÖ])|(?<=[A-ZÅÄÖ])[ÅÄÖ]|[–”“’•§]"
)
_ODD_SIGN = re.compile(
    r"[^\W\d_][†‡„”“™ŠŒŽ¢£¥¦©®±¶·¼½¾¿×÷ÿƒˆ‰‹›˜šœžŸ∂∑∏π∫Ω≈∆√◊‘’]+(?=[^\W\d_])|[\x80-\x9f]|[ÕÔÓÒ†„ŽŠ™\u2500-\u259f]|(?<=[a-z])[ÂÕõ](?=[a-z])"
)
#: UTF-8 once read as Windows' letters and saved again: "Ã¥" for "å"
_TWICE = re.compile(
    "[ÂÃ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|â€"
)
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
#: letters and signs that are regular as they are, which most lines hold alone
_REGULAR = re.compile("[ -~¡-§©-¬®-ÿ–—’”…•]*")
_WIDE_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LIGATURES = str.maketrans(
    {
        "\u2010": "-",
        "\u2011": "-",
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)
#: dots and rings set apart before their letter, as in PDF made by old TeX
_LOOSE_DOTS = re.compile(r"([¨˚]) ?([aoAO])")
_TEXT_BYTES = frozenset(range(0x20, 0x100)) - {0x7F} | {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B}


def looks_like_text(data: bytes) -> bool:
    """Whether bytes without a known signature may be text: a byte order mark, UTF-16's pattern, few control bytes."""
    if any(data.startswith(bom) for bom, _ in _BOMS) or _utf16_without_bom(data):
        return True
    sample = data[:65536]
    odd = sum(byte not in _TEXT_BYTES for byte in sample)
    if odd * 200 > len(sample):
        return False
    if _is_utf8(data):
        return True
    return _plausible(decode(sample))


def _plausible(text: str) -> bool:
    """Whether decoded bytes are writing: mostly letters, digits, spaces and common marks."""
    if not text:
        return False
    common = sum(c.isspace() or c.isascii() or c in "åäöÅÄÖéÉüÜèàáæøÆØ–—”“’‘•§°½«»…´·" for c in text)
    letters = sum(c.isalpha() for c in text)
    return common >= 0.85 * len(text) and letters >= 0.3 * len(text.replace(" ", ""))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_bom(data: bytes) -> str | None:
    """The name of UTF-16's variant when every other byte is zero, as it is in Latin text."""
    sample = data[: 4096 & ~1]
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.8 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.8 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def decode(data: bytes) -> str:
    """The characters of a text file, whatever it was saved as; never raises and never leaves "Ã¥" for "å"."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _undouble(data.decode(name, errors="replace"))
    if name16 := _utf16_without_bom(data):
        return data.decode(name16, errors="replace")
    try:
        return _undouble(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:  # cut off in the middle of a character
            return _undouble(data[: error.start].decode("utf-8"))
    if _mostly_utf8(data):
        return _undouble(data.decode("utf-8", errors="replace"))
    return max(((_swedishness(text), -i, text) for i, text in enumerate(_single(data, name) for name in _SINGLE_BYTE)))[
        2
    ]


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few stray bytes: its multi-byte sequences outnumber what cannot be decoded by far."""
    text = data[:200_000].decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(c > "\x7f" for c in text) - bad
    return good > 4 * bad


def _single(data: bytes, name: str) -> str:
    if name == "cp1252":  # the five bytes that Windows leaves undefined are kept as the controls that Latin-1 has there
        return "".join(chunk for chunk in _windows(data))
    return data.decode(name, errors="replace")


def _windows(data: bytes) -> list[str]:
    try:
        return [data.decode("cp1252")]
    except UnicodeDecodeError:
        return [bytes([b]).decode("cp1252" if b not in b"\x81\x8d\x8f\x90\x9d" else "latin-1") for b in data]


def _swedishness(text: str) -> int:
    sample = text[:200_000]
    return len(_GOOD_LETTER.findall(sample)) - 3 * len(_ODD_SIGN.findall(sample))


def _undouble(text: str) -> str:
    """Undo UTF-8 that was decoded as Windows-1252 and encoded again, for each line that can be undone as a whole."""
    if not _TWICE.search(text):
        return text
    return "".join(_undouble_line(line) if _TWICE.search(line) else line for line in text.splitlines(keepends=True))


def _undouble_line(line: str) -> str:
    raw = bytearray()
    for char in line:
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return line
            raw.append(ord(char))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return line


def clean(text: str) -> str:
    """One line's characters made regular: composed letters, plain spaces, no control characters, no ligatures.

    Tabs become a gap of spaces. A soft hyphen at the end of the line is the hyphen that was printed, elsewhere nothing.
    """
    if _REGULAR.fullmatch(text):
        return text
    text = _WIDE_SPACE.sub(" ", text.replace("\t", "    "))
    if "\u00ad" in text:
        text = re.sub("\u00ad\\s*$", "-", text).replace("\u00ad", "")
    if "¨" in text or "˚" in text:
        text = _LOOSE_DOTS.sub(lambda m: m.group(2) + ("\u0308" if m.group(1) == "¨" else "\u030a"), text)
    return _CONTROL.sub("", unicodedata.normalize("NFC", text).translate(_LIGATURES))


def fold(text: str) -> str:
    """:func:`clean` with runs of white space folded to one space: the words of a block of markup."""
    return " ".join(clean(text.replace("\n", " ")).split())
