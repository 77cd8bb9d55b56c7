"""Dates, sums and numbers as a Swede reads them; the errors of a form as links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django import forms
from django.utils.translation import override

from samfrid.municipalities.dates import PartialDate
from samfrid.web.templatetags.face import day, form_errors, iso, kr, moment, number

NB, THIN = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def swedish() -> Iterator[None]:
    with override("sv"):
        yield


def test_a_day_is_written_out() -> None:
    assert day(dt.date(2022, 3, 28)) == f"28{NB}mars{NB}2022"


def test_a_day_follows_the_language() -> None:
    with override("en"):
        assert day(dt.date(2022, 3, 28)) == f"28{NB}March{NB}2022"


@pytest.mark.parametrize(
    ("text", "words"), [("2022-03-28", f"28{NB}mars{NB}2022"), ("2022-03", f"mars{NB}2022"), ("2022", "2022")]
)
def test_a_date_says_no_more_than_is_known(text: str, words: str) -> None:
    assert day(PartialDate.parse(text)) == words


def test_a_moment_late_in_the_evening_is_the_next_day_in_sweden() -> None:
    late = dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC)
    assert day(late) == f"1{NB}juli{NB}2026"
    assert moment(late) == f"1{NB}juli{NB}2026 kl.{NB}00.30"


def test_machines_get_the_date_as_iso() -> None:
    assert iso(dt.date(2022, 3, 8)) == "2022-03-08"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (999, "999"),
        (50_000, f"50{THIN}000"),
        (1_234_567, f"1{THIN}234{THIN}567"),
        (Decimal("12500.5"), f"12{THIN}500,5"),
        (0.1, "0,1"),
        (Decimal("1E+3"), f"1{THIN}000"),
        (-1200, f"\N{MINUS SIGN}1{THIN}200"),
    ],
)
def test_numbers_have_thin_spaces_and_a_decimal_comma(value: Decimal, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (50_000, f"50{THIN}000{NB}kr"),
        (Decimal("75000.00"), f"75{THIN}000{NB}kr"),
        (Decimal("99.5"), f"99,50{NB}kr"),
    ],
)
def test_a_sum_shows_ore_only_where_there_are_any(value: Decimal, words: str) -> None:
    assert kr(value) == words


def test_nothing_gives_nothing() -> None:
    assert [day(None), moment(None), iso(None), number(None), kr(None)] == [""] * 5


class AskForm(forms.Form):
    title = forms.CharField(label="Rubrik")
    how = forms.ChoiceField(label="Hur långt?", choices=[("a", "A")], widget=forms.RadioSelect)

    def clean(self) -> None:
        raise forms.ValidationError("Handlingen är redan inlagd.")


def test_every_error_of_a_form_names_its_field_and_leads_to_it() -> None:
    form = AskForm({})
    rows = form_errors(form)
    assert [target for target, _ in rows] == ["", "id_title", "id_how"]
    assert rows[0][1] == "Handlingen är redan inlagd."
    assert rows[1][1].startswith("Rubrik: ")
    assert rows[2][1].startswith("Hur långt? "), "a question needs no colon after it"


def test_every_link_of_the_error_summary_finds_something_on_the_page() -> None:
    form = AskForm({})
    page = str(form)
    for target, _ in form_errors(form)[1:]:
        assert f'id="{target}"' in page


def test_a_field_with_an_error_tells_screen_readers_of_it() -> None:
    page = str(AskForm({})["title"].as_field_group())
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_title_error"' in page
    assert 'id="id_title_error"' in page
    assert "(måste fyllas i)" in page
