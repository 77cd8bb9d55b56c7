"""Plans, indicators and routines as the templates take them: words, tones, addresses."""

from samfrid.plans.shown.plans import period, row, state, tabs, version, version_word, without_responsible
from samfrid.plans.shown.words import ACTS

__all__ = ["ACTS", "period", "row", "state", "tabs", "version", "version_word", "without_responsible"]
