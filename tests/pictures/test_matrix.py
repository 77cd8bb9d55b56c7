"""The matrix: what is in each square, what is empty, and the table that says the same."""

from __future__ import annotations

from defusedxml import ElementTree

from samfrid.pictures import MatrixWords, Square, matrix

WORDS = MatrixWords("Arena", "inget")
COLUMNS = ("Universell", "Selektiv")
ROWS = (("Individ", (Square(3, "1 utan ansvarig"), Square(0))), ("Samhälle", (Square(0), Square(12))))


def test_a_square_says_how_many_and_an_empty_one_that_it_is() -> None:
    made = matrix(COLUMNS, ROWS, title="Matris", description="Tomma rutor: två", words=WORDS)
    assert made.columns == ("Arena", "Universell", "Selektiv")
    assert made.rows == (("Individ", "3, 1 utan ansvarig", "inget"), ("Samhälle", "inget", "12"))
    texts = [one.text for one in ElementTree.fromstring(made.svg).iter("{http://www.w3.org/2000/svg}text")]
    assert texts.count("inget") == 2
    for words in ("Universell", "Individ", "3", "12", "1 utan ansvarig"):
        assert words in texts
    assert made.svg.count("stroke-dasharray") == 2


def test_words_are_words() -> None:
    made = matrix(("<b>",), (("a&b", (Square(1, "<i>"),)),), title="<t>", description="", words=WORDS)
    assert "<b>" not in made.svg
    assert "<i>" not in made.svg
    ElementTree.fromstring(made.svg)
