"""What is passed by unread is never what an expression would have matched."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.reading import patterns

EXPRESSIONS = (
    r"\bbeslutet\s+om\s+(?P<what>[\wåäö-]+)",
    r"\b(?:aktiviteter|åtgärder|insatser)\b[^.]*[:.]?$",
    r"@|://|www\.|\.se\b",
    r"(?:vi|jag)\s(?<!\wvi\s)(?:\w+\s)?(?:föreslår|önskar|vill) att kommunen\b",
    r"(?<=till )styrelsen(?!s)|(?:[Jj]ouren|huset){1,2}",
    r"(?:abc)?(?:def|ghi)*x(?:jk)+?",
    r"(?>plan|program)(?:en|met)?",
    r"(?P<one>då)(?P=one)|nu(?=mera)",
    r"\d+\s?kr|kronor",
)
WORDS = st.sampled_from(
    [
        "beslutet",
        "om",
        "åtgärder",
        "ÅTGÄRDER",
        "vi",
        "vill",
        "att",
        "kommunen",
        "till",
        "styrelsen",
        "Jouren",
        "abc",
        "def",
        "x",
        "jk",
        "jkjk",
        "plan",
        "programmet",
        "då",
        "dådå",
        "numera",
        "12",
        "kr",
        "kronor",
        ".",
        "@",
        "www.",
        "ſtyrelſen",
        "ınsatser",
        "\n",
        "\n\n",
    ]
)


@pytest.mark.parametrize("expression", EXPRESSIONS)
@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
@settings(deadline=None, max_examples=60)
@given(words=st.lists(WORDS, max_size=12), gap=st.sampled_from(["", " "]))
def test_what_is_found_is_what_re_finds(expression: str, flags: int, words: list[str], gap: str) -> None:
    text = gap.join(words)
    plain, sifted = re.compile(expression, flags), patterns.compile(expression, flags)
    assert [match.span() for match in sifted.finditer(text)] == [match.span() for match in plain.finditer(text)]
    assert sifted.findall(text) == plain.findall(text)
    assert bool(sifted.search(text)) == bool(plain.search(text))
    assert bool(sifted.match(text)) == bool(plain.match(text))


@settings(deadline=None)
@given(words=st.lists(WORDS, max_size=20))
def test_paragraph_by_paragraph_the_same_is_found(words: list[str]) -> None:
    text = " ".join(words)
    pattern = patterns.compile(r"(?<!\w)(?:vi|Jouren|plan)(?:\s(?:vill|att))?(?!\w)")
    found = [match.span() for match in patterns.by_paragraph(pattern, text)]
    assert found == [match.span() for match in pattern.finditer(text)]


def test_what_needs_no_words_is_left_as_it_is() -> None:
    assert isinstance(patterns.compile(r"\d+"), re.Pattern)
    assert not isinstance(patterns.compile(r"tillstyrk\w*"), re.Pattern)


def test_a_text_without_the_words_is_passed_by() -> None:
    pattern = patterns.compile(r"(?:tillstyrk|avstyrk)\w*\sförslaget", re.IGNORECASE)
    assert isinstance(pattern, patterns.Sifted)
    assert not pattern.may("Nämnden tillstyrker det")
    assert not pattern.may("Nämnden ser på förslaget")
    assert pattern.may("NÄMNDEN AVSTYRKER FÖRSLAGET")


@given(st.lists(WORDS, max_size=14))
@settings(deadline=None)
def test_stems_are_told_as_they_stand_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for stems in (("åtgärd", "x"), ("beslut", "jour"), ("styrelse",)):
        wanted = tuple(stem for stem in stems if len(stem) > 1)
        assert patterns.Stems(wanted).among(text) == any(stem in text.casefold().replace("ı", "i") for stem in wanted)


@given(st.lists(WORDS, max_size=14))
@settings(deadline=None)
def test_alternatives_left_out_would_not_have_matched(words: list[str]) -> None:
    each = {"one": r"\b[Ss]tyrelsen\b", "two": r"\w+\så\w+", "three": r"[Jj]ouren|kommunen\sx"}

    def join(names: Iterable[str]) -> str:
        return "|".join(f"(?P<{name}>{each[name]})" for name in names)

    text = "\n\n".join(" ".join(words[at : at + 5]) for at in range(0, len(words), 5))
    found = [(match.span(), match.lastgroup) for match in patterns.Alternatives(each, join).by_paragraph(text)]
    whole = re.compile(join(each))
    expected: list[tuple[tuple[int, int], str | None]] = []
    for paragraph in re.finditer(r"(?:.|\n(?!\n))+", text):
        expected += [(match.span(), match.lastgroup) for match in whole.finditer(text, *paragraph.span())]
    assert found == expected


def test_a_text_marked_before_an_expression_was_made_is_marked_anew() -> None:
    text = "Ett ord som ingen har väntat på förut är kvastskaftskammaren, tror vi nog."
    patterns.mask_of(text)
    assert patterns.compile(r"kvastskafts\w+", re.IGNORECASE).search(text)
