"""Further ways in which clerks write: small papers made up for one form each."""

from __future__ import annotations

import pytest

from samfrid.reading.finders.fields import due_in
from tests.reading.entries import entries


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Socialförvaltningen lånar sedan 2022 ut larmpaket efter riskbedömning", "ongoing"),
        ("Under hösten 2025 ska rutinen utvärderas av socialförvaltningen", "planned"),
        ("Under våren 2026 tar förvaltningen tillsammans med polisen fram en gemensam rutin", "planned"),
        ("En ny rutin för larm arbetas fram och beräknas vara klar i november 2025", "planned"),
        ("Två grundskolor har prövat ett program mot våld", "done"),
        ("Arbetet med den nya planen leds av kvalitetsenheten och ska vara klart i december 2025", "planned"),
    ],
)
def test_an_answer_tells_what_is_done_in_many_ways(sentence: str, status: str) -> None:
    found = entries(f"# Svar på interpellation om larm\n\n{sentence}.", "interpellation_answer", "2025-05-19")
    assert [(c.text, c.status) for c in found.commitments] == [(sentence, status)]


def test_what_was_tried_and_given_up_stands_in_two_sentences() -> None:
    text = "# Yttrande\n\nEn kurator har prövats tidigare. Försöket lades ned 2022, eftersom få kom."
    assert [(c.text, c.status) for c in entries(text, "statement", "2025-04-16").commitments] == [
        ("En kurator har prövats tidigare", "stopped")
    ]


def test_a_plan_tells_beneath_its_goals_who_does_what() -> None:
    text = (
        "# Handlingsplan mot våld 2025–2028\n\n## Bakgrund\n\nSocialnämnden erbjuder många insatser.\n\n"
        "## Mål 1. Våld upptäcks\n\nFörskolan ställer frågor om våld vid alla samtal. Bildningsnämnden ansvarar för "
        "att det blir gjort.\n\nKommunens bolag Hällbyhus ställer varje år fem lägenheter till förfogande."
    )
    assert [(c.text, c.responsible) for c in entries(text, "plan").commitments] == [
        ("Förskolan ställer frågor om våld vid alla samtal", "Bildningsnämnden"),
        ("Kommunens bolag Hällbyhus ställer varje år fem lägenheter till förfogande", "Kommunens bolag Hällbyhus"),
    ]


def test_a_party_undertakes_in_the_present_tense_beneath_its_own_heading() -> None:
    text = (
        "# Överenskommelse\n\n## Föreningens insats\n\nFöreningen driver ett skyddat boende.\n\n"
        "## Kommunens insats\n\nKommunen ersätter föreningen med 900 000 kronor per år.\n\n"
        "Kommunen upplåter lokaler utan hyra."
    )
    assert [(c.text, c.responsible) for c in entries(text, "agreement").commitments] == [
        ("Föreningen driver ett skyddat boende", "Föreningen"),
        ("Kommunen upplåter lokaler utan hyra", "Kommunen"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Av de 168 utredningarna ledde 97 till en insats", [(168, "utredningar"), (97, "utredningar")]),
        ("Under året anmäldes 19 tillbud, mot 11 året innan", [(19, "tillbud"), (11, "tillbud")]),
        ("Erfarenheter från andra kommuner visar att 10 lägenheter räcker", []),
        ("Riksgenomsnittet var 51 procent", []),
    ],
)
def test_parts_of_a_whole_are_counted_and_others_counts_are_not(sentence: str, expected: list[tuple[int, str]]) -> None:
    found = entries(f"# Rapport\n\n{sentence}.", "report", "2025-03-31")
    assert [(figure.value, figure.unit) for figure in found.figures] == expected


@pytest.mark.parametrize(
    "cue",
    ["Liberalerna yrkar med anledning av ovanstående", "Vi yrkar att nämnden", "Därför yrkar Centerpartiet på"],
)
def test_a_demand_may_be_led_in_in_many_ways(cue: str) -> None:
    text = f"# Motion\n\nVåldet ökar.\n\n{cue}\n\n1. att en lots anställs, samt\n2. att planen revideras."
    assert [p.text for p in entries(text, "motion").proposals] == ["att en lots anställs", "att planen revideras."]


def test_a_body_decides_for_itself_beneath_its_proposal() -> None:
    text = (
        "# Protokoll\n\nKommunstyrelsen 2025-11-26\n\n§ 8 Svar på motion\n\nKommunstyrelsens förslag till "
        "kommunfullmäktige\n\n- Motionen avslås.\n\nKommunstyrelsens beslut för egen del\n\n"
        "- Socialchefen ges i uppdrag att ta fram ett underlag."
    )
    found = entries(text, "minutes", "2025-11-26")
    assert [p.text for p in found.proposals] == ["Motionen avslås."]
    assert [(d.body, d.outcome) for d in found.decisions] == [("Kommunstyrelsen", "tasked")]


def test_a_reservation_against_the_first_point_leaves_the_others() -> None:
    text = (
        "# Protokoll\n\nKommunfullmäktige 2025-06-17\n\n§ 7 Motion\n\n## Beslut\n\n1. Motionen bifalls i del ett.\n"
        "2. Motionen avslås i del två.\n\n## Reservation\n\nBo Ek (M) reserverar sig mot beslutets första punkt."
    )
    assert [d.unanimous for d in entries(text, "minutes", "2025-06-17").decisions] == [False, None]


def test_a_plan_has_its_years_where_they_run_on() -> None:
    days = entries("# Handlingsplan mot våld\n\nGiltighetstid: 2026-01-01 – 2028-12-31\n", "plan").plans
    assert [(p.start, p.end) for p in days] == [("2026-01-01", "2028-12-31")]
    told = entries("# Svar\n\nVår Handlingsplan mot våld gäller 2022–2025 och ska ersättas.", "memo").plans
    assert [(p.name, p.start, p.end) for p in told] == [("Handlingsplan mot våld", "2022", "2025")]


def test_a_plan_has_its_fullest_name() -> None:
    text = "# Rapport\n\nHandlingsplan 2024–2026 följs upp. Det är Handlingsplan mot våld 2024–2026 som avses."
    assert [p.name for p in entries(text, "report").plans] == ["Handlingsplan mot våld 2024–2026"]


def test_a_day_that_follows_a_deadline_word_is_due() -> None:
    assert due_in("öppnas senast den 1 september 2025", "2025-11-10") == "2025-09-01"
