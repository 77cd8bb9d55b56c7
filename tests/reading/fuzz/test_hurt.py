"""Every parser and the whole reader over hurt documents: a few of each kind here, an hour of them by ``make fuzz``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samfrid.reading.sources import ocr
from tests.reading.fuzz.held import outcome
from tests.reading.fuzz.hurt import WAYS, family, hurt
from tests.reading.fuzz.stock import stock

FOUND = Path(__file__).parent / "found"


@pytest.fixture(autouse=True, scope="module")
def _pictures_unread() -> Iterator[None]:
    """A page that is a picture takes seconds to read; here it is empty."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ocr, "_recognise", lambda _: [])
        yield


@pytest.mark.parametrize("kind", [kind for kind in WAYS if kind != "picture"])
def test_a_hurt_document_is_read_or_refused(kind: str) -> None:
    documents = [one for one in stock() if family(one[0]) == kind]

    @settings(max_examples=12)
    @given(st.sampled_from(documents), st.randoms(use_true_random=False))
    def held(document: tuple[str, bytes], chance: Random) -> None:
        outcome(hurt(*document, chance), document[0])

    held()


@pytest.mark.parametrize("path", sorted(FOUND.glob("*")), ids=lambda path: path.name)
def test_what_an_hour_found_stays_mended(path: Path) -> None:
    outcome(path.read_bytes(), path.name)
