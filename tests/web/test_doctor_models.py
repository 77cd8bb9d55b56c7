"""What ``samfrid doctor`` says of models: whether one is on, and where it sends what it reads."""

from __future__ import annotations

import pytest

from samfrid.web.server import doctor

ADDRESS = "http://127.0.0.1:11434/v1"
ON = {"SAMFRID_MODELS": "local-server", "SAMFRID_MODEL_NAME": "prov", "SAMFRID_MODEL_ADDRESS": ADDRESS}


@pytest.mark.parametrize(
    ("given", "what", "mend"),
    [
        ({}, "ingen är på, och ingen text skickas någonstans", ""),
        (ON, f"modellen prov är på och skickar text till {ADDRESS}, aldrig med sekretess", ""),
        (ON | {"SAMFRID_MODEL_CONFIDENTIAL": "yes"}, "också med sekretess", ""),
        (ON | {"SAMFRID_MODEL_ADDRESS": "https://example.se/v1"}, "modeller", "SAMFRID_MODEL_ELSEWHERE=yes"),
        ({"SAMFRID_MODELS": "annan"}, "modeller", "inte är installerad"),
        ({"SAMFRID_MODEL_SECONDS": "x"}, "modeller", "antal sekunder"),
    ],
)
def test_the_models_that_are_on(given: dict[str, str], what: str, mend: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    (finding,) = doctor._models()
    assert what in finding.what
    assert mend in finding.mend
    assert bool(finding.mend) is bool(mend)
