"""The Local Government Act and the registrar's habits as Python: deadlines, numbers, outcomes, likeness. No database.

KL = kommunallagen (2017:725), chapter:section.
"""

from samfrid.matters.rules.deadlines import (
    Alarm,
    Deadline,
    council_deadline,
    deadline_of,
    first_possible_day,
    motion_alarm,
)
from samfrid.matters.rules.likeness import (
    POSSIBLE,
    likeness,
    only_tells_outcome,
    retells,
    same_clause,
    words_to_find,
)
from samfrid.matters.rules.numbers import names_series, number_key, other_in_series
from samfrid.matters.rules.outcomes import ASKING_KINDS, ONE_YEAR_KINDS, PROMISING, SETTLING, TONES, settles

__all__ = [
    "ASKING_KINDS",
    "ONE_YEAR_KINDS",
    "POSSIBLE",
    "PROMISING",
    "SETTLING",
    "TONES",
    "Alarm",
    "Deadline",
    "council_deadline",
    "deadline_of",
    "first_possible_day",
    "likeness",
    "motion_alarm",
    "names_series",
    "number_key",
    "only_tells_outcome",
    "other_in_series",
    "retells",
    "same_clause",
    "settles",
    "words_to_find",
]
