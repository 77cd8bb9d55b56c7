"""What holds for every rule: it has its words, it opens, it stays quiet, and its act closes it and is told of."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import translation

from samfrid.gaps import shown
from samfrid.gaps.actions import catch_up
from samfrid.gaps.checks import BY_NAME, RULES, Rule
from samfrid.gaps.models import Ending, Gap
from samfrid.gaps.sentences import GROUPS, LAW, WORDS, act, basis, sentence
from samfrid.gaps.sentences.base import PAGES
from samfrid.municipalities.models import Membership
from samfrid.municipalities.permissions import RIGHTS
from scripts import list_rules
from tests.gaps.scenarios import SCENARIOS, TODAY, Scenario

HERE = Path(__file__).parent
every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
every_scenario = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.rule)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMFRID_TODAY", TODAY.isoformat())


def is_open(rule: str) -> bool:
    catch_up("0580", TODAY)
    return Gap.objects.filter(rule=rule, mended_on__isnull=True).exists()


@every_scenario
def test_it_opens_and_its_act_closes_it(coordinator: Membership, scenario: Scenario) -> None:
    record = scenario.opens(coordinator)
    assert is_open(scenario.rule)
    gap = Gap.objects.get(rule=scenario.rule)
    for language in ("sv", "en"):
        with translation.override(language):
            said = sentence(gap, TODAY)
            assert said
            assert "%(" not in said
            assert basis(gap)
            assert act(gap).label
    assert act(gap).url.startswith("/")
    scenario.mends(coordinator, record)
    assert not is_open(scenario.rule)
    gap.refresh_from_db()
    assert (gap.ended, gap.mended_on, gap.mended_act) == (Ending.MENDED, TODAY, scenario.act)
    assert gap.mended_by == coordinator.actor_name
    assert gap.mended_act in shown.MENDING or gap.mended_act.startswith("municipalities.")
    assert gap.mended_by in shown.how_it_ended(gap)


@every_scenario
def test_it_stays_quiet(coordinator: Membership, scenario: Scenario) -> None:
    scenario.quiet(coordinator)
    assert not is_open(scenario.rule)


@every_rule
def test_it_has_its_words(rule: Rule) -> None:
    words = WORDS[rule.name]
    assert all(str(said).strip() for said in (words.name, words.looks, words.basis, words.act[0]))
    assert words.right in set().union(*RIGHTS.values())
    assert set(words.law) <= set(LAW)
    assert rule.kind in PAGES
    assert rule.group in GROUPS
    assert str(words.name)[0].isupper()
    assert str(words.looks).endswith(".")
    assert rule.look.__module__.startswith("samfrid.gaps.checks.")
    assert reverse("gaps:rule", args=[rule.name])


def test_the_users_page_tells_of_every_rule() -> None:
    """If not: run ``python scripts/list_rules.py``."""
    page = list_rules.PAGE.read_text("utf-8")
    assert list_rules.written(page) == page


def test_no_rule_is_without_tests_and_no_words_without_a_rule() -> None:
    """Those about plans and partners name themselves in their own files."""
    assert set(WORDS) == set(BY_NAME)
    assert len(RULES) == len(BY_NAME)
    files = (
        "test_money.py",
        "test_plans.py",
        "test_partners.py",
        "test_register.py",
        "test_organisations.py",
        "test_meetings.py",
        "test_reports.py",
    )
    elsewhere = "".join((HERE / name).read_text("utf-8") for name in files)
    tested = {one.rule for one in SCENARIOS}
    assert [rule.name for rule in RULES if rule.name not in tested and f'"{rule.name}"' not in elsewhere] == []
