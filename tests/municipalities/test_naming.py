"""A municipality's full name, as it calls itself."""

from __future__ import annotations

import pytest

from samfrid.municipalities.naming import in_full


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Sälgmyra", "Sälgmyra kommun"),
        ("Vallentuna", "Vallentuna kommun"),
        ("Lund", "Lunds kommun"),
        ("Värnamo", "Värnamo kommun"),
        ("Stockholm", "Stockholms kommun"),
        ("Västerås", "Västerås kommun"),
        ("Kalix", "Kalix kommun"),
        ("Kalmar", "Kalmar kommun"),
        ("Falun", "Falu kommun"),
        ("Orust", "Orust kommun"),
        ("Gotland", "Region Gotland"),
        ("Lilla Edet", "Lilla Edets kommun"),
        ("Dals-Ed", "Dals-Eds kommun"),
        ("Upplands-Bro", "Upplands-Bro kommun"),
        ("Vallentuna kommun", "Vallentuna kommun"),
        ("Göteborgs Stad", "Göteborgs Stad"),
        ("", ""),
    ],
)
def test_the_full_name(name: str, full: str) -> None:
    assert in_full(name) == full
