"""Bodies and offices: names found whole, in the nominative, and nothing that only ends alike."""

from __future__ import annotations

import pytest

from samfrid.reading.finders.bodies import Sort, bodies_in, resolved


@pytest.mark.parametrize(
    ("text", "name", "sort"),
    [
        ("enligt Kommunfullmäktiges beslut", "Kommunfullmäktige", Sort.COUNCIL),
        ("till kommunstyrelsen för beredning", "kommunstyrelsen", Sort.EXECUTIVE),
        ("Social- och omsorgsnämndens svar", "Social- och omsorgsnämnden", Sort.COMMITTEE),
        (
            "Arbetsmarknads-, kultur- och fritidsnämnden beslutar",
            "Arbetsmarknads-, kultur- och fritidsnämnden",
            Sort.COMMITTEE,
        ),
        ("Tekniska nämnden yttrar sig", "Tekniska nämnden", Sort.COMMITTEE),
        ("ordförande i nämnden för arbete och välfärd.", "nämnden för arbete och välfärds ordförande", Sort.OFFICE),
        ("nämnden för vård och omsorg beslutade", "nämnden för vård och omsorg", Sort.COMMITTEE),
        ("till socialnämnden för beredning och beslut", "socialnämnden", Sort.COMMITTEE),
        ("Torshälla stads nämnd har svarat", "Torshälla stads nämnd", Sort.COMMITTEE),
        ("Socialnämnd Gävle beslutade", "Socialnämnd Gävle", Sort.COMMITTEE),
        ("Kommunstyrelsens arbetsutskott föreslår", "Kommunstyrelsens arbetsutskott", Sort.PART),
        ("KSAU föreslår", "kommunstyrelsens arbetsutskott", Sort.PART),
        ("Till KSO om våld", "kommunstyrelsens ordförande", Sort.OFFICE),
        ("socialnämndens ordförande Eva Ek", "socialnämndens ordförande", Sort.OFFICE),
        ("ordföranden i kultur- och fritidsnämnden", "kultur- och fritidsnämndens ordförande", Sort.OFFICE),
        ("ge kommundirektören i uppdrag", "kommundirektören", Sort.OFFICE),
        ("Kommunledningskontorets bedömning", "Kommunledningskontoret", Sort.UNIT),
        ("AB Bostäder i Borås tillstyrker", "AB Bostäder i Borås", Sort.COMPANY),
        ("Länsstyrelsen i Kalmar", "Länsstyrelsen", Sort.STATE),
    ],
)
def test_a_body_is_found_whole(text: str, name: str, sort: Sort) -> None:
    (body,) = bodies_in(text)
    assert (body.value, body.sort) == (name, sort)


@pytest.mark.parametrize(
    "text", ["i lägenheten intill", "av medvetenheten om våld", "KS 2021/45", "området runt", "en ny nämnd"]
)
def test_what_only_ends_alike(text: str) -> None:
    assert bodies_in(text) == []


def test_the_short_form_takes_the_name_that_went_before() -> None:
    text = "Socialnämnden tillstyrker. Nämnden anser att kommunstyrelsen bör svara. Nämnden har inga medel."
    names = [body.value for body in resolved(bodies_in(text))]
    assert names == ["Socialnämnden", "Socialnämnden", "kommunstyrelsen", "Socialnämnden"]
