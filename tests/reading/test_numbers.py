"""Diary numbers: the patterns that municipalities use are found as written, and look-alikes are not."""

from __future__ import annotations

import pytest

from samfrid.reading.finders.numbers import numbers_in

SEEN = (
    """
SON 2021-459|KS 2021-257|KS 2020/045|KSKF/2016:345|KSN-2014-1495|KS/2013:1210|KS2014/143 nr 2014.3074|KS 2002/0257-01
2012/KS 0190 001|2012/1631-47|2013/0591-1.2.1
147-2009-099|421-0317/2008|10.1-0510/2008|040-207/2002|SN.2018.3
SN 18/0098|SN16/76|KS/2015:568|KS2016/1963-2|KS-2014/742.912
KK10/166|31/16|RS 2019/242|KS/2012:628-805|801-2652-16|Ks 114/2023
2024.77 KS|23/SN 0410|25BUN33|KoF 2023-18|2023-01999
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

NOT_NUMBERS = (
    """
SFS 2017:725|SOSFS 2014:4|HSLF-FS 2022:39|prop. 2016/17:171|SOU 2014:49|§ 267|1(4)|212000-2965|010-123 45 67
2022-2026|KS 2021-02-15|Datum 22/10 2024|Arvika 2023-11-13|Inkom 2024-09-02|lag (2001:453)
Ds 2024:13|den 12/4 2023|2023/24|AFS 2023:2
JO 5932-2012|rapport 2021:3|(EU) 2016/679
020-50 50 50|15 000-20 000|Box 114|651 84
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("written", SEEN)
def test_a_labelled_number_is_found_as_written(written: str) -> None:
    text = f"Handläggare Eva Ek\nDnr {written}\nSida 1(4)"
    (number,) = numbers_in(text)
    assert number.value == written
    assert text[number.start : number.end] == written
    assert number.labelled


@pytest.mark.parametrize("written", NOT_NUMBERS)
def test_what_only_looks_like_a_number_is_none(written: str) -> None:
    assert numbers_in(f"Enligt {written} gäller detta.") == []


@pytest.mark.parametrize(
    "written", ["KS 2021-257", "IAN-2022-00417", "KSKF/2016:345", "2012/KS 0190 001", "Ks 1187/2024"]
)
def test_letters_of_a_body_make_a_number_without_a_label(written: str) -> None:
    (number,) = numbers_in(f"2024-02-12 {written}")
    assert (number.value, number.labelled) == (written, False)


def test_one_label_may_have_two_numbers() -> None:
    assert [n.value for n in numbers_in("Dnr: KFKS 2024/00431 och SOCN 2024/118")] == [
        "KFKS 2024/00431",
        "SOCN 2024/118",
    ]
