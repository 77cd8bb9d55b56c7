"""The Local Government Act and the registrar's habits as Python: deadlines, numbers, outcomes, likeness. No database.

KL = kommunallagen (2017:725), chapter:section.
"""

from samfrid.matters.rules.deadlines import (
    WARN_MONTHS,
    Alarm,
    Deadline,
    Exit,
    Moment,
    Rest,
    alarm_day,
    answer_moment,
    committee_report_due,
    council_deadline,
    days_in_words,
    deadline_of,
    first_possible_day,
    hand_in_moment,
    motion_alarm,
    moved_by,
    rest_named,
    rests_of,
    way_out,
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
    "WARN_MONTHS",
    "Alarm",
    "Deadline",
    "Exit",
    "Moment",
    "Rest",
    "alarm_day",
    "answer_moment",
    "committee_report_due",
    "council_deadline",
    "days_in_words",
    "deadline_of",
    "first_possible_day",
    "hand_in_moment",
    "likeness",
    "motion_alarm",
    "moved_by",
    "names_series",
    "number_key",
    "only_tells_outcome",
    "other_in_series",
    "rest_named",
    "rests_of",
    "retells",
    "same_clause",
    "settles",
    "way_out",
    "words_to_find",
]
