"""Municipalities: all 290 by name, by the form in a letterhead, and by host."""

from __future__ import annotations

import pytest

from samfrid.reading.knowledge.municipalities import by_code, by_form, by_name, of_host


def test_all_are_there_once() -> None:
    assert len(by_name()) == len(by_code()) == 290
    assert all(len(code) == 4 and code.isdigit() for code in by_code())


@pytest.mark.parametrize(
    ("form", "code"),
    [("linköpings", "0580"), ("vallentuna", "0115"), ("malmö", "1280"), ("borås", "1490"), ("falu", "2080"),
     ("upplands väsby", "0114"), ("marks", "1463"), ("region gotland", "0980"), ("dals-eds", "1438")],
)  # fmt: skip
def test_the_form_before_kommun(form: str, code: str) -> None:
    assert by_form()[form].code == code


@pytest.mark.parametrize(
    ("address", "code"),
    [("malin.ek@trelleborg.se", "1287"), ("https://www.linkoping.se/x.pdf", "0580"),
     ("a@socialcentrum.goteborg.se", "1480"),
     ("kansli@habo.se", "0305"), ("info@habokommun.se", "0643"), ("www.upplands-bro.se", "0139")],
)  # fmt: skip
def test_the_host_of_an_address(address: str, code: str) -> None:
    town = of_host(address)
    assert town is not None
    assert town.code == code


@pytest.mark.parametrize("address", ["a@gmail.com", "https://www.mynewsdesk.com/se/x", "polisen.se"])
def test_nobodys_host(address: str) -> None:
    assert of_host(address) is None
